"""Is a change told from one that readers can't see, and can it be undone?"""

from hypothesis import given
from hypothesis import strategies as st

from tocsin.articles.revisions import CUT, MAX_DIFF, find_change

OLD = ("Post shelled", "Guns fired.\n\nNine were killed.\n\nThe river is closed.")


def test_what_only_spaces_differ_in_is_no_change():
    assert find_change(OLD, ("Post  shelled", OLD[1].replace("\n\n", "\n") + " ")) is None


def test_an_edited_paragraph_is_told_old_and_new():
    change = find_change(OLD, (OLD[0], OLD[1].replace("Nine", "Eleven")))
    assert (change.added, change.removed) == (1, 1)
    assert change.diff == "@@ -2 +2 @@\n-Nine were killed.\n+Eleven were killed."


def test_a_new_title_alone_is_a_change():
    change = find_change(OLD, ("Post shelled, eleven dead", OLD[1]))
    assert (change.diff, change.added, change.removed) == ("", 0, 0)


def test_a_long_change_is_cut():
    assert len(find_change(OLD, ("", "guns " * MAX_DIFF)).diff) == MAX_DIFF + len(CUT)


PARAGRAPHS = st.lists(st.text(alphabet="ab+-@ ", max_size=6), max_size=8).map("\n\n".join)


@given(one=PARAGRAPHS, other=PARAGRAPHS)
def test_only_what_differs_is_counted(one, other):
    change = find_change(("", one), ("", other))
    if change is not None:
        count = [sum(bool(part.strip()) for part in body.split("\n")) for body in (one, other)]
        assert count[0] - change.removed == count[1] - change.added
