"""Are sentences cut where they end, and furniture passed over?"""

from tocsin.escalation.text.sentences import read_sentences


def test_abbreviations_do_not_end_a_sentence():
    _, body = read_sentences("", "Gen. Smith met U.S. envoys. They spoke on Jan. 3 in St. Louis.")
    assert [s.text for s in body] == ["Gen. Smith met U.S. envoys.", "They spoke on Jan. 3 in St. Louis."]


def test_furniture_and_the_repeated_title_are_passed_over():
    title = "Troops cross the river"
    _, body = read_sentences(
        title, f"top of page\n{title}\nStaff Writer\nBy Ann Lee\nTroops crossed at dawn.\nbottom of page"
    )
    assert [s.text for s in body] == ["Troops crossed at dawn."]


def test_a_dateline_is_not_part_of_the_sentence():
    _, body = read_sentences("", "KYIV, Dec 24 (Newswire) - Farmers ended their protest.")
    assert body[0].words[0] == "farmers"


def test_offsets_point_into_the_field():
    text = "First line here now.\n\nSecond “quoted” line."
    _, body = read_sentences("", text)
    assert all(text[s.start : s.end] == s.text for s in body)
