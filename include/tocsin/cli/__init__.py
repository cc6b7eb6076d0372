"""The command line: how does a person, or another program, use Tocsin without Airflow?

    app.py      `main`: the commands by name, and what an error becomes
    texts.py    classify, evaluate        run.py     run
    pages.py    read, extract             record.py  incidents, alerts, why
    feeds.py    feeds parse, feeds check; beside it feeds_add.py, feeds_list.py, feeds_switch.py (feeds disable,
                feeds enable), feeds_opml.py (feeds import, feeds export)
    sources.py  FILE or - → bytes, text   rows.py    JSON lines → rows, and which input is of no use
    crew.py     rows → answers, several at once, their order kept
    opinion.py  the language model that the environment names, for a second opinion
    forms.py    nouns → JSON              output.py  stdout for results, stderr for everything else
    show*.py    nouns → something to read

stdout carries results and nothing else. Exit codes: 0 done, 1 something could not be served, 2 bad input.
"""

from tocsin.cli.app import main

__all__ = ["main"]
