"""Say in an analyst's words why the verdict is what it is."""

from tocsin.escalation.article.told import Told
from tocsin.escalation.grammar.draft import Draft
from tocsin.model import Act, Direction, Status


def words_of(draft: Draft) -> str:
    """The very words of the rule that fired."""
    sentence = draft.clauses.sentence
    first, last = sentence.starts[draft.start] - sentence.start, sentence.ends[draft.end - 1] - sentence.start
    return sentence.text[first:last]


def why_nothing(told: Told) -> str:
    """Say why no act decided: the kind of text, or what kept its gravest act from counting."""
    if told.genre != "news":
        return f"Read as {told.genre}: its words of force tell of no new act."
    missed = max((d for d in told.rest if d.frame.level >= 2), key=lambda d: d.level, default=None)
    if missed:
        why = f": {missed.discount}" if missed.discount else ""
        return f"The gravest act named, “{words_of(missed)}” (level {int(missed.level)}), does not count{why}."
    return "No act between states or across a border was found."


def reasons(told: Told, act: Act, direction: Direction) -> tuple[str, ...]:
    """Name the words that decided, who did it to whom, and how real it is, a line each; `act` is the first written."""
    leading = told.leading
    if leading is None:
        return ()
    where = "headline" if leading.clauses.sentence.field == "title" else "body"
    with_what = f" ({act.means})" if act.means else ""
    lines = [f"The {where} says “{words_of(leading)}”: {act.event_type}, level {int(act.level)}{with_what}."]
    if act.initiator or act.target:
        how = ", completed from the rest of the text" if leading.guessed else ""
        lines.append(f"Read as {act.initiator or 'unknown'} → {act.target or 'unknown'}{how}.")
    if act.status is not Status.DONE:
        lines.append(f"The act is {act.status.value}.")
    past = sum(d.status is Status.PAST for d in told.rest)
    if past:
        lines.append(f"{past} earlier act(s) named and not counted as new.")
    if direction is Direction.DEESCALATION:
        lines.append("The pair moves apart from fighting: de-escalation.")
    return tuple(lines)
