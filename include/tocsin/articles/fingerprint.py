"""Is this the same wire story, run by another publisher?

MinHash by one permutation: each run of three words is hashed once, falls into one of 64 slots, and the smallest of
a slot stays; an empty slot borrows from another in an order that is the same for every text. That costs one hash a
word, where 64 permutations cost 64. The hashes are BLAKE2, never the built-in `hash()`, so that a fingerprint means
the same in every process and on every machine.
"""

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from tocsin.articles.combining import normalize

SLOTS = 64
RUN = 3
MAX_WORDS = 5000  # the longest articles are known by their beginning
_DENSE = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
# A script written without spaces is cut into characters.
_WORD = re.compile(rf"[{_DENSE}]|[^\W{_DENSE}]+")


def fingerprint(text: str) -> tuple[int, ...]:
    """Give 64 numbers of 32 bits that stand for a text; () for a text without a word."""
    slots = [-1] * SLOTS
    for run in shingles(text):
        number = int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big")
        slot, value = number & (SLOTS - 1), number >> 32
        if slots[slot] < 0 or value < slots[slot]:
            slots[slot] = value
    if max(slots) < 0:
        return ()
    return tuple(value if value >= 0 else slots[_lender(slots, at)] for at, value in enumerate(slots))


def similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate which share of their word runs two texts have in common, 0 to 1; 0 when either is empty."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def shingles(text: str) -> Counter[str]:
    """Count a text's runs of three words, whatever their case and punctuation; a shorter text is one run."""
    plain = normalize("NFKC", text[: MAX_WORDS * 12]).casefold()
    words = _WORD.findall(plain)[:MAX_WORDS]
    if len(words) <= RUN:
        return Counter([" ".join(words)] if words else [])
    return Counter(map(" ".join, zip(*(words[at:] for at in range(RUN)), strict=False)))


def _lender(slots: list[int], at: int) -> int:
    """Find the first full slot on the walk that starts at an empty one."""
    state = (at * 37 + 11) % SLOTS
    while slots[state] < 0:
        # Multiplier 1 mod 4 and an odd increment reach all 64 slots; the increment differs by start, so that
        # neighbours do not all borrow from one lender.
        state = (state * 5 + 2 * at + 1) % SLOTS
    return state
