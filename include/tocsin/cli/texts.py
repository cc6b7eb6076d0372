"""What does one text tell of, or each row of many? And how often do we agree with people's labels?"""

from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli.opinion import open_counsel
from tocsin.cli.output import console, print_document, tell
from tocsin.cli.rows import ID, OPTIONAL_TEXT, Form, Row
from tocsin.errors import InputError
from tocsin.model import Direction, Level

if TYPE_CHECKING:
    from tocsin.pipeline.opinion import Counsel
    from tocsin.sandbox import Sandbox

TEXT = Form(
    example='{"id": "1", "title": "…", "body": "…"}',
    required={"id": ID, "title": OPTIONAL_TEXT, "body": OPTIONAL_TEXT},
    optional={"published_at": (str,)},
)
GOLD = Form(
    example='{"id": "1", "title": "…", "body": "…", "level": 4, "direction": "escalation", '
    '"dyads": [["PAK", "IRN"]], "location": "IRN"}',
    required={**TEXT.required, "level": (int,), "direction": (str,), "dyads": (list,)},
    optional={**TEXT.optional, "location": (str,), "alert": (bool,)},
)
LEVELS = tuple(int(each) for each in Level)
DIRECTIONS = tuple(str(each) for each in Direction)


def classify(
    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help="A text, its first line the title; - is standard input.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="FILE holds rows {id, title, body}; print a row for each.")
    ] = False,
    published: Annotated[
        str,
        typer.Option("--published", metavar="WHEN", help='When the text appeared, for "on Sunday": 2026-03-14T12:00Z.'),
    ] = "",
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which rules fired, what each added, and what would change it.")
    ] = False,
    second_opinion: Annotated[
        bool,
        typer.Option("--second-opinion", help="Ask the language model of TOCSIN_LLM_URL where the rules are unsure."),
    ] = False,
) -> None:
    """Say what a text tells of: acts, who did them to whom, how grave, and the words that say so.

    $ tocsin classify story.txt
      readable, the deciding words marked

    $ tocsin classify --explain story.txt
      which rules fired, what each added, what was discounted and why, and
      what would have changed the verdict

    $ tocsin classify --jsonl rows.jsonl > read.jsonl
      from rows {id, title, body}, and published_at where it is known,
      to rows {id, level, direction, dyads, location, probability, alert,
      acts, evidence}

    $ tocsin classify --second-opinion story.txt
      asks the model of TOCSIN_LLM_URL and TOCSIN_LLM_MODEL where the rules
      are unsure; with --jsonl, each row has its reasons too

    A row that can't be served is answered {id, error}; the exit code is then 1.
    """
    if explain and jsonl:
        raise InputError("--explain is for one text; leave out --jsonl")
    if explain and second_opinion:
        raise InputError("--explain lays the rules open, and nothing else; leave out --second-opinion")
    at = _moment(published) if published else None
    if explain:
        _explain_text(file, published_at=at, json=json)
        return
    with open_counsel() if second_opinion else nullcontext() as counsel:
        if jsonl:
            from tocsin.cli.crew import answer_rows

            served = answer_rows(file, TEXT, partial(classify_row, counsel=counsel))
            raise typer.Exit(0 if served else 1)
        _classify_text(file, published_at=at, json=json, counsel=counsel)


def _explain_text(file: str, *, published_at: datetime | None, json: bool) -> None:
    from tocsin.cli.forms import assessment_json, explanation_json
    from tocsin.cli.show_explanation import explanation
    from tocsin.escalation.explain import explain

    title, body = _title_and_body(file)
    found = explain(title, body, published_at=published_at)
    if json:
        whole = {"title": title} | assessment_json(found.assessment) | {"reasons": list(found.assessment.reasons)}
        print_document(whole | {"explanation": explanation_json(found)})
    else:
        console().print(explanation(found, title=title, body=body))


def _title_and_body(file: str) -> tuple[str, str]:
    from tocsin.cli.sources import read_text

    title, _, body = read_text(file).strip().partition("\n")
    return title.strip(), body.strip()


