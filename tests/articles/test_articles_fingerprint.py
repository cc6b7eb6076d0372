"""Do copies of one wire story look alike, and different stories different?"""

import subprocess
import sys
import time

from hypothesis import given
from hypothesis import strategies as st

from tocsin.articles.fingerprint import fingerprint, shingles, similarity

WORDS = [f"word{number * 7919 % 1009}" for number in range(900)]
STORY = " ".join(WORDS[:400])


def test_shape():
    marks = fingerprint(STORY)
    assert len(marks) == 64
    assert all(0 <= mark < 2**32 for mark in marks)
    assert fingerprint("") == fingerprint(" …") == ()


def test_copies_are_alike():
    copy = "LONDON (Wire) — " + STORY.upper() + " Reporting by somebody else."
    assert similarity(fingerprint(STORY), fingerprint(copy)) > 0.8


def test_other_stories_are_not():
    assert similarity(fingerprint(STORY), fingerprint(" ".join(WORDS[400:800]))) < 0.2


def test_similarity_follows_what_is_shared():
    half = " ".join(WORDS[:200] + WORDS[500:700])
    truth = len(set(shingles(STORY)) & set(shingles(half))) / len(set(shingles(STORY)) | set(shingles(half)))
    assert abs(similarity(fingerprint(STORY), fingerprint(half)) - truth) < 0.2


def test_short_texts_differ():
    one, other = fingerprint("Drones hit depots near Kesh"), fingerprint("Choir wins prize abroad again")
    assert similarity(one, other) < 0.2
    assert similarity(one, fingerprint("Drones hit depots near Kesh!")) == 1


def test_scripts_without_spaces_are_cut_into_characters():
    one, other = (
        "邻国军机上午两次进入北部海域上空空军随即派出战斗机",
        "邻国军机上午三次进入北部海域上空空军随即派出战斗机",
    )
    assert 0.3 < similarity(fingerprint(one), fingerprint(other)) < 1


def test_nothing_is_like_nothing():
    assert similarity((), ()) == similarity((), fingerprint(STORY)) == 0


def test_same_in_another_process():
    code = f"from tocsin.articles.fingerprint import fingerprint; print(fingerprint({STORY!r}))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert answer.stdout.strip() == repr(fingerprint(STORY))


def test_fast_enough():
    started = time.process_time()
    for _ in range(20):
        fingerprint(STORY)
    assert (time.process_time() - started) / 20 < 0.01  # aimed at: 3 ms


@given(st.text(max_size=200))
def test_any_text(text):
    marks = fingerprint(text)
    assert len(marks) in (0, 64)
    assert similarity(marks, fingerprint(text)) == (1 if marks else 0)
