"""Which lines of a reading stand outside the block of the page that holds the story?

Decks, bylines, words about the author and offers are often read along with a story; the page keeps them in blocks of
their own. The story's block is the innermost one that holds nearly all of the reading.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, islice

from tocsin.articles.page import Element
from tocsin.articles.picker import HEADINGS, LONG, Line, lines_of
from tocsin.articles.words import word_set

MAIN = 0.6  # share of a reading's characters in the innermost block that is called the story's
# What stands outside it is left out up to so many characters, or so much of the whole: more of it is a story's part.
ABOVE, ABOVE_SHARE = 300, 0.05
BELOW, BELOW_SHARE = 600, 0.1
BETWEEN, BETWEEN_SHARE = 200, 0.05
BOX = 300  # characters of a box among the paragraphs
# What is no box, however it is called.
PARTS = word_set("a article b blockquote dl em font h2 h3 h4 h5 h6 i li ol p pre q span strong table tbody tr u ul")
MAX_PLACES = 100  # of a line that the page repeats, asked about once for each time
LONGEST_HEADING = 100  # characters
SENTENCE_ENDS = '.!?…”"»」』。！？؟।'
NO_LEADS = HEADINGS | {"li", "figcaption"}
_WORDS = re.compile(r"\w+")


def cut_outside(body: str, root: Element) -> str:
    """Leave out the lines of a body that stand outside its main block in a page's tree, where they are few."""
    lines = body.split("\n\n")
    shown = list(lines_of(root))
    places = _places(lines, shown)
    main = _main_block(lines, [shown[found[0]].block if found else None for found in places])
    # What stands in several places, a share box among them, is told in the story if it is told there at all.
    spots = [_nearest(found, shown, main) for found in places]
    blocks = [None if spot is None else shown[spot].block for spot in spots]
    kinds = {_kind(block) for block in blocks if main is not None and block is not None and _is_within(block, main)}
    # What looks like the story's own paragraphs is one of them: live blogs and chapters have many blocks.
    inside = {number for number, block in enumerate(blocks) if block is not None and _kind(block) in kinds}
    if not inside:
        return body
    first, last = min(inside), max(inside)
    # A line that is not found on the page as it stands, a row of a table, is nowhere: it stays.
    outside = [n for n, block in enumerate(blocks) if block is not None and n not in inside]
    above = [n for n in outside if n < first - _leads(lines[:first], spots, blocks)]
    below = [n for n in outside if n > last]
    between = [n for n in outside if first < n < last]
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


def _places(lines: Sequence[str], shown: Sequence[Line]) -> list[Sequence[int]]:
    """List where among a page's lines each line of a body stands."""
    at: dict[str, list[int]] = {}
    for number, told in enumerate(shown):
        at.setdefault(_key(told.text), []).append(number)
    return [at.get(_key(line), ()) for line in lines]


def _nearest(found: Sequence[int], shown: Sequence[Line], main: Element | None) -> int | None:
    """Give the place within the main block, or else the first."""
    near = found[:MAX_PLACES]
    inside = (number for number in near if main is not None and _is_within(shown[number].block, main))
    return next(inside, found[0] if found else None)


def _leads(lines: Sequence[str], spots: Sequence[int | None], blocks: Sequence[Element | None]) -> int:
    """Count the last of these lines that lead into the story: sentences, with nothing between them on the page.

    A deck is a heading, or is parted from the story by its byline, its date or a share bar.
    """
    count = 0
    for number in reversed(range(len(lines))):
        spot, following, block = spots[number], spots[number + 1], blocks[number]
        if spot is None or block is None or spot + 1 != following:
            break
        if block.tag in NO_LEADS or any(holder.tag == "header" for holder in block.iterancestors()):
            break
        if len(lines[number]) < LONG or lines[number][-1:] not in SENTENCE_ENDS:
            break
        count += 1
    return count


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
