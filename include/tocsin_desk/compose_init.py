"""What must be there before Airflow starts under docker compose? Tocsin's database, its schema, and the login.

`python -m tocsin_desk.compose_init`, run by the service `airflow-init`; it may run any number of times.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from tocsin.errors import InputError, StoreError, TocsinError
from tocsin.store.database import open_store


def main() -> int:
    """Make what is missing; returns the exit code."""
    try:
        make_database(_need(os.environ, "TOCSIN_SERVER_URL"), store=_need(os.environ, "AIRFLOW_CONN_TOCSIN_STORE"))
        file = Path(_need(os.environ, "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"))
        keep_login(file, _need(os.environ, "AIRFLOW_ADMIN_PASSWORD"))
    except TocsinError as error:
        print(f"tocsin: {error}", file=sys.stderr)
        return 1
    print("tocsin: the store and the login are ready")
    return 0


def make_database(server: str, *, store: str) -> None:
    """Make the user and the database of the URL `store`, as the administrator of the URL `server`; migrate it.

    An existing user gets the URL's password: who changes it in .env has changed it.

    Raises:
        StoreError: the server can't be reached, or does not let us.
    """
    import psycopg
    from psycopg import sql
    from sqlalchemy import make_url

    wanted = make_url(store)
    user, database = sql.Identifier(wanted.username or ""), sql.Identifier(wanted.database or "")
    try:
        with psycopg.connect(server, autocommit=True) as connection:
            known = "SELECT 1 FROM pg_roles WHERE rolname = %s"
            verb = "ALTER" if connection.execute(known, (wanted.username,)).fetchone() else "CREATE"
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(sql.SQL(verb), user, sql.Literal(wanted.password))
            )
            known = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not connection.execute(known, (wanted.database,)).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, user))
    except psycopg.Error as error:
        raise StoreError(f"PostgreSQL does not let us make the store: {str(error).splitlines()[0]}") from None
    with open_store(store, Path()):
        pass


def keep_login(file: Path, password: str) -> None:
    """Write the password of `admin` as Airflow's simple auth manager reads it; for its own user alone.

    Raises:
        InputError: it can't be written, as when AIRFLOW_UID has changed since the volume was made.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(json.dumps({"admin": password}))
    except OSError as error:
        raise InputError(
            f"{file} can't be written ({error.strerror}); where AIRFLOW_UID has changed, the volume auth is still "
            f"another user's: docker compose down, docker volume rm tocsin_auth, and start again"
        ) from error


def _need(environ: Mapping[str, str], name: str) -> str:
    if not environ.get(name):
        raise InputError(f"{name} is not set: docker-compose.yaml sets it, from .env")
    return environ[name]


if __name__ == "__main__":
    sys.exit(main())
