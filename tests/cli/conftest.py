"""Fixtures only: the command line as a person calls it, in this process."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tocsin.cli import main


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Tocsin = Callable[..., Said]


@pytest.fixture
def tocsin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Tocsin]:
    """Call `tocsin ARGS` as the console script does, in an empty directory and with nothing set."""
    for name in (
        "TOCSIN_CATALOGUE",
        "TOCSIN_STORE_URL",
        "TOCSIN_PASS_SECONDS",
        "SLACK_BOT_TOKEN",
        "SLACK_BASE_URL",
        "TOCSIN_LLM_URL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    ours = logging.getLogger("tocsin")
    level = ours.level

    def call(*args: object, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "argv", ["tocsin", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    yield call
    ours.setLevel(level)
