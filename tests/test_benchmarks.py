"""Do the benchmarks run as they stand?"""

import json
import subprocess
import sys
from pathlib import Path

PASSES = Path(__file__).parent / "benchmarks" / "passes.py"
CLASSIFIER = PASSES.with_name("classifier.py")


def test_a_small_pass_is_measured():
    sizes = ["--feeds", "3", "--pages", "2", "--latency", "0", "--sample", "0"]
    done = subprocess.run([sys.executable, PASSES, *sizes], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    new, unchanged = done.stdout.split("all feeds unchanged")
    assert "6 new entries" in new
    assert "6 pages" in new
    assert "0 new entries" in unchanged
    assert "MiB in all" in unchanged


def test_the_classifier_is_measured_beside_its_baselines(tmp_path):
    row = {"title": "Kenya bombs Somalia", "body": "Kenyan jets bombed a camp.", "level": 4, "direction": "escalation"}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row))
    command = [sys.executable, CLASSIFIER, tmp_path / "gold.jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    for reader in ("tocsin", "keyword list", "keywords with two countries", "TF-IDF", "100 KB of news"):
        assert reader in done.stdout
