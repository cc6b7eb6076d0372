"""When do the lines that readers see under a headline say that a story was published?

A date counts where it is set off ("By A | Published 3 March 2026"), and not inside a sentence of the story.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from tocsin.articles.dates import find_moments

LONGEST_LINE = 200  # characters; a longer one is a paragraph


class Claim(IntEnum):
    """What a page calls a moment, in the order in which we believe it to be the one of publication."""

    PUBLISHED = 0
    UNNAMED = 1
    UPDATED = 2


@dataclass(frozen=True)
class Stamp:
    """A moment that a page shows, and what it calls it."""

    at: datetime
    claim: Claim


_LABELS = {
    Claim.PUBLISHED: r"""\b(?:publish|posted|submitted|created|issued|publi[éck]|pubblicat|veröffentlicht|erstellt
        |gepubliceerd|publicer|publiser|offentliggjort|udgivet|julkaistu|avaldatud|paskelbt|publicēt|opublik|uveřejn
        |zverejn|vydáno|közzétév|megjelen|objavljen|objavio|yayın|giriş|eklenme|terbit|diterbitkan|dipublikasikan
        |imechapishwa|опубликован|опубліковано|публикуван|објављено|објавено|δημοσιε|date\b)
        |نشر|انتشار|شائع|פורסם|प्रकाशित|প্রকাশ|เผยแพร่|xuất\ bản|发布|發布|发表|公開|掲載|配信|입력|등록|게재""",
    Claim.UPDATED: r"""\b(?:updat|modif|revis|edited|corrected|aktualis|aktualiz|mise?\ à\ jour|actualiz|atualizad
        |aggiornat|bijgewerkt|gewijzigd|uppdater|oppdater|opdater|päivitetty|uuendatud|atnaujint|atjaunin|frissít
        |módosít|ažurira|posodobljeno|përditës|güncel|diperbarui|dikemaskini|imesasishwa|обновл|оновлен|обновен|ажуриран
        |ενημερ)|تحديث|به‌روز|بروزرسانی|اپ\ ڈیٹ|עודכן|अपडेट|আপডেট|อัปเดต|อัพเดท|cập\ nhật|更新|修改|수정|업데이트""",
}
_FLAGS = re.IGNORECASE | re.VERBOSE
_CLAIMS = {claim: re.compile(words, _FLAGS) for claim, words in _LABELS.items()}
_LABEL = rf"(?:{'|'.join(_LABELS.values())})"
# No end of a sentence, but initials.
_WORDS = r"(?:[^.!?]|(?<=\b\w)\.){0,80}"
_PERSON = r"(?-i:[A-ZÀ-ÞА-Я])[\w.'’-]{1,30}"
_BEFORE = re.compile(
    rf"\W*|\w{{2,20}},\s*|{_WORDS}(?:[|•·:/]|\s[–—-])\s*|\s*(?:by|von|par|por)\s{_WORDS}|\s*{_PERSON}(?:\s+{_PERSON}){{1,3}}\W*"
    rf"|{_WORDS}{_LABEL}{_WORDS}",
    _FLAGS,
)
_AFTER = re.compile(
    rf"\W*$|\s*[|•·/(]|\s+[–—-]|\W*(?:\d+\s+min|by\b|uhr\b|(?:г|р|d)\.|года|року|来源|來源|作者|编辑|記者|记者|출처|{_LABEL})",
    _FLAGS,
)


def list_stamps(line: str, *, day_first: bool = False) -> Iterator[Stamp]:
    """Give the moments that are set off in a line; none for a paragraph. `day_first` is as for `find_moments`."""
    if len(line) > LONGEST_LINE:
        return
    told = 0
    for at, start, end in find_moments(line, day_first=day_first):
        before, told = line[told:start], end
        if _BEFORE.fullmatch(before) and _AFTER.match(line, end):
            yield Stamp(at, read_claim(before))


def read_claim(label: str) -> Claim:
    """Say what the words before a moment call it: of several, those nearest to it."""
    ends = {
        claim: max((match.end() for match in pattern.finditer(label)), default=0) for claim, pattern in _CLAIMS.items()
    }
    claim = max(ends, key=lambda claim: ends[claim])
    return claim if ends[claim] else Claim.UNNAMED


def find_published_at(lines: Iterable[str], *, day_first: bool = False) -> datetime | None:
    """Find when lines say that their story was published; an update's time is better than none."""
    stamps = [stamp for line in lines for stamp in list_stamps(line, day_first=day_first)]
    return min(stamps, key=lambda stamp: stamp.claim).at if stamps else None


def find_modified_at(lines: Iterable[str], *, day_first: bool = False) -> datetime | None:
    """Find when lines say that their story was changed last."""
    stamps = (stamp for line in lines for stamp in list_stamps(line, day_first=day_first))
    return max((stamp.at for stamp in stamps if stamp.claim is Claim.UPDATED), default=None)
