"""Is the article's picture found, and what stands below it?"""

import pytest

from tocsin.articles.page import open_page
from tocsin.articles.pictures import Picture, find_picture

URL = "https://lantern.example/news/1"
FIGURE = "<figure><img {}='{}'><figcaption>Smoke over  the post</figcaption></figure>"


def picture_of(claims, body="<p>x</p>", caption=""):
    return find_picture(open_page(f"<html><body>{body}</body></html>"), claims, url=URL, caption=caption)


@pytest.mark.parametrize(
    ("claims", "url"),
    [
        (["", "/a/post.jpg"], "https://lantern.example/a/post.jpg"),
        (["data:image/png;base64,AA", "https://cdn.example/post.jpg?w=9"], "https://cdn.example/post.jpg?w=9"),
        (["javascript:alert(1)", "http://[broken", "ftp://x.example/a.jpg"], ""),
        ([], ""),
    ],
)
def test_the_first_claim_that_is_an_address_is_taken(claims, url):
    assert picture_of(claims).url == url


@pytest.mark.parametrize(
    ("body", "caption"),
    [
        (FIGURE.format("src", "/small/post-at-dornava-300x200.jpg"), "Smoke over the post"),
        (FIGURE.format("data-srcset", "/x/post-at-dornava.webp 300w, /x/other.webp 600w"), "Smoke over the post"),
        (FIGURE.format("src", "/small/other-picture.jpg"), ""),
        ("<figure><img src='/post-at-dornava.jpg'></figure>", ""),
    ],
)
def test_a_caption_is_that_of_the_same_picture(body, caption):
    assert picture_of(["https://cdn.example/post-at-dornava-1200x800.jpg?w=1"], body).caption == caption


def test_what_json_ld_calls_it_comes_first():
    body = FIGURE.format("src", "/post-at-dornava.jpg")
    assert picture_of(["/post-at-dornava.jpg"], body, caption="Guns") == Picture(
        "https://lantern.example/post-at-dornava.jpg", "Guns"
    )
