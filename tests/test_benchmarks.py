"""Do the benchmarks run as they stand?"""

import subprocess
import sys
from pathlib import Path

PASSES = Path(__file__).parent / "benchmarks" / "passes.py"


def test_a_small_pass_is_measured():
    sizes = ["--feeds", "3", "--pages", "2", "--latency", "0", "--sample", "0"]
    done = subprocess.run([sys.executable, PASSES, *sizes], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    new, unchanged = done.stdout.split("all feeds unchanged")
    assert "6 new entries" in new
    assert "6 pages" in new
    assert "0 new entries" in unchanged
    assert "MiB in all" in unchanged
