"""Is the furniture gone, and is every sentence of the story still there?"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.articles.clean import clean_body, clean_line, find_byline, lines_under

TITLE = "Border post shelled, ministry says"
FIRST = "Artillery fired from across the river hit the customs post at Dornava before dawn on Tuesday."
LAST = "The crossing was closed until further notice."
STORY = f"{FIRST}\n\n{LAST}"


@pytest.mark.parametrize(
    "head",
    [
        "top of page",
        TITLE,
        f"{TITLE}\n{TITLE}",
        "BORDER POST SHELLED: MINISTRY SAYS",
        "By Nora Pfister",
        "By Nora Pfister and Otto Brandl | Oberfeld",
        "Staff Writer",
        "Nora Pfister3 March 2026 10:15 GMT",
        "Submitted by press_office on Tue, 03/03/2026 - 09:30",
        "Posted by Nora Pfister at 10:15 PKT on 3 March 2026",
        "Dornava Lantern | 26 November 2026 01:58 UTC",
        "The Lantern Staff",
        "Reuters",
        "Mar 3, 2026",
        "Tuesday, 3 March 2026, 10:15 GMT",
        "Updated: Mar 3, 2026",
        "2 min read",
        "Mar 3 · 2 min read",
        "Share on Facebook Share on X Copy link",
        "Facebook",
        "Home > World > Border",
        "Photo: Otto Brandl/The Lantern",
        "Advertisement",
        f"World\nSport\n{TITLE}",
    ],
)
def test_head_is_cut(head):
    assert clean_body(f"{head}\n{STORY}", title=TITLE) == STORY


@pytest.mark.parametrize(
    "line", ["By Nora Pfister", "Border correspondent", "Mar 3, 2026", "Border desk | 3 March 2026"]
)
def test_who_wrote_may_stand_below_a_standfirst(line):
    standfirst = "Three shells fell beside the crossing."
    assert clean_body(f"{TITLE}\n{standfirst}\n{line}\n{STORY}", title=TITLE) == f"{standfirst}\n\n{STORY}"


@pytest.mark.parametrize(
    "between",
    [
        "Advertisement",
        "Read also: Why the river matters to both governments",
        "Read more",
        "SEE ALSO: A short history of the customs post",
        "Related: Who guards the crossing?",
        "Les også: Broen som ingen eier",
        "Читайте также: Как поделили реку",
        "اقرأ أيضاً: تاريخ النهر",
        "Sign up to our morning newsletter and never miss a story",
        "Article continues after this message",
        "Follow us on Facebook and X",
        "You need to enable JavaScript to run this app.",
        "To read this page, please enable JavaScript in your browser.",
        "JavaScript is disabled. Some of this page will not work.",
        "We're sorry but lantern doesn't work properly without JavaScript enabled. Please enable it to continue.",
        "This site requires JavaScript.",
        "Your browser does not support the video tag.",
        "Veuillez activer JavaScript pour continuer.",
        "Bitte aktivieren Sie JavaScript.",
        "Пожалуйста, включите JavaScript в браузере.",
        "请启用JavaScript后继续",
        "Loading…",
        "Loading more stories...",
        "Loading, please wait while the story is being loaded.",
        "Please wait",
        "Chargement en cours…",
        "加载中...",
    ],
)
def test_furniture_between_is_cut(between):
    assert clean_body(f"{FIRST}\n{between}\n{LAST}", title=TITLE) == STORY


@pytest.mark.parametrize(
    "tail",
    [
        "bottom of page",
        "© 2026 The Lantern",
        "Copyright 2026 The Lantern. All rights reserved.",
        "Tous droits réservés",
        "Nora Pfister reported from Dornava.",
        "Nora Pfister contributed to this report.",
        "(Reporting by Nora Pfister; editing by Otto Brandl)",
        "Tags: river, customs",
        "Recent Posts\nSee All\nThe salt works had a quiet year and nobody complained about it in the least",
        "Comments (3)\npatriot77\nThey should bomb them back to the stone age, invade now!!!",
        "Most read\nA cat crossed four borders in a crate of lemons",
        "Leave a comment",
        "Print this page | E-mail to a friend",
        "Copyright The Dornava Lantern. Best viewed at 1024 x 768.",
    ],
)
def test_tail_is_cut(tail):
    assert clean_body(f"{STORY}\n{tail}", title=TITLE) == STORY


@pytest.mark.parametrize(
    "sentence",
    [
        "Submitted by the governor on Tuesday, the plan was refused.",
        "By Tuesday evening the army had taken the town.",
        "Share prices fell on the news.",
        "Related attacks were reported in the south.",
        "Support for the president has grown.",
        "Comments by the minister were not taken lightly.",
        "Copyright law was not the point, he said.",
        "More on this side of the river were hurt.",
        "Advertisements for war bonds hung in every street.",
        "Reuters said it could not confirm the report.",
        "Photographs show two burned lorries.",
        "Clashes reported from Dornava could not be confirmed.",
        "Follow-up strikes hit the same bridge.",
        "Updated figures put the dead at nine.",
        "Sources in the army said nothing.",
        "Previous attacks had killed nobody.",
        "Watch towers along the river were manned.",
        "Loading of grain at the port was stopped by the shelling.",
        "Loading the guns took the crew four hours.",
        "Please wait for us, the villagers had told the convoy.",
        "The most active JavaScript teams of the ministry were told to leave.",
        "“No.”",
        "Print this page of history with care, he said.",
        "Copyright Office clerks, who had nothing to do with the crossing, were told to leave it by the governor.",
        "Dornava Council, 3 March 2026: the day on which the crossing was shut will be kept as a day of mourning.",
    ],
)
def test_a_sentence_is_never_cut(sentence):
    for text in (f"{sentence}\n{STORY}", f"{FIRST}\n{sentence}\n{LAST}", f"{STORY}\n{sentence}"):
        assert sentence in clean_body(text, title=TITLE).split("\n\n")


@pytest.mark.parametrize("title", [TITLE, ""])
def test_text_in_one_blob(title):
    head = f"top of page {TITLE} {TITLE} Staff Writer Mar 3, 2026 2 min read"
    blob = f"{head} {FIRST} {LAST} Recent Posts See All A quiet year bottom of page"
    assert clean_body(blob, title=title) == f"{FIRST} {LAST}"


def test_blob_rules_leave_other_texts_alone():
    assert clean_body(f"{TITLE} was the headline. {FIRST}") == f"{TITLE} was the headline. {FIRST}"


def test_a_story_that_comes_back_to_its_title_keeps_its_beginning():
    assert clean_body(f"{FIRST}\n{LAST}\n{TITLE}\n{FIRST} Again.", title=TITLE).startswith(FIRST)


def test_link_lines_at_the_edges_are_cut_and_between_kept():
    links = {"Boots for all weathers", "Dornava"}
    text = f"Boots for all weathers\n{FIRST}\nDornava\n{LAST}\nBoots for all weathers"
    assert clean_body(text, links=links).split("\n\n") == [FIRST, "Dornava", LAST]


def test_a_story_printed_twice_is_kept_once():
    assert clean_body(f"{STORY}\n{FIRST}\nNo.\nNo.").split("\n\n") == [FIRST, LAST, "No.", "No."]


def test_unseen_characters_go_and_spelling_stays():
    assert clean_body("\u202eevil\u202c\u200b te\u00adxt\x00 می\u200cخواهم") == "evil text می\u200cخواهم"


def test_clean_line_is_one_line():
    assert clean_line(" a\n b\u2028c\u200b ") == "a b c"


def test_find_byline_below_the_title():
    lines = ["Home", TITLE, "Mar 3, 2026", "By Nora Pfister", FIRST, "Staff Writer"]
    assert find_byline(lines_under(lines, TITLE)) == "By Nora Pfister"
    assert find_byline(lines_under(lines, "Another title")) == ""


WORDS = st.lists(
    st.sampled_from(
        ["guns", "river", "border", "fell", "near", "troops", "crossed", "Dornava", "said", "nine", "killed"]
    ),
    min_size=8,
    max_size=30,
)
SENTENCES = st.lists(WORDS.map(lambda words: " ".join(words).capitalize() + "."), min_size=1, max_size=8, unique=True)


@given(SENTENCES)
def test_plain_stories_pass_unchanged(sentences):
    story = "\n\n".join(sentences)
    assert clean_body(story, title=TITLE) == story


@given(st.text(max_size=300))
def test_cleaning_survives_any_text(text):
    assert "\x00" not in clean_body(text, title=text[:20])


@pytest.mark.parametrize(
    "piece", ["a", " ", "a ", "By A ", "share, ", "read more: ", "1 ", "- ", "top of page ", "Mar 3 "]
)
def test_cleaning_is_linear(piece):
    started = time.process_time()
    clean_body(piece * (200_000 // len(piece)))
    clean_body((piece * 40 + "\n") * 2000)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("A customs post at Dornava after the strike. REUTERS/Ilse Marrow", True),
        ("Volunteers fill sandbags on the quay. (UP Photo/Bea Lunt)", True),
        ("Smoke over the port, March 1, 2026. EPA-EFE/OLE PETRAS", True),
        ("Soldiers at the bridge [Amir Lev/Getty Images]", True),
        ("Image caption, The bridge was built in 1931", True),
        ("Photo: Nora Pfister", True),
        ("港の埠頭に砲弾が落ちた。けが人はいなかったと港湾当局は述べた。(c)AFP/Nora PFISTER", False),
        ("Officials told AFP/Reuters that nine people had died on the quay.", False),
        ("The photo shows a crater beside the school, the ministry said.", False),
        ("He gave The Courier a picture by courtesy of his son.", False),
    ],
)
def test_captions_are_no_lines_of_the_story(line, is_caption):
    story = [f"Shell number {number} fell on the quay at noon and hurt nobody." for number in range(4)]
    body = clean_body("\n".join([*story[:2], line, *story[2:]]))
    assert (line not in body) is is_caption


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("“We have come to the end of the runway, and of patience”", False),
        ("We have come to the end of the runway, and of patience", True),
        ("“Patience”", True),
        ("“Nobody has said how many of the ships were lost”", True),
    ],
    ids=["pulled", "a heading", "too short to tell", "told nowhere else"],
)
def test_a_pull_quote_is_told_once(line, stays):
    told = "He said to the pilots: “We have come to the end of the runway, and of patience”, and sat down."
    body = clean_body(
        "\n".join(["The minister spoke for an hour in Szolna on Monday.", line, told, "Nobody asked him anything."])
    )
    assert (line in body.split("\n\n")) is stays


@pytest.mark.parametrize("at", [0, 3])
def test_words_about_the_author_are_no_lines_of_the_story(at):
    lines = [f"Shell number {number} fell on the quay at noon and hurt nobody." for number in range(3)]
    life = "Nora Pfister currently works for the Lantern as a writer, and has covered the straits for nine years."
    lines.insert(at, life)
    assert life not in clean_body("\n".join(lines), byline="Nora Pfister and Ivo Kant")
    assert life in clean_body("\n".join(lines), byline="Ivo Kant")
