"""What does a world of many small publishers answer? The server of passes.py, in a process of its own.

    python world.py FEEDS PAGES LATENCY_MS

One port on loopback for each publisher: /robots.txt, /feed (RSS with an ETag, PAGES entries) and its articles, of
about 60 KB each, in words of ours. Prints the ports as JSON, and ends when its standard input does.
"""

import asyncio
import json
import random
import resource
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

WORDS = """the a of and in on for with after before since while council harbour bridge station ministry farmers tram
river committee budget school winter repair inspector ferry road market hospital engineer vote report plan village
opens closes reviews delays approves considers explains builds measures expects careful new old public regional late
early small quiet wide local senior former several many few eleven forty""".split()
PARAGRAPHS, SENTENCES = 9, 4
SIZE = 60_000
ETAG = '"first-edition"'
ROBOTS = b"User-agent: *\nDisallow: /admin/\nAllow: /\n"
HTML, XML, TEXT = "text/html; charset=utf-8", "application/rss+xml", "text/plain"


class World:
    """All publishers; `begun_at` dates their articles."""

    def __init__(self, pages: int, latency: float) -> None:
        self.pages = pages
        self.latency = latency
        self.begun_at = datetime.now(UTC)
        self._around = _around()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer what comes over one connection."""
        port = writer.get_extra_info("sockname")[1]
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode()
                await asyncio.sleep(self.latency)
                writer.write(self.answer(port, path, has_etag=ETAG.encode() in head))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def answer(self, port: int, path: str, *, has_etag: bool) -> bytes:
        """Return a whole answer: head and body."""
        if path == "/robots.txt":
            return _answer(200, ROBOTS, TEXT)
        if path == "/feed":
            return _answer(304, b"", XML) if has_etag else _answer(200, self.feed(port), XML)
        return _answer(200, self.page(port, int(path.rsplit("-", 1)[1])), HTML)

    def feed(self, port: int) -> bytes:
        """Return a publisher's feed."""
        items = "".join(
            f"<item><title>{_title(port, number)}</title><link>http://127.0.0.1:{port}/news/story-{number}</link>"
            f"<guid>{port}-{number}</guid><pubDate>{format_datetime(self.published_at(number))}</pubDate>"
            f"<description>{_sentence(random.Random(f'{port} {number}'))}</description></item>"
            for number in range(self.pages)
        )
        head = f"<title>Gazette {port}</title><link>http://127.0.0.1:{port}/</link><description>News</description>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()

    def page(self, port: int, number: int) -> bytes:
        """Return an article's page: some 400 words, and the furniture around them that pages have."""
        words = random.Random(f"{port} {number}")
        text = "".join(f"<p>{' '.join(_sentence(words) for _ in range(SENTENCES))}</p>\n" for _ in range(PARAGRAPHS))
        title, at = _title(port, number), self.published_at(number).isoformat()
        head = f'<title>{title} | Gazette</title><meta property="article:published_time" content="{at}">'
        story = f'<article><h1>{title}</h1><time datetime="{at}">{at}</time>\n{text}</article>'
        above, below = self._around
        return f'<!doctype html><html lang="en"><head>{head}{above}{story}{below}'.encode()

    def published_at(self, number: int) -> datetime:
        """Return when a publisher's article of this number came out."""
        return self.begun_at - timedelta(minutes=10 * (number + 1))


def _around() -> tuple[str, str]:
    """Return what stands before and after every story: styles, a menu, teasers, scripts; they make up the size."""
    words = random.Random(0)
    styles = "".join(f".block-{n}{{margin:{n % 9}px;color:#{n * 7919 % 4096:03x}}}\n" for n in range(300))
    menu = "".join(f'<li><a href="/section/{word}">{word}</a></li>' for word in WORDS[:40])
    above = f"<style>{styles}</style></head><body><nav><ul>{menu}</ul></nav><main>"
    teasers = "".join(
        f'<div class="teaser"><a href="/news/story-{n}"><img src="/{n}.jpg"><h3>{_sentence(words)}</h3></a></div>'
        for n in range(60)
    )
    below = f'</main><aside class="related">{teasers}</aside><footer><p>Gazette, all rights reserved</p></footer>'
    # The story itself has some 4,000 letters.
    data = json.dumps(words.choices(WORDS, k=SIZE))[: SIZE - 4_000 - len(above + below)]
    return above, f"{below}<script>var data = {data}</script></body></html>"


def _title(port: int, number: int) -> str:
    return " ".join(random.Random(f"title {port} {number}").choices(WORDS, k=7)).capitalize()


def _sentence(words: random.Random) -> str:
    return " ".join(words.choices(WORDS, k=words.randint(8, 16))).capitalize() + "."


def _answer(status: int, body: bytes, content_type: str) -> bytes:
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nETag: {ETAG}\r\n"
    length = "" if status == 304 else f"Content-Length: {len(body)}\r\n"
    return f"{head}{length}\r\n".encode() + body


async def _main(feeds: int, pages: int, latency_ms: int) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    world = World(pages, latency_ms / 1000)
    servers = [await asyncio.start_server(world.serve, "127.0.0.1", 0) for _ in range(feeds)]
    print(json.dumps([server.sockets[0].getsockname()[1] for server in servers]), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_main(*map(int, sys.argv[1:4])))
