"""Is the lexicon read as written, and a slip in it refused?"""

import pytest

from tocsin.errors import InputError
from tocsin.escalation.lexicon.forms import regular_forms
from tocsin.escalation.lexicon.load import lexicon, read_lexicon

HEAD = "language: en\ngrammar: {say: [said]}\nsets: {craft: [boat]}\nframes:\n"


def test_every_language_loads():
    for language in ("en", "es", "fr"):
        words = lexicon(language)
        assert words.language == language
        assert {form.frame.level for forms in words.forms.values() for form in forms} == set(range(6))


@pytest.mark.parametrize(
    ("verb", "past", "gerund"),
    [
        ("bomb", "bombed", "bombing"),
        ("seize", "seized", "seizing"),
        ("spot", "spotted", "spotting"),
        ("occupy", "occupied", "occupying"),
    ],
)
def test_regular_verbs(verb, past, gerund):
    assert regular_forms(verb)[1::2] == [past, gerund]


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ("  - {id: a, event: dance, level: 4, verbs: [bomb]}", "event 'dance'"),
        ("  - {id: a, event: assault, level: 7, verbs: [bomb]}", "level '7'"),
        ("  - {id: a, event: assault, level: 4, verbs: [bomb], with: [ships]}", "no set named ships"),
        ("  - {id: a, event: assault, level: 4, verb: [bomb]}", "unknown key verb"),
        ("  - {id: a, event: assault, level: 4, roles: odd, verbs: [bomb]}", "unknown roles"),
        (("  - {id: a, event: assault, level: 4}\n  - {id: a, event: assault, level: 4}"), "stands there twice"),
    ],
)
def test_a_slip_is_refused(tmp_path, frame, message):
    path = tmp_path / "lexicon.yaml"
    path.write_text(f"{HEAD}{frame}\n", encoding="utf-8")
    line = 4 + len(frame.splitlines())
    with pytest.raises(InputError, match=rf"lexicon\.yaml line {line}: frame 'a'.*{message}"):
        read_lexicon(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("language: en\nsets: {a: [b]}\n", "line 1: no grammar"),
        ("language: en\ngrammar: {say: said}\nsets: {}\nframes: []\n", "line 2: 'say'"),
        ("language: en\ngrammar: {say: [said, told, said]}\nsets: {}\nframes: []\n", "line 2: 'say' has said twice"),
        (
            f"{HEAD}  - {{id: a, event: assault, level: 4, verbs: [raid, bomb, raid]}}\n",
            "line 5: .*verbs has raid twice",
        ),
        (f"{HEAD}  - bomb\n", "line 5: no frame"),
        (f"{HEAD}  - {{id: a, event: assault, level: 4, verbs: bomb}}\n", "line 5: .*verbs is no list"),
        (f"{HEAD}  - {{id: a, level: 4}}\n", "line 5: .*event missing"),
        (f"{HEAD}  - {{id: a\n", "line 6: .*mend the YAML"),
        ("[]", "line 1: no mapping"),
    ],
)
def test_what_is_no_lexicon_is_refused_by_line(tmp_path, text, message):
    path = tmp_path / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"lexicon\.yaml {message}"):
        read_lexicon(path)
