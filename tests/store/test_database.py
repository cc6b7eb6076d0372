"""Does the store open where it should, and say in one line why where it can't?"""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tocsin.errors import InputError, StoreError
from tocsin.store.database import Store, open_store
from tocsin.store.embedded import EmbeddedServer


def test_opening_twice_migrates_once(postgres: EmbeddedServer, tmp_path: Path) -> None:
    url = postgres.url("fresh")
    for _ in range(2):
        with open_store(url, tmp_path) as store, store.begin() as connection:
            assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0004"


def test_newer_schema_is_refused(postgres: EmbeddedServer, tmp_path: Path) -> None:
    url = postgres.url("newer")
    with open_store(url, tmp_path) as store, store.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"schema \(9999\) is newer than this Tocsin knows; update"):
        open_store(url, tmp_path)


def test_schema_of_the_migrations_is_that_of_the_tables(migrated: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from tocsin.store.tables import metadata

    with migrated.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_unreachable_server_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the store can't be reached") as failure:
        open_store("postgresql://nobody@127.0.0.1:1/none", tmp_path)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize("url", ["sqlite:///x.db", "postgresql://u@h:port/db", "nonsense", "mysql://u@h/d"])
def test_what_is_no_postgresql_is_bad_input(url: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="give TOCSIN_STORE_URL as postgresql"):
        open_store(url, tmp_path)


def test_the_driver_is_ours_to_choose(postgres: EmbeddedServer, tmp_path: Path) -> None:
    for driver in ("postgresql://", "postgresql+psycopg2://"):
        url = postgres.url("fresh").replace("postgresql+psycopg://", driver)
        with open_store(url, tmp_path) as store, store.begin() as connection:
            assert connection.scalar(text("SELECT 1")) == 1


def test_data_of_another_major_version_is_refused(home: Path) -> None:
    (home / "postgres").mkdir()
    (home / "postgres" / "PG_VERSION").write_text("15\n")
    with pytest.raises(StoreError, match=r"was written by PostgreSQL 15, which this version can't read; move"):
        open_store(None, home)


@pytest.mark.parametrize("name", ["file", "file/home"])
def test_home_that_cannot_be_made_is_one_line(home: Path, name: str) -> None:
    (home / "file").write_text("")
    with pytest.raises(InputError, match="set TOCSIN_HOME to a place you own"):
        open_store(None, home / name)


@pytest.mark.parametrize("name", ["My Projects", "the desk's"])
def test_home_may_have_any_usual_name(home: Path, name: str) -> None:
    with EmbeddedServer(home / name) as server:
        for _ in range(2):
            with open_store(server.url("a"), home) as store, store.begin() as connection:
                assert connection.scalar(text("SELECT current_database()")) == "a"


@pytest.mark.parametrize("name", ["a,b", "$HOME", 'the "desk"'])
def test_home_that_a_shell_would_read_is_refused(home: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"PostgreSQL can't run below a name with . in it; set TOCSIN_HOME elsewhere"):
        open_store(None, home / name)


def test_server_that_does_not_start_is_one_line(home: Path) -> None:
    with open_store(None, home):
        pass
    (home / "postgres" / "postgresql.conf").write_text("port = none\n")
    with pytest.raises(StoreError, match=r"did not start in .*postgresql\.conf") as failure:
        open_store(None, home)
    assert "pg_ctl" not in str(failure.value)
    assert "\n" not in str(failure.value)


JOIN = """
import sys, time
from pathlib import Path
from tocsin.store.embedded import EmbeddedServer
with EmbeddedServer(Path(sys.argv[1])) as server:
    print(server.url(), flush=True)
    time.sleep(60)
"""


def test_processes_share_a_server_and_survive_kill_9(home: Path) -> None:
    """The holder is killed; the next one takes the running server over, and stops it when it leaves."""
    holder = subprocess.Popen([sys.executable, "-c", JOIN, str(home)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    url = holder.stdout.readline().strip()
    with open_store(url, home) as store, store.begin() as connection:
        connection.execute(text("INSERT INTO host (host, robots) VALUES ('a.example', '')"))
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with open_store(None, home) as store, store.begin() as connection:
        assert connection.scalar(text("SELECT host FROM host")) == "a.example"
    assert not (home / "postgres" / "postmaster.pid").exists()


def test_pid_file_of_another_program_is_no_server(home: Path) -> None:
    with open_store(None, home):
        running = (home / "postgres" / "postmaster.pid").read_text()
    stale = "\n".join([str(os.getpid()), *running.splitlines()[1:]]) + "\n"
    (home / "postgres" / "postmaster.pid").write_text(stale)
    with open_store(None, home) as store, store.begin() as connection:
        assert connection.scalar(text("SELECT 1")) == 1


def test_a_connection_that_the_server_ends_is_one_line(store: Store) -> None:
    def be_ended() -> None:
        with store.begin() as connection, store.begin() as other:
            mine = connection.scalar(text("SELECT pg_backend_pid()"))
            other.execute(text(f"SELECT pg_terminate_backend({mine})"))
            connection.execute(text("SELECT 1"))

    with pytest.raises(StoreError, match="broke off the connection"):
        be_ended()


def test_only_one_does_a_job_alone(store: Store) -> None:
    with store.alone("send") as first, store.alone("send") as second, store.alone("group") as other:
        assert (first, second, other) == (True, False, True)
    with store.alone("send") as again:
        assert again


def test_lease_is_what_was_asked_for(postgres: EmbeddedServer, tmp_path: Path) -> None:
    with open_store(postgres.url("fresh"), tmp_path, lease=timedelta(seconds=7)) as store:
        assert store.lease == timedelta(seconds=7)
