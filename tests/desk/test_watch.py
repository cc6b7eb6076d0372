"""Does the tail of a red task's log say what broke?"""

import json

from tocsin_desk.watch import tail_of_task

TASK = {
    "dag_id": "poll_feeds",
    "dag_run_id": "manual",
    "task_id": "poll_batch",
    "map_index": 2,
    "try_number": 1,
}


def test_an_exception_is_told_in_words(tmp_path):
    folder = tmp_path / "dag_id=poll_feeds" / "run_id=manual" / "task_id=poll_batch" / "map_index=2"
    folder.mkdir(parents=True)
    frame = {"filename": "poll.py", "lineno": 7, "name": "poll_batch"}
    error = {"exc_type": "StoreError", "exc_value": "the disk is full", "frames": [frame]}
    rows = [
        {"event": "::group::Pre Execute", "level": "info"},
        {"event": "Task failed", "level": "error", "error_detail": [error]},
    ]
    text = "".join(json.dumps(row) + "\n" for row in rows) + "not JSON\n"
    (folder / "attempt=1.log").write_text(text)
    path, *lines = tail_of_task(tmp_path, TASK).splitlines()
    assert path.strip().endswith("map_index=2/attempt=1.log:")
    assert [line.strip() for line in lines] == [
        "error: Task failed",
        "poll.py:7 poll_batch",
        "StoreError: the disk is full",
        "not JSON",
    ]


def test_a_log_that_is_not_there_is_named(tmp_path):
    assert "no log at" in tail_of_task(tmp_path, TASK)
