"""What do the pages look like? `python -m tocsin_desk.screenshots [FOLDER]` takes their pictures, offline.

Runs the demo's world until its alerts have arrived, opens the pages in the Airflow UI as an operator would, and
keeps `disputes.png` and `incident.png` in FOLDER (plugins/screenshots). Needs Chromium on the PATH; three minutes.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tocsin.errors import TocsinError
from tocsin_desk.browser import Browser, BrowserError, find_chromium
from tocsin_desk.demo import Demo
from tocsin_desk.processes import Stopped, stop_on_signals
from tocsin_desk.settings import CHECKOUT

WIDTH, HEIGHT = 1280, 800
FRAMED = "document.querySelector('iframe')?.contentDocument"
# Of the incidents with force that the first page shows, the one with the most sources.
RICHEST = f"""[...{FRAMED}.querySelectorAll('tr:has(.l4)')].map(
    row => [row.querySelectorAll('a[target]').length, row.querySelector('th a').pathname]
).sort((one, other) => other[0] - one[0])[0]?.[1]"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(prog="tocsin_desk.screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CHECKOUT / "plugins" / "screenshots")
    folder: Path = parser.parse_args(arguments).folder
    stop_on_signals()
    home = Path(os.environ.get("TOCSIN_HOME") or CHECKOUT / ".tocsin").expanduser() / "screenshots"
    try:
        program = find_chromium()
        if program is None:
            raise BrowserError("there is no Chromium on the PATH; apt-get install chromium, or the like")
        with Demo(home, say=_say) as demo:
            for fault in demo.run():
                _say(f"the demo is not as it should be: {fault}")
            with Browser(program) as browser:
                take(browser, demo.desk.url, folder)
    except Stopped:
        return 130
    except TocsinError as error:
        print(f"\ntocsin: no pictures were taken: {error}", file=sys.stderr)
        return 1
    return 0


def take(browser: Browser, url: str, folder: Path) -> None:
    """Keep pictures of the pages in the UI at `url`; raises `BrowserError`."""
    folder.mkdir(parents=True, exist_ok=True)
    browser.look_like(width=WIDTH, height=HEIGHT)
    _open(browser, f"{url}/plugin/tocsin")
    _keep(browser, folder / "disputes.png")
    path = browser.ask(RICHEST)
    if not path:
        raise BrowserError("the pages show no incident of level 4")
    browser.look_like(width=WIDTH, height=HEIGHT, dark=True)
    _open(browser, f"{url}/plugin/tocsin{path}")
    _keep(browser, folder / "incident.png")


def _open(browser: Browser, url: str) -> None:
    browser.open("about:blank")
    browser.open(url, ready=f"!!{FRAMED}?.querySelector('h1')", timeout=60)


def _keep(browser: Browser, path: Path) -> None:
    # The UI moves its parts into place.
    time.sleep(2)
    browser.screenshot(path)
    _say(f"{path} ({path.stat().st_size // 1024} KB)")


def _say(line: str) -> None:
    print(f"tocsin: {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
