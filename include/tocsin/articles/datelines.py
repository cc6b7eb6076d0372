"""Where was a story filed, and by which agency, as its first paragraph begins: "KYIV, Ukraine (Reuters) — …"?

A place is believed where an agency or a date stands with it, or where it is set in capitals before a dash or a colon.
What might as well be a sentence's own beginning is left.
"""

import re
from typing import NamedTuple

from tocsin.articles.agencies import NAME, find_agency
from tocsin.articles.calendars import month_of
from tocsin.articles.words import word_set

LONGEST = 120  # characters of a dateline
SHORTEST_PLACE = 4  # letters in capitals; shorter ones are states and organisations ("USA:", "UN —")
SHORTEST_REST = 15  # characters of a story that goes on behind it


class Dateline(NamedTuple):
    """Where and by whom a paragraph says that it was filed ("" for none), and the paragraph without that."""

    place: str
    agency: str
    rest: str


_DASH = r"(?:[-–—―−]{1,2})"
_WORD = r"[^\W\d_][\w.'’ʼ-]{0,24}"
_PLACE = rf"{_WORD}(?:[ ]{_WORD}){{0,3}}(?:(?:,[ ]|/){_WORD}(?:[ ]{_WORD}){{0,3}})?"
_CAPITALS = r"[^\W\d_a-zß-öø-ÿа-яёіїєґ][^\W\d_a-zß-öø-ÿа-яёіїєґ.'’-]{2,24}"
_SHOUTED = rf"(?P<place>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}})(?:,[ ](?P<country>{_WORD}(?:[ ]{_WORD}){{0,3}}))?"
_DAY = (
    rf"(?P<day>(?:\d{{1,2}}[.]?(?:[ ]de)?[ ](?P<month1>{_WORD})|(?P<month2>{_WORD})[ ]\d{{1,2}})(?:,?[ ]\d{{4}})?[.]?)"
)
_AGENCY = rf"(?P<agency>{NAME}(?:[/,–-][ ]?{NAME})?)"
_SIGN = rf"(?:[ ]?[.:]?{_DASH}+|[ ]?[:=])"
_FILED = rf"(?:/(?P<agency>{NAME})/[.]?|{_DASH}?[ ]?(?P<agency1>{NAME})(?:[.]|[ ]?{_DASH}))"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # KYIV, Ukraine (Reuters) — …; BEIJING, Jan. 18 (Xinhua) -- …; New Delhi, Jan 18 (PTI) …
        rf"(?P<place>{_PLACE})(?:,[ ]{_DAY})?[ ]?{_DASH}?[ ]?[(\[]{_AGENCY}[)\]][.]?(?:{_SIGN}|[ ](?=[A-Z]))[ ]?",
        # MOSCOW, January 18. /TASS/. …; Москва. 18 января. INTERFAX.RU - …; МОСКВА, 18 янв — РИА Новости. …
        rf"(?P<place>{_PLACE})[.,][ ]{_DAY}[ ]?{_FILED}[ ]?{_DASH}?[ ]?",
        # (ANSA) - ROMA, 18 GEN - …; (Reuters) - …; (서울=연합뉴스) 홍길동 기자 = …
        rf"[(\[]{_AGENCY}[)\]][ ]?{_DASH}[ ](?P<place>{_PLACE})(?:,[ ]{_DAY})?[ ]?{_DASH}[ ]",
        rf"[(\[]{_AGENCY}[)\]][ ]?{_DASH}[ ]?",
        r"[(](?P<place>\w{1,12})=(?P<agency>연합뉴스|뉴시스|뉴스1)[)][ ](?:[^=]{0,40}[ ]?=[ ]?)?",
        # 新华社北京1月18日电（记者王明）…; （中央社台北18日電）…; 【ワシントン共同】…
        r"[【（(]?(?P<agency>新华社|新華社|中新社|中央社)(?P<place>[^\W\d_]{2,8})(?:\d{1,2}月)?\d{1,2}日[电電]?[】）)]?"
        r"(?:[（(][^）)]{0,30}[）)])?[ ]?",
        r"【(?P<place>[^\W\d_]{2,12}?)(?P<agency>共同|時事|ロイター|AFP時事)】",
        # تهران - ایرنا - …
        r"(?P<place>[\u0600-\u06ff]{2,15}(?:[ ][\u0600-\u06ff]{2,15}){0,2})[ ]?"
        rf"{_DASH}[ ]?{_AGENCY}[ ]?(?:{_DASH}|:)[ ]?",
        # WASHINGTON — …; BEIRUT, Lebanon — …; ISLAMABAD: …; LONDON, Jan 18 — …
        rf"{_SHOUTED}(?:,[ ]{_DAY})?(?:[ ]{_DASH}[ ]|:[ ])",
    )
)
# Words in capitals with which lines begin that name no place.
_NO_PLACES = word_set(
    """
    ADVERTISEMENT ALERT ANALYSIS ATTENTION AUDIO BREAKING CHART COLUMN COMMENT CORRECTION COVID CULTURE DEVELOPING
    DOCUMENT EDITORIAL EXCLUSIVE EXPLAINED EXPLAINER FACT FACTBOX FACTS FEATURE FILE FLASH FOTO FOTOS GALLERY
    GRAPHIC HIGHLIGHTS IMAGES INTERVIEW INVESTIGATION JUST KEY LATEST LISTEN LIVE MAP MORE MUST NEWS NOTE NOTICE
    OPINION PHOTO PHOTOS PICTURES PODCAST POLL PREVIEW PROFILE QUESTION QUOTE RECAP RELATED REPORT REVIEW SEE SPECIAL
    SPORT STATEMENT SUMMARY TIMELINE TOP TRANSCRIPT UPDATE UPDATED UPDATES URGENT VIDEO VIDEOS WARNING WATCH WHAT WHEN
    WHERE WHO WHY HOW READ THE AND FOR
    NATO UNICEF UNESCO UNHCR UNRWA OPEC ASEAN IAEA ISIS ISIL HAMAS BRICS FIFA UEFA NASA OSCE ECOWAS INTERPOL USAID
    ACTUALITÉ ENTRETIEN VIDÉO DIRECTO ÚLTIMA EXCLUSIVA EXCLUSIVO URGENTE VÍDEO EILMELDUNG EXKLUSIV KOMMENTAR
    ВИДЕО ФОТО СРОЧНО ЭКСКЛЮЗИВ МНЕНИЕ ОБНОВЛЕНО ОНЛАЙН ВІДЕО ТЕРМІНОВО НАТО ООН
    """
)