def _classify_text(file: str, *, published_at: datetime | None, json: bool, counsel: "Counsel | None") -> None:
    from tocsin.cli import show
    from tocsin.cli.forms import assessment_json
    from tocsin.escalation.classify import classify as read_acts

    title, body = _title_and_body(file)
    reading = read_acts(title, body, published_at=published_at)
    if counsel:
        reading = counsel.consult(title, body, reading, published_at=published_at)
    if json:
        print_document({"title": title} | assessment_json(reading) | {"reasons": list(reading.reasons)})
    else:
        console().print(show.assessment(reading, title=title, body=body))


def evaluate(
    gold: Annotated[
        str,
        typer.Argument(metavar="GOLD.jsonl|-", help="Labelled rows: title, body, level, direction, dyads …"),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="Draw the reliability curve: how often each probability is right."),
    ] = None,
) -> None:
    """Classify labelled rows and say how often we agree with the labels.

    $ tocsin evaluate gold.jsonl
      rows {id, title, body, level, direction, dyads, location}

    $ tocsin evaluate gold.jsonl --plot curve.svg
      and the reliability curve (.svg, .png or .pdf)
    """
    from tocsin.cli import show
    from tocsin.cli.crew import in_order
    from tocsin.cli.output import progress
    from tocsin.cli.plot import check_plot, plot_reliability
    from tocsin.cli.rows import read_rows, size_of
    from tocsin.cli.sources import label
    from tocsin.escalation.scores import reliability, score

    if plot:
        check_plot(plot)
    labelled: list[dict[str, Any]] = []
    answers: list[dict[str, Any]] = []
    refused = 0
    with progress("classifying", size_of(gold), unit="bytes") as advance:
        for row, answer in in_order(read_rows(gold, GOLD), classify_row):
            advance(row.size)
            if problem := answer.get("error") or _mislabelled(row):
                refused += 1
                tell(f"left out: {label(gold)}, {problem}")
                continue
            labelled.append({name: value for name, value in row.facts.items() if value is not None})
            answers.append(answer)
    if not labelled:
        raise InputError(f"{gold}: no row that can be scored; give rows such as {GOLD.example}")
    scores = score(labelled, answers)
    if plot:
        bins = reliability(labelled, answers)
        plot_reliability(bins, plot, brier=float(scores["brier"]), rows=len(labelled))  # type: ignore[arg-type]
        tell(f"the reliability curve is in {plot}")
    if json:
        print_document({**scores, "rows": len(labelled), "left_out": refused})
    else:
        console().print(show.scores(scores, rows=len(labelled)))
    raise typer.Exit(1 if refused else 0)


def classify_row(sandbox: "Sandbox", row: Row, *, counsel: "Counsel | None" = None) -> dict[str, Any]:
    """Answer one row {id, title, body}; in a sandbox, so that no text can stop the others."""
    from tocsin.cli.forms import assessment_json
    from tocsin.escalation.classify import classify as read_acts

    published = row.facts.get("published_at")
    at = _moment(published) if published else None
    title, body = row.facts["title"] or "", row.facts["body"] or ""
    reading = sandbox.call(read_acts, title, body, published_at=at)
    if counsel is None:
        return {"id": row.id} | assessment_json(reading)
    reading = counsel.consult(title, body, reading, published_at=at)
    return {"id": row.id} | assessment_json(reading) | {"reasons": list(reading.reasons)}


def _mislabelled(row: Row) -> str:
    """Say what is wrong with a row's labels, if anything is."""
    level, direction = row.facts["level"], row.facts["direction"]
    if level not in LEVELS:
        return f"row {row.number}: 'level' is {level}, not one of {', '.join(map(str, LEVELS))}"
    if direction not in DIRECTIONS:
        return f"row {row.number}: 'direction' is {direction[:60]!r}, not one of {', '.join(DIRECTIONS)}"
    pairs = row.facts["dyads"]
    if all(isinstance(pair, list) and [type(actor) for actor in pair] == [str, str] for pair in pairs):
        return ""
    return f'row {row.number}: \'dyads\' holds something else than pairs, such as ["PAK", "IRN"]'


def _moment(text: str) -> datetime:
    """Read ISO 8601; a time without a zone is in UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text[:60]!r} is no time; write 2026-03-14T12:00Z") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
