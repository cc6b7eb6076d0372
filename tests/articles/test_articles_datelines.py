"""Is a dateline told apart from how a sentence begins?"""

import time

import pytest

from tocsin.articles.datelines import read_dateline

REST = "The army said on Sunday that guns had fired."


@pytest.mark.parametrize(
    ("start", "place", "agency"),
    [
        ("KYIV, Ukraine (Reuters) —", "KYIV, Ukraine", "Reuters"),
        ("LONDON, Jan 18 (Reuters) -", "LONDON", "Reuters"),
        ("BEIJING, Jan. 18 (Xinhua) --", "BEIJING", "Xinhua"),
        ("ST. PETERSBURG, Russia (AP) --", "ST. PETERSBURG, Russia", "AP"),
        ("TEL AVIV/GAZA, Jan 18 (Reuters) -", "TEL AVIV/GAZA", "Reuters"),
        ("New Delhi, Jan 18 (PTI)", "New Delhi", "PTI"),
        ("Madrid, 18 ene (EFE).-", "Madrid", "EFE"),
        ("PARIS, 18 janvier (Reuters) -", "PARIS", "Reuters"),
        ("Berlin (dpa) -", "Berlin", "dpa"),
        ("(ANSA) - ROMA, 18 GEN -", "ROMA", "ANSA"),
        ("(Reuters) -", "", "Reuters"),
        ("MOSCOW, January 18. /TASS/.", "MOSCOW", "TASS"),
        ("МОСКВА, 18 янв — РИА Новости.", "МОСКВА", "RIA Novosti"),
        ("Москва. 18 января. INTERFAX.RU -", "Москва", "Interfax"),
        ("القدس (رويترز) -", "القدس", "Reuters"),
        ("(서울=연합뉴스) 홍길동 기자 =", "서울", "Yonhap"),
        ("新华社北京1月18日电（记者王明）", "北京", "Xinhua"),
        ("【ワシントン共同】", "ワシントン", "Kyodo"),
        ("WASHINGTON —", "WASHINGTON", ""),
        ("NEW DELHI:", "NEW DELHI", ""),
        ("BEIRUT, Lebanon —", "BEIRUT, Lebanon", ""),
    ],
)
def test_datelines(start, place, agency):
    assert read_dateline(f"{start} {REST}") == (place, agency, REST)


@pytest.mark.parametrize(
    "start",
    [
        "NATO —",
        "BREAKING —",
        "UPDATE:",
        "USA:",
        "Kyiv —",
        "The agency said (AP) —",
        "Prime Minister Otto Brandl (SPD) -",
        "GENEVA, 18 March 2026 (WHO) -",
        "LONDON, Room 18 (Reuters) -",
        "",
    ],
)
def test_what_a_sentence_may_begin_with_is_left(start):
    paragraph = f"{start} {REST}".strip()
    assert read_dateline(paragraph) == ("", "", paragraph)


def test_a_line_that_is_nothing_but_a_dateline_is_left():
    assert read_dateline("KYIV (Reuters) —") == ("", "", "KYIV (Reuters) —")


@pytest.mark.parametrize("piece", ["A ", "AB ", "KYIV, ", "(", "Aa Bb, 1 ", "القدس ", "북"])
def test_reading_a_paragraph_is_quick(piece):
    started = time.process_time()
    for _ in range(20):
        read_dateline(piece * 3000)
    assert time.process_time() - started < 1
