"""What did a publisher change in an article between two readings?

Paragraph by paragraph, as a unified diff, from which the older text can be told from the newer one.
"""

from dataclasses import dataclass
from difflib import unified_diff

MAX_DIFF = 100_000  # characters that are kept of one change
CUT = "\n… the rest of this change is not kept"


@dataclass(frozen=True, kw_only=True)
class Change:
    """How one version differs from the one before it; `diff` is "" where only the title did."""

    diff: str
    added: int
    removed: int


def find_change(old: tuple[str, str], new: tuple[str, str]) -> Change | None:
    """Compare two versions (title, body); None where they say the same, whatever their spaces.

    `added` and `removed` count paragraphs; a paragraph that was edited is both.
    """
    if [part.split() for part in old] == [part.split() for part in new]:
        return None
    lines = list(unified_diff(_paragraphs(old[1]), _paragraphs(new[1]), n=0, lineterm=""))[2:]
    diff = "\n".join(lines)
    return Change(
        diff=diff if len(diff) <= MAX_DIFF else diff[:MAX_DIFF] + CUT,
        added=sum(line.startswith("+") for line in lines),
        removed=sum(line.startswith("-") for line in lines),
    )


def _paragraphs(body: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in body.split("\n") if paragraph.strip()]
