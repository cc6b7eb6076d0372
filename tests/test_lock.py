"""Can the lock be installed wherever the README says that Tocsin runs?"""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
LOCKED = re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", LOCKED)
def test_the_first_python_that_we_promise_will_do(name):
    """Debian 12 has Python 3.11.2: a package that asks for 3.11.5 keeps Tocsin off it."""
    # `get`: once something has imported the backport of importlib.metadata, a missing key raises.
    wanted = distribution(name).metadata.get("Requires-Python") or ""
    assert "3.11.0" in SpecifierSet(wanted)


def test_the_promise_is_made_everywhere_alike():
    assert 'requires-python = ">=3.11"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "sys.version_info < (3, 11)" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "You need Python 3.11 or later" in (ROOT / "README.md").read_text(encoding="utf-8")
