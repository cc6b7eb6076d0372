"""How does an assessment, an article or a table of scores read to a person?

Texts come from strangers: no control character of theirs reaches the terminal, no word of theirs is markup.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.alerts.wording import ACT_STATUS_WORDS, act_words, casualties, level_words, parties, place
from tocsin.model import Act, Article, Assessment, Direction, Level, Span

# Escapes, bidi overrides and the like: they could rewrite what the reader sees.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
LEVEL_STYLES = {
    Level.NONE: "dim",
    Level.HOSTILE_ACT: "cyan",
    Level.THREAT: "yellow",
    Level.DISPLAY_OF_FORCE: "bold yellow",
    Level.USE_OF_FORCE: "bold red",
    Level.WAR: "bold white on red",
}
# What the scores mean; those without a line explain themselves.
SCORE_WORDS = {
    "alert_precision": "of the alerts raised, the share that is right",
    "alert_recall": "of the alerts due, the share that is raised",
    "alert_f1": "the two together",
    "level_macro_f1": "mean over the levels that occur, each counting the same",
    "level_accuracy": "rows whose level is exactly right",
    "level_mae": "how many levels we are off, on average: lower is better",
    "direction_accuracy": "rows whose direction is right",
    "deescalation_f1": "steps towards peace found",
    "dyad_f1": "the right two parties, whoever acted",
    "dyad_directed_f1": "the right two parties, and who acted",
    "location_accuracy": "country right, where the label gives one",
    "brier": "squared error of the probability: lower is better",
}


def safe(text: str) -> str:
    """Return `text` with each character that could play with a terminal as a blank; offsets stay."""
    return UNSAFE.sub(" ", text)


def assessment(reading: Assessment, *, title: str, body: str) -> RenderableType:
    """Show what was read: the verdict, the acts, the reasons, and the text with the deciding words marked."""
    parts: list[RenderableType] = [_verdict(reading)]
    if reading.acts:
        parts += ["", _acts(reading.acts)]
    if reading.reasons:
        parts += ["", Text("Why", style="bold"), *(Text(f"  {safe(reason)}") for reason in reading.reasons)]
    parts += ["", Text("Text", style="bold")]
    parts += [Padding(each, (0, 0, 1, 2)) for each in _marked(reading.evidence, title, body)]
    return Group(*parts)


def article(found: Article) -> str:
    """Show an article as plain text."""
    when = f"{found.published_at:%Y-%m-%d %H:%M} UTC" if found.published_at else "no date"
    facts = " · ".join(filter(None, (found.byline, when, found.language, found.url)))
    return safe(f"{found.title}\n{facts}\n\n{found.body}")


def scores(found: Mapping[str, Any], *, rows: int) -> RenderableType:
    """Show scores as a table, each with what it means."""
    table = Table(box=None, pad_edge=False, title=f"{rows:,} labelled rows", title_justify="left")
    table.add_column("score")
    table.add_column("value", justify="right")
    table.add_column("what it says", style="dim")
    for name, value in found.items():
        if isinstance(value, Mapping):
            for key, part in value.items():
                table.add_row(f"  {name.removesuffix('_by_level')} of {key}", f"{part:.3f}")
        elif name not in ("rows", "missing"):
            table.add_row(name, f"{value:.3f}", SCORE_WORDS.get(name, ""))
    return table


def _verdict(reading: Assessment) -> RenderableType:
    if reading.blind_spot:
        return Text("Not read", style="bold yellow").append(": there is no lexicon of its language", style="not bold")
    line = Text("Level ").append(level_words(reading.level), style=LEVEL_STYLES[reading.level])
    if reading.direction is not Direction.NONE:
        line.append(f", {reading.direction}")
    line.append(" → ").append("alert" if reading.alert else "no alert", style="bold")
    line.append(f" (the probability that one is due: {reading.probability:.2f})")
    if not reading.acts or not reading.dyads:
        return line
    who = parties(reading.dyads, None, None)
    act = reading.acts[0]
    where = place(reading.location, act.places)
    facts = [who, f"in {where}" if where else "", casualties(act)]
    return Group(line, Text(", ".join(filter(None, facts))))


def _acts(acts: Iterable[Act]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("act", "level", "who → whom", "where", "casualties", "how real"):
        table.add_column(column, overflow="fold")
    for act in acts:
        dyads = ((act.initiator, act.target),) if act.initiator and act.target else ()
        real = ACT_STATUS_WORDS.get(act.status, str(act.status))
        table.add_row(
            Text(act_words(act.event_type, act.means)),
            Text(str(int(act.level)), style=LEVEL_STYLES[act.level]),
            Text(parties(dyads, act.initiator, act.target)),
            Text(place(act.location, act.places)),
            Text(_counted(act)),
            Text(real if act.is_new else f"{real}, not new" if real != "earlier" else real),
        )
    return table


def _counted(act: Act) -> str:
    """Casualties, and who counts them."""
    told = casualties(act)
    return f"{told} ({safe(act.toll_by)})" if told and act.toll_by else told


def _marked(evidence: Iterable[Span], title: str, body: str) -> list[Text]:
    """Return the title and the paragraphs, the evidence in ⟦brackets⟧; long runs without any are left out."""
    spans = list(evidence)
    parts = [_mark(title, 0, [span for span in spans if span.field == "title"])] if title else []
    skipped, start = 0, 0
    for paragraph in re.split(r"(\n\s*\n)", body):
        here = [span for span in spans if span.field == "body" and start <= span.start < start + max(len(paragraph), 1)]
        if here:
            parts += [_gap(skipped)] if skipped else []
            parts.append(_mark(paragraph, start, here))
            skipped = 0
        elif paragraph.strip():
            skipped += 1
        start += len(paragraph)
    parts += [_gap(skipped)] if skipped else []
    return parts or [Text("(empty)", style="dim")]


def _gap(paragraphs: int) -> Text:
    return Text(f"… {paragraphs} paragraph{'s' if paragraphs > 1 else ''} without evidence", style="dim")


def _mark(text: str, offset: int, spans: Iterable[Span]) -> Text:
    shown, at = Text(), 0
    for span in sorted(spans, key=lambda span: span.start):
        begin, end = max(span.start - offset, at), min(span.end - offset, len(text))
        if begin >= end:
            continue
        shown.append(safe(text[at:begin])).append(f"⟦{safe(text[begin:end])}⟧", style="bold yellow")
        at = end
    return shown.append(safe(text[at:]))
