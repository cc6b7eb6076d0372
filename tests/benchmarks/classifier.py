"""How fast and how right is the classifier, beside a keyword list and learned baselines on the same texts, in one run?

    .venv/bin/python tests/benchmarks/classifier.py [GOLD.jsonl]

GOLD.jsonl holds labelled rows; without it, the frozen part of our own (`tests/judged`) is scored. The baselines learn
from the other part. TF-IDF with logistic regression is
scikit-learn's; a sentence-embedding model stands beside them where somebody installed it (`pip install
sentence-transformers`) and its files are at hand. Speed is that of full articles (more than FULL words), of one core,
after a warm-up; then the time for one text of 100 KB, in several alphabets, and of ten times an article's length.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

HERE = Path(__file__).parent
JUDGED = HERE.parent / "judged"
UNREAD = ("frozen", "newsday")
FULL = 200
ROUNDS = 3
EMBEDDER = "sentence-transformers/all-MiniLM-L6-v2"
KEYWORDS = (
    "strike strikes struck attack attacks attacked shelling shelled missile missiles rocket rockets drone drones "
    "invade invasion bombed bombing airstrike airstrikes troops war threatens retaliate incursion artillery"
).split()
sys.path[:0] = [str(HERE.parents[1] / "include")]

Alarm = Callable[[Sequence[str], Sequence[str]], list[bool]]


@dataclass(frozen=True)
class Text:
    """One labelled text; `due`: whether people should be told; `frozen`: whether nobody may learn from it."""

    title: str
    body: str
    due: bool
    frozen: bool


def main() -> None:
    """Print a line for each way of reading."""
    ours = list(read_texts(sorted(JUDGED.glob("*.jsonl"))))
    learned_from = [text for text in ours if not text.frozen]
    scored = list(read_texts([Path(sys.argv[1])])) if len(sys.argv) > 1 else [text for text in ours if text.frozen]
    full = [text for text in (*learned_from, *scored) if len(text.body.split()) > FULL] or scored
    print(f"learned from {len(learned_from)} texts, scored on {len(scored)}, timed on {len(full)}\n")
    print(f"{'reader':44} {'texts/s':>9} {'precision':>10} {'recall':>7} {'F1':>6}")
    for name, alarm in readers(learned_from):
        rate = speed(alarm, full)
        precision, recall, f1 = agreement(alarm, scored)
        print(f"{name:44} {rate:9,.0f} {precision:10.3f} {recall:7.3f} {f1:6.3f}")
    print()
    print(f"{'import, and the first text':44} {first_text():9.3f} s")
    for name, seconds in long_texts():
        print(f"{name:44} {seconds:9.3f} s")


def read_texts(paths: Sequence[Path]) -> Iterator[Text]:
    """Give the labelled texts of some files."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            due = row["level"] >= 2 and row["direction"] == "escalation"
            yield Text(row["title"], row["body"], due, path.stem in UNREAD or bool(row.get("frozen")))


def readers(learned_from: Sequence[Text]) -> Iterator[tuple[str, Alarm]]:
    """Give each way of reading by its name: whether to raise an alarm, for titles and bodies."""
    from tocsin.escalation.classify import classify
    from tocsin.escalation.gazetteer.actors import gazetteer
    from tocsin.escalation.text.sentences import tokens_of

    def tocsin(titles: Sequence[str], bodies: Sequence[str]) -> list[bool]:
        return [classify(title, body).alert for title, body in zip(titles, bodies, strict=True)]

    def keywords(titles: Sequence[str], bodies: Sequence[str]) -> list[bool]:
        known = frozenset(KEYWORDS)
        return [not known.isdisjoint(f"{t} {b}".lower().split()) for t, b in zip(titles, bodies, strict=True)]

    def keywords_and_two(titles: Sequence[str], bodies: Sequence[str]) -> list[bool]:
        names = gazetteer()
        answers = []
        for hit, title, body in zip(keywords(titles, bodies), titles, bodies, strict=True):
            raws = tokens_of(f"{title} {body[:500]}") if hit else []
            homes = {mention.home for mention in names.find([raw.lower() for raw in raws], raws)}
            answers.append(hit and len(homes) >= 2)
        return answers

    yield "tocsin", tocsin
    yield "keyword list", keywords
    yield "keywords with two countries", keywords_and_two
    yield "TF-IDF with logistic regression", learn(learned_from)
    embedder = find_embedder(learned_from)
    if embedder:
        yield EMBEDDER, embedder


