"""Which lines of a reading stand outside the block of the page that holds the story?

Decks, bylines, words about the author and offers are often read along with a story; the page keeps them in blocks of
their own. The story's block is the innermost one that holds nearly all of the reading.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from tocsin.articles.page import Element
from tocsin.articles.picker import HEADINGS, Line, lines_of
from tocsin.articles.words import word_set

MAIN = 0.6  # share of a reading's characters in the innermost block that is called the story's
# What stands outside it is left out up to so many characters, or so much of the whole: more of it is a story's part.
ABOVE, ABOVE_SHARE = 300, 0.05
BELOW, BELOW_SHARE = 600, 0.1
BETWEEN, BETWEEN_SHARE = 200, 0.05
BOX = 300  # characters of a box among the paragraphs
# What is no box, however it is called.
PARTS = word_set("a article b blockquote dl em font h2 h3 h4 h5 h6 i li ol p pre q span strong table tbody tr u ul")
LONGEST_HEADING = 100  # characters
SENTENCE_ENDS = '.!?…”"»」』。！？؟।'
_WORDS = re.compile(r"\w+")


def cut_outside(body: str, root: Element) -> str:
    """Leave out the lines of a body that stand outside its main block in a page's tree, where they are few."""
    lines = body.split("\n\n")
    blocks = list(_places(lines, list(lines_of(root))))
    main = _main_block(lines, blocks)
    kinds = {_kind(block) for block in blocks if main is not None and block is not None and _is_within(block, main)}
    # What looks like the story's own paragraphs is one of them: live blogs and chapters have many blocks.
    inside = {number for number, block in enumerate(blocks) if block is not None and _kind(block) in kinds}
    if not inside:
        return body
    first, last = min(inside), max(inside)
    above, below = range(first), range(last + 1, len(lines))
    # A line that is not found on the page as it stands, a row of a table, goes with its neighbours.
    between = [n for n in range(first, last) if blocks[n] is not None and n not in inside]
    cut = _boxed(lines, blocks)
    for numbers, chars, share in (
        (above, ABOVE, ABOVE_SHARE),
        (below, BELOW, BELOW_SHARE),
        (between, BETWEEN, BETWEEN_SHARE),
    ):
        if sum(len(lines[n]) for n in numbers) <= max(chars, share * len(body)):
            cut.update(numbers)
    kept = [n for n in range(len(lines)) if n not in cut]
    while len(kept) > 1 and _is_heading(lines[kept[-1]], blocks[kept[-1]]):
        kept.pop()
    return "\n\n".join(lines[n] for n in kept)


def _is_heading(line: str, block: Element | None) -> bool:
    """Whether a line heads what follows it: no story ends with one."""
    if block is None or len(line) > LONGEST_HEADING or line[-1:] in SENTENCE_ENDS:
        return False
    if block.tag in HEADINGS:
        return True
    bold = "".join("".join(part.itertext()) for part in block.iter("b", "strong"))
    return _key(bold) == _key(line)


def _places(lines: Sequence[str], shown: Sequence[Line]) -> Iterator[Element | None]:
    """Give the block in which each line of a body stands on its page: of several, the next one."""
    at: dict[str, list[int]] = {}
    for number, told in enumerate(shown):
        at.setdefault(_key(told.text), []).append(number)
    last = -1
    for line in lines:
        found = at.get(_key(line), [])
        if found:
            following = bisect_right(found, last)
            last = found[following] if following < len(found) else found[0]
        yield shown[last].block if found else None


def _main_block(lines: Sequence[str], blocks: Sequence[Element | None]) -> Element | None:
    held: dict[Element, int] = {}
    for line, block in zip(lines, blocks, strict=True):
        if block is not None:
            for element in chain([block], block.iterancestors()):
                held[element] = held.get(element, 0) + len(line)
    total = sum(len(line) for line, block in zip(lines, blocks, strict=True) if block is not None)
    # Of those that hold enough, the innermost is the one with the longest way up.
    enough = [element for element, size in held.items() if size >= MAIN * total]
    return max(enough, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _boxed(lines: Sequence[str], blocks: Sequence[Element | None]) -> set[int]:
    """Find the lines of small boxes set among a story's paragraphs: an offer, a tip, another page's teaser.

    Only where the paragraphs stand side by side in one block, and for a box that is the only one of its kind there.
    """
    held: Counter[Element] = Counter()
    for line, block in zip(lines, blocks, strict=True):
        if block is not None and block.getparent() is not None:
            held[block.getparent()] += len(line)
    holder, size = max(held.items(), key=lambda pair: pair[1], default=(None, 0))
    if holder is None or size < MAIN * held.total():
        return set()
    boxes: dict[Element, list[int]] = {}
    for number, block in enumerate(blocks):
        box = (
            next((e for e in chain([block], block.iterancestors()) if e.getparent() is holder), None)
            if block is not None
            else None
        )
        if box is not None and box is not block and box.tag not in PARTS:
            boxes.setdefault(box, []).append(number)
    kinds = Counter((child.tag, child.get("class", "")) for child in holder)
    return {
        number
        for box, numbers in boxes.items()
        if kinds[box.tag, box.get("class", "")] == 1 and sum(len(lines[n]) for n in numbers) <= BOX
        for number in numbers
    }


def _is_within(block: Element, main: Element) -> bool:
    return block is main or any(element is main for element in block.iterancestors())


def _kind(block: Element) -> tuple[str, ...]:
    """Say what sort of block it is: by the names and classes of itself and of what holds it."""
    holders = [block, *islice(block.iterancestors(), 2)]
    return tuple(f"{element.tag} {element.get('class', '')}" for element in holders)


def _key(line: str) -> str:
    return " ".join(_WORDS.findall(line.casefold()))
