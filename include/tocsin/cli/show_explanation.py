"""How does an explanation read to a person? Which rules fired, what each added, and what would have changed it."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.alerts.wording import ACT_STATUS_WORDS, level_words, parties
from tocsin.cli.show import LEVEL_STYLES, assessment, safe
from tocsin.escalation.explain import Change, Explanation, Fired
from tocsin.escalation.verdict.probability import logistic

LANGUAGES = {
    "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "uk": "Ukrainian", "ar": "Arabic",
    "fa": "Persian", "de": "German", "pt": "Portuguese", "it": "Italian", "tr": "Turkish", "he": "Hebrew",
    "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "hi": "Hindi", "ur": "Urdu", "pl": "Polish", "nl": "Dutch",
    "el": "Greek", "sw": "Swahili",
}  # fmt: skip


def explanation(found: Explanation, *, title: str, body: str) -> RenderableType:
    """Show the assessment, then what it rests on."""
    parts: list[RenderableType] = [assessment(found.assessment, title=title, body=body)]
    if found.assessment.blind_spot:
        return Group(*parts, Text(f"Written in {_language(found.language)}, which is not read.", style="dim"))
    parts += [Text("Rules that fired", style="bold")]
    parts += [_rules(found.fired) if found.fired else Text("  none: no words of the lexicon stand in the text")]
    parts += ["", Text("What each adds to the probability, in log-odds", style="bold"), _additions(found.additions)]
    parts += ["", Text("What would have changed the verdict", style="bold")]
    parts += [_change(change) for change in found.changes] or [
        Text("  no one thing supposed otherwise would change it")
    ]
    read_as = f"Read as {_language(found.language)}, as {safe(found.genre)}."
    return Group(*parts, "", Text(read_as, style="dim"))


def _language(code: str) -> str:
    return LANGUAGES.get(code, safe(code))


def _rules(fired: Iterable[Fired]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("words", "rule", "level", "who → whom", "how real", "counts"):
        table.add_column(column, overflow="fold")
    for each in fired:
        counts = "decides" if each.decides else f"no: {each.discount}" if each.discount else "yes"
        table.add_row(
            Text(f"“{safe(each.words)}” ({each.span.field})"),
            Text(each.rule),
            Text(str(int(each.level)), style=LEVEL_STYLES[each.level]),
            Text(_who(each)),
            Text(ACT_STATUS_WORDS.get(each.status, str(each.status))),
            Text(counts, style="bold" if each.decides else ""),
        )
    return table


def _who(fired: Fired) -> str:
    pairs = tuple((initiator, target) for initiator, target in fired.parties if initiator and target)
    lone = fired.parties[0] if fired.parties else (None, None)
    return parties(pairs, *lone) if pairs or any(lone) else "nobody named"


def _additions(additions: Iterable[tuple[str, float]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), show_header=False)
    table.add_column(justify="right")
    table.add_column()
    total = 0.0
    for name, added in additions:
        total += added
        table.add_row(f"{added:+.2f}", Text(name))
    table.add_row(f"{total:+.2f}", Text(f"in all: probability {logistic(total):.2f}", style="bold"))
    return table


def _change(change: Change) -> Text:
    facts = (f"level {level_words(change.level)}", parties(change.dyads, None, None) if change.dyads else "")
    then = ", ".join(filter(None, facts))
    return Text(f"  {safe(change.supposing)}: {then} → {'alert' if change.alert else 'no alert'}")
