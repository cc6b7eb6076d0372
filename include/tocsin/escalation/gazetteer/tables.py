"""Are the gazetteer's files sound, and which terms do they give?

A file for each noun: states, organisations, forces, leaders, groups, places and traps; and one of names for each
further language. A slip (an unknown code, a name of two actors, a date that is none) is told by file and line.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tocsin.errors import InputError
from tocsin.escalation.gazetteer.iso import CODES
from tocsin.escalation.gazetteer.lookalikes import Traps
from tocsin.escalation.gazetteer.sheets import KINDS, Row, rows_of
from tocsin.escalation.gazetteer.tenure import Holder, read_date
from tocsin.escalation.gazetteer.terms import Term, words_of

NOWHERE = "-"
# Whose a leader's name is, is decided by the day.
_LEADER = "@leader"
# The unions that may be a party to an act (codebook, level 1); others are known, and are nobody's party.
UNIONS = frozenset({"EU", "UN", "NATO", "ECOWAS", "AU"})


@dataclass
class Tables:
    """What the files say: terms by language ("*" for all), whose home is where, and the single words of traps."""

    homes: dict[str, str] = field(default_factory=dict)
    terms: dict[str, list[Term]] = field(default_factory=dict)
    traps: Traps = field(default_factory=Traps)
    seen: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_tables(folder: Path) -> Tables:
    """Read every file of `folder` but the further languages; raises `InputError` on the first slip."""
    tables = Tables()
    leaders: dict[tuple[str, str], Term] = {}
    words: dict[str, set[str]] = {"before": set(), "after": set()}
    for file, kinds in KINDS.items():
        for row in rows_of(folder / file, kinds):
            if row.kind == "leader":
                _add_leader(tables, row, leaders)
            elif row.kind:
                _add_terms(tables, row, file)
            else:
                words[row["kind"]].update(row.texts)
    for (language, _), term in leaders.items():
        tables.terms.setdefault(language, []).append(term)
    tables.traps = Traps(frozenset(words["before"]), frozenset(words["after"]))
    return tables


def _add_terms(tables: Tables, row: Row, file: str) -> None:
    code, home = _whose(tables, row, file)
    language = row["language"] or "*"
    for text in row.texts:
        if text in tables.seen:
            raise InputError(f"{row.where}: {text!r} stands already on {tables.seen[text][0]}; keep one")
        tables.seen[text] = (row.where, code)
        tables.terms.setdefault(language, []).append(_term(text, code, home, row))


def _whose(tables: Tables, row: Row, file: str) -> tuple[str, str]:
    """Return whom a row names and where that is at home; a file that introduces codes makes them known."""
    code = row["code"]
    if file == "organisations.csv":
        _check_union(row)
    if row.kind == "block":
        tables.homes.update({code: code} if code else {})
        return "", NOWHERE
    if file == "places.csv" and code == NOWHERE:
        return code, code
    if file == "states.csv" and code not in CODES:
        raise InputError(f"{row.where}: {code!r} is no ISO 3166-1 alpha-3 code, nor XKX")
    if file in ("states.csv", "organisations.csv"):
        tables.homes[code] = code
    if file == "groups.csv":
        _add_group(tables, row)
    return _known(tables, row), tables.homes[code]


def _check_union(row: Row) -> None:
    if (row["code"] in UNIONS) == (row.kind == "block") or row["code"] in CODES:
        raise InputError(f"{row.where}: {row['code']!r} must be of kind body, unless it is one of {sorted(UNIONS)}")


def _add_group(tables: Tables, row: Row) -> None:
    code, home = row["code"], row["home"]
    if home not in CODES:
        raise InputError(f"{row.where}: home {home!r} is no ISO 3166-1 alpha-3 code, nor XKX")
    if code in CODES or not code:
        raise InputError(f"{row.where}: code {code!r} is empty or a state's; write the group's name")
    if tables.homes.setdefault(code, home) != home:
        raise InputError(f"{row.where}: {code!r} is at home in {tables.homes[code]} on another line; keep one home")


def _known(tables: Tables, row: Row) -> str:
    if row["code"] not in tables.homes:
        raise InputError(f"{row.where}: {row['code']!r} is no state, organisation or group of the gazetteer")
    return row["code"]


def _add_leader(tables: Tables, row: Row, leaders: dict[tuple[str, str], Term]) -> None:
    """Give a person's names to him; names that leaders share become one term with all its holders."""
    code = _known(tables, row)
    since, until = (_date(row, column) for column in ("from", "until"))
    if since and until and until < since:
        raise InputError(f"{row.where}: until {row['until']} is before from {row['from']}")
    holder = Holder(code, row.texts[0], since, until)
    for text in row.texts:
        first, _ = tables.seen.setdefault(text, (row.where, _LEADER))
        key = (row["language"] or "*", text)
        if first != row.where and key not in leaders:
            raise InputError(f"{row.where}: {text!r} stands already on {first}; keep one")
        known = leaders.get(key) or replace(_term(text, code, code, row), holders=())
        if holder in known.holders:
            raise InputError(f"{row.where}: {text!r} has this office already; keep one")
        leaders[key] = replace(known, holders=(*known.holders, holder))


def _date(row: Row, column: str) -> date | None:
    try:
        return read_date(row[column], last=column == "until")
    except ValueError as error:
        raise InputError(
            f"{row.where}: {column} {row[column]!r} is no date; write 2011-05-21, 2011-05 or 2011"
        ) from error


def _term(text: str, code: str, home: str, row: Row) -> Term:
    words, raws = words_of(text)
    unless = frozenset(row["unless"].split("|")) if row["unless"] else frozenset()
    return Term(words, raws, code, home, row.kind, unless, is_region=row["kind"] == "region")