def learn(learned_from: Sequence[Text]) -> Alarm:
    """Fit TF-IDF over words and pairs of words, with logistic regression."""
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=10))
    model.fit([f"{text.title}\n{text.body}" for text in learned_from], [text.due for text in learned_from])

    def alarm(titles: Sequence[str], bodies: Sequence[str]) -> list[bool]:
        return [bool(x) for x in model.predict([f"{t}\n{b}" for t, b in zip(titles, bodies, strict=True)])]

    return alarm


def find_embedder(learned_from: Sequence[Text]) -> Alarm | None:
    """Fit logistic regression over sentence embeddings, where the model is at hand."""
    try:
        from sentence_transformers import SentenceTransformer

        encoder = SentenceTransformer(EMBEDDER, local_files_only=True)
    except (ImportError, OSError):
        return None
    model = LogisticRegression(max_iter=1_000)
    model.fit(encoder.encode([f"{text.title}\n{text.body}" for text in learned_from]), [t.due for t in learned_from])

    def alarm(titles: Sequence[str], bodies: Sequence[str]) -> list[bool]:
        joined = [f"{t}\n{b}" for t, b in zip(titles, bodies, strict=True)]
        return [bool(x) for x in model.predict(encoder.encode(joined))]

    return alarm


def speed(alarm: Alarm, texts: Sequence[Text]) -> float:
    """Texts per second of CPU; the best of several rounds."""
    titles, bodies = [text.title for text in texts], [text.body for text in texts]
    alarm(titles[:5], bodies[:5])
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        alarm(titles, bodies)
        best = min(best, time.process_time() - began)
    return len(texts) / best


def agreement(alarm: Alarm, texts: Sequence[Text]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the alarms."""
    from tocsin.escalation.scores import prf

    raised = alarm([text.title for text in texts], [text.body for text in texts])
    return prf((text.due, hit) for text, hit in zip(texts, raised, strict=True))


def first_text() -> float:
    """Seconds of CPU that a new process takes to import the classifier and read one headline; the best of three."""
    code = (
        "import time; from tocsin.escalation.classify import classify; "
        "classify('Kenya bombs Somalia', ''); print(time.process_time())"
    )
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1] / "include")}
    runs = (subprocess.run(command, capture_output=True, check=True, env=environment) for _ in range(ROUNDS))
    return min(float(run.stdout) for run in runs)


def long_texts() -> Iterator[tuple[str, float]]:
    """Time the classifier on one text of 100 KB of each kind, and on articles of growing length."""
    from tocsin.escalation.classify import classify

    sentence = "Kenyan warplanes bombed two camps inside Somalia on Sunday, the army said, as Ethiopia massed troops. "
    kinds = {
        "100 KB of news": sentence * 1_000,
        "100 KB of one word": "strike " * 15_000,
        "100 KB without a blank": "x" * 100_000,
        "100 KB of brackets": "([{" * 33_000,
        "100 KB of Arabic letters": "قصف الجيش " * 10_000,
        "100 KB of Chinese characters": "军队轰炸" * 25_000,
        "10 articles' length": sentence * 300,
        "1 article's length": sentence * 30,
    }
    for name, text in kinds.items():
        classify("", text)
        began = time.perf_counter()
        classify("", text)
        yield name, time.perf_counter() - began


if __name__ == "__main__":
    main()