def read_dateline(first_paragraph: str) -> Dateline:
    """Read the dateline with which a paragraph begins; without one, the paragraph comes back whole."""
    for form in _FORMS:
        match = form.match(first_paragraph, 0, LONGEST)
        if match and len(first_paragraph) - match.end() >= SHORTEST_REST and _is_dateline(match.groupdict()):
            told = match.groupdict()
            place = ", ".join(filter(None, (told.get("place"), told.get("country"))))
            agency = find_agency(told.get("agency") or told.get("agency1") or "")
            return Dateline(place.strip(" .,"), agency, first_paragraph[match.end() :].lstrip())
    return Dateline("", "", first_paragraph)


def _is_dateline(told: dict[str, str | None]) -> bool:
    """Whether the words that stand where a dateline has them are a place and a day."""
    months = [month for name in ("month1", "month2") if (month := told.get(name))]
    place, is_filed = told.get("place") or "", bool(told.get("agency") or told.get("agency1"))
    if any(not month_of(month) for month in months) or place.split(" ")[0].rstrip(":.,") in _NO_PLACES:
        return False
    if not all(word in _SMALL or not word[0].islower() for word in re.split(r"[ ,/]+", place) if word):
        return False
    return is_filed or bool(months) or len(place) >= SHORTEST_PLACE


_SMALL = word_set("de del la las los el al di da do dos of the am an der sur les le na nad upon")
