"""Is CONTRIBUTING.md still true: its paths, its worked examples, and the hooks that it recommends?"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tocsin.escalation.lexicon.load import read_lexicon
from tocsin.feeds.catalogue import SHIPPED, read_catalogue
from tocsin_desk.stories import FOLDER, load_world

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ESCALATION = ROOT / "include" / "tocsin" / "escalation"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.M | re.S)
# What the reader is told to make.
TO_MAKE = {"include/tocsin/pipeline/silence.py", "dags/note_silent_feeds.py"}


def block(holding):
    """Return the one example that holds some words."""
    (found,) = (text for _, text in BLOCKS if holding in text)
    return found


def test_every_path_is_there():
    named = set(re.findall(r"(?:include|tests|dags)/[\w./-]*\w", GUIDE)) - TO_MAKE
    assert len(named) > 20
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_the_feed_can_be_followed(tmp_path):
    path = tmp_path / "catalogue.yaml"
    path.write_text(SHIPPED.read_text(encoding="utf-8") + block("Example Gazette"), encoding="utf-8")
    catalogue = read_catalogue(path)
    assert catalogue.problems == ()
    assert catalogue.feeds[-1].publisher == "Example Gazette"


def test_the_frame_can_be_read(tmp_path):
    text = (ESCALATION / "lexicon" / "lexicon.yaml").read_text(encoding="utf-8")
    path = tmp_path / "lexicon.yaml"
    text = text.replace("\nframes:\n", f"\n{block('receivers: [')}\nframes:\n", 1) + block("id: spoof")
    path.write_text(text, encoding="utf-8")
    assert "spoofed" in read_lexicon(path).forms


@pytest.mark.parametrize(
    ("change", "text", "before", "after"),
    [
        ("gazetteer/groups.csv", "Mahmuda fighters crossed from Nigeria into Benin on Monday and killed six soldiers "
         "near Segbana, the army said.", "Nigeria → Benin", "Mahmuda → Benin"),
        ("lexicon/lexicon.yaml", "Russian transmitter spoofs Finnish airliners\n\nA Russian army transmitter spoofed "
         "the satellite signals of two Finnish airliners on Monday, Helsinki said.", "no hostile act",
         "Russia → Finland"),
    ],
)  # fmt: skip
def test_the_classifier_learns_what_the_guide_says(tmp_path, change, text, before, after):
    import shutil

    shutil.copytree(ROOT / "include" / "tocsin", tmp_path / "tocsin", ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "tocsin" / "escalation" / change
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")

    def said():
        command = [sys.executable, "-c", "from tocsin.cli import main; main()", "classify", "text.txt"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=60).stdout.decode()

    assert before in said()
    old = path.read_text(encoding="utf-8")
    if change == "gazetteer/groups.csv":
        path.write_text(old + block("Mahmuda,NGA"), encoding="utf-8")
    else:
        new = old.replace("\nframes:\n", f"\n{block('receivers: [')}\nframes:\n", 1) + block("id: spoof")
        path.write_text(new, encoding="utf-8")
    assert after in said()


def test_the_story_can_be_told(tmp_path):
    for path in FOLDER.glob("*.yaml"):
        more = "\n" + block("hw-lighthouse") if path.name == "harbour_wire.yaml" else ""
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    story = load_world(tmp_path).publishers["harbour-wire"].stories[-1]
    assert story.id == "hw-lighthouse"
    assert 4 <= len(story.paragraphs) <= 9


@pytest.mark.parametrize("question", ["for a day? Notes", "note_silent_feeds()\n"])
def test_the_python_is_ours_in_style(question):
    ruff = [Path(sys.executable).with_name("ruff"), "check", "--stdin-filename", ROOT / "dags" / "example.py", "-"]
    (text,) = (text for language, text in BLOCKS if language == "python" and question in text)
    checked = subprocess.run(ruff, input=text.encode(), cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert checked.returncode == 0, checked.stdout.decode()


def test_the_hooks_run_what_make_check_runs():
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    for hook in config["repos"][0]["hooks"]:
        tool = re.search(r"\.venv/bin/([\w-]+(?: (?:check|format --check))?)", hook["entry"])[1]
        assert f"$(BIN)/{tool}" in made
        assert hook["language"] == "system"
