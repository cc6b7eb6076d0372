"""Is an act told in Russian, Ukrainian, Arabic or Persian read, and is what can't be read said to be a blind spot?"""

import pytest

from tocsin.errors import InputError
from tocsin.escalation.classify import classify
from tocsin.escalation.gazetteer.inflected import read_names
from tocsin.escalation.lexicon.load import has_lexicon, read_lexicon
from tocsin.escalation.text.inflection import Stems, fold, forms_of, starred
from tocsin.model import Direction

READ = [
    ("Израиль нанес удар по Бейруту, погибли пять человек", 4, ("ISR", "LBN")),
    ("Пакистан нанёс удары по территории Ирана", 4, ("PAK", "IRN")),
    ("ВС РФ обстреляли Харьков ракетами, есть раненые", 5, ("RUS", "UKR")),
    ("Россия пригрозила Польше войной", 2, ("RUS", "POL")),
    ("Турция стянула танки к границе с Сирией", 3, ("TUR", "SYR")),
    ("Ізраїль завдав удару по Дамаску", 4, ("ISR", "SYR")),
    ("Росія атакувала Одесу дронами", 5, ("RUS", "UKR")),
    ("غارة إسرائيلية على جنوب لبنان توقع قتلى", 4, ("ISR", "LBN")),
    ("إسرائيل تقصف مواقع في سوريا", 4, ("ISR", "SYR")),
    ("إيران تهدد إسرائيل برد ساحق", 2, ("IRN", "ISR")),
    ("استدعت فرنسا السفير الجزائري", 1, ("FRA", "DZA")),
    ("حمله هوایی اسرائیل به دمشق", 4, ("ISR", "SYR")),
    ("پاکستان به خاک ایران حمله موشکی کرد و ۹ نفر کشته شدند", 4, ("PAK", "IRN")),
    ("ایران اسرائیل را به پاسخ کوبنده تهدید کرد", 2, ("IRN", "ISR")),
    ("ترکیه سفیر اسرائیل را احضار کرد", 1, ("TUR", "ISR")),
]
QUIET = [
    "Сборная России победила Украину в матче",
    "Годовщина обстрела Белграда: Сербия помнит удары НАТО",
    "منتخب إيران يضرب مرمى العراق بثلاثية في بطولة آسيا",
    "سالگرد حمله عراق به ایران برگزار شد",
    "Погода в Украине: дожди и грозы",
    "La Russie ne bombarde pas Kharkiv, dit Moscou",
    "اسرائیل ایران را بمباران نکرده است",
    "Football : la France attaque sa campagne par une démonstration de force",
]


@pytest.mark.parametrize(("headline", "level", "pair"), READ, ids=[headline for headline, *_ in READ])
def test_an_act_in_a_headline_is_read(headline, level, pair):
    found = classify(headline, "")

    assert (int(found.level), found.direction) == (level, Direction.ESCALATION)
    assert pair in found.dyads
    assert found.evidence[0].text == headline


@pytest.mark.parametrize("headline", QUIET)
def test_words_of_force_that_tell_of_no_act(headline):
    assert not classify(headline, "").alert


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Regierung hat am Montag ein Paket beschlossen, das die Wirtschaft mit dem Geld stützen soll.", "de"),
        ("Το υπουργείο ανακοίνωσε νέα μέτρα για την οικονομία", "el"),
        ("軍は国境で砲撃があったと発表した", "ja"),
        ("정부는 국경에서 포격이 있었다고 밝혔다", "ko"),
    ],
)
def test_a_language_without_a_lexicon_is_a_blind_spot_and_no_peace(text, language):
    found = classify("", text)

    assert not has_lexicon(language)
    assert (found.blind_spot, int(found.level)) == (language, 0)
    assert found.probability == 0.1  # outside any band of doubt
    assert language in found.reasons[0]


@pytest.mark.parametrize(
    "text", ["", "Oil prices rise", "Ataque aéreo de Rusia contra Polonia", "France: le ciel fermé"]
)
def test_what_is_read_is_no_blind_spot(text):
    assert classify(text, "").blind_spot == ""


def test_letters_that_stand_for_each_other_are_one():
    assert fold("إيران") == fold("ایران")
    assert fold("нанёс") == "нанес"
    assert fold("plain") == "plain"


@pytest.mark.parametrize(
    ("written", "bare"),
    [("والسعودية", "سعودیه"), ("للعراق", "العراق"), ("بلبنان", "لبنان"), ("فإيران", "ایران"), ("لبنان", "لبنان")],
)
def test_arabic_particles_are_taken_off(written, bare):
    assert bare in tuple(forms_of(fold(written), "ar"))


def test_a_stem_stands_for_its_forms_and_not_for_longer_words():
    stems = Stems(["ракет*", "удар"], "ru")

    assert [stems.key(word) for word in ("ракетами", "удар", "ударник")] == ["ракет", "удар", "ударник"]
    assert stems.key("ракетостроительный") == "ракетостроительный"


def test_phrases_of_the_data_keep_their_stars():
    assert starred("Нанес* удар* по") == ["нанес*", "удар*", "по"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("XYZ,name,Где-то,", "line 2: 'XYZ' stands in no file of the gazetteer"),
        ("RUS,nickname,Россия,", "line 2: unknown kind 'nickname'"),
        ("RUS,name,Россия|Россия,", "line 2: 'Россия' stands already on names.ru.csv line 2"),
        ("RUS,name,Россия|,", "line 2: an empty name"),
    ],
)
def test_a_wrong_name_is_told_by_file_and_line(tmp_path, row, said):
    path = tmp_path / "names.ru.csv"
    path.write_text(f"code,kind,terms,note\n{row}x\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"names\.ru\.csv") as error:
        list(read_names(path))
    assert said in str(error.value)


def test_an_unknown_order_is_refused(tmp_path):
    path = tmp_path / "lexicon.xx.yaml"
    path.write_text("language: xx\norder: vsx\ngrammar: {}\nsets: {}\nframes: []\n")

    with pytest.raises(InputError, match=r"lexicon\.xx\.yaml line 2: unknown order 'vsx'"):
        read_lexicon(path)


def test_a_term_of_several_tokens_is_known_as_one():
    stems = Stems(["porte", "avions", "-", "base"], "fr")
    (key,) = stems.keys_of_terms(["porte-avions"])

    assert stems.keys(["le", "porte", "-", "avions"]) == ["le", key, "-", "avions"]
    assert stems.keys(["la", "porte", "-", "base"]) == ["la", "porte", "-", "base"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenia dio el lunes un ultimátum a Somalia: retirarse de Kismayo en 48 horas o sufrir un ataque militar.",
        "Le Kenya a lancé un ultimatum à la Somalie : quitter Kismayo sous 48 heures ou subir une attaque militaire.",
    ],
)
def test_what_an_ultimatum_threatens_did_not_happen(text):
    assert int(classify("", text).level) == 2


def test_a_lexicon_says_what_it_lacks(tmp_path):
    path = tmp_path / "lexicon.xx.yaml"
    path.write_text("language: xx\norder: svo\ngrammar: {by: [by]}\nsets: {heavy: []}\nframes: []\n")

    with pytest.raises(InputError, match=r"lexicon\.xx\.yaml line 1: grammar lacks according, be, breaks, doers"):
        read_lexicon(path)
