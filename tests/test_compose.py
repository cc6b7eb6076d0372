"""Does docker-compose.yaml tell the truth? Held to the checkout, to the lock and to Airflow's own commands.

Nothing is started here: that takes Docker.
"""

import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from cryptography.fernet import Fernet
from packaging.requirements import Requirement

from tocsin.errors import InputError, StoreError
from tocsin.settings import read_settings
from tocsin.store.embedded import EmbeddedServer
from tocsin_desk import compose_env
from tocsin_desk.compose_init import keep_login, main, make_database

CHECKOUT = Path(__file__).resolve().parent.parent
TEXT = (CHECKOUT / "docker-compose.yaml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
AIRFLOW = {name: service for name, service in SERVICES.items() if name.startswith("airflow-")}
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8")
EXAMPLE = (CHECKOUT / ".env.example").read_text(encoding="utf-8")
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(:[-?])?([^}]*)\}")
PASSWORDS = "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"
SECRET = re.compile(r"PASSWORD|SECRET|_KEY$|TOKEN")
SECRETS = {name for name, _, _ in VARIABLE.findall(TEXT) if SECRET.search(name)}


def requirements(path: str) -> dict[str, str]:
    """Return the pinned version of each package of a requirements file."""
    lines = (line.split("#")[0].strip() for line in (CHECKOUT / path).read_text(encoding="utf-8").splitlines())
    pinned = [Requirement(line) for line in lines if line]
    return {_canonical(each.name): str(each.specifier).removeprefix("==") for each in pinned}


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# --- the image


def test_the_image_s_airflow_and_python_are_the_locked_ones():
    (base,) = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    found = re.fullmatch(r"apache/airflow:(?:slim-)?([\d.]+)-python(3\.\d+)", base)
    assert found, base
    assert found[1] == requirements("constraints.txt")["apache-airflow"]
    assert found[1] == requirements("requirements.txt")["apache-airflow"]
    assert found[2] == "3.11", "the lock was tested with it"


def test_what_the_image_is_built_from_exists_and_is_let_in():
    ignored = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for line in re.findall(r"^COPY (?:--\S+ )*(.+)", DOCKERFILE, re.MULTILINE):
        for source in shlex.split(line)[:-1]:
            assert (CHECKOUT / source).exists(), source
            assert f"!{source}" in ignored, f".dockerignore keeps {source} out of the build"


def test_no_secret_gets_into_the_image():
    ignored = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert not [line for line in ignored if line.startswith("!") and ".env" in line]
    assert "\n.env\n" in (CHECKOUT / ".gitignore").read_text(encoding="utf-8")


def test_the_image_s_packages_are_pinned_and_not_the_laptop_s():
    image = requirements(".docker/requirements.txt")
    assert image["apache-airflow-providers-celery"]
    assert image["redis"]
    assert all(re.fullmatch(r"[\d.]+", version) for version in image.values())
    assert not image.keys() & requirements("constraints.txt").keys()


def test_the_image_installs_as_airflow_by_the_lock():
    before, _, after = DOCKERFILE.partition("RUN pip install")
    assert re.findall(r"^USER (\S+)", before, re.MULTILINE) == ["airflow"]
    assert "USER" not in after
    for part in ("-c /opt/tocsin/constraints.txt", "-r /opt/tocsin/requirements.txt", ".docker/requirements.txt"):
        assert part in after


# --- the services


def test_the_shape_is_that_of_airflow_s_own():
    assert set(SERVICES) == {
        "airflow-apiserver",
        "airflow-scheduler",
        "airflow-dag-processor",
        "airflow-worker",
        "airflow-triggerer",
        "airflow-init",
        "postgres",
        "redis",
    }


@pytest.mark.parametrize("name", AIRFLOW)
def test_every_airflow_service_uses_the_anchor(name):
    common = COMPOSE["x-airflow-common"]
    service = AIRFLOW[name]
    assert TEXT.count("&airflow-common") == 1
    for key in ("build", "image", "user"):
        assert service[key] == common[key]
    assert set(common["volumes"]) <= set(service["volumes"])
    assert common["environment"].items() <= service["environment"].items()


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_that_stays_has_a_health_check_and_comes_back(name):
    service = SERVICES[name]
    if name == "airflow-init":
        assert service["restart"] == "no"
        return
    assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")
    assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", AIRFLOW)
def test_everyone_waits_for_what_he_needs(name):
    waits = {on: how["condition"] for on, how in AIRFLOW[name]["depends_on"].items()}
    assert waits["postgres"] == "service_healthy"
    if name != "airflow-init":
        assert waits["redis"] == "service_healthy"
        assert waits["airflow-init"] == "service_completed_successfully"
    assert set(waits) <= set(SERVICES)


@cache
def airflow_commands(*group: str) -> set[str]:
    """Return the commands that `airflow` knows, or those of one of its groups."""
    airflow = Path(sys.executable).parent / "airflow"
    said = subprocess.run([airflow, *group, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^ {4,6}([a-z][a-z-]+)(?:\s|$)", said, re.MULTILINE))


def commands() -> list[list[str]]:
    """Return every command of Airflow's that the file runs: as a service, to begin with, or to ask for health."""
    services = [service["command"] for service in AIRFLOW.values() if isinstance(service["command"], str)]
    texts = [" ".join(service["command"]) for service in AIRFLOW.values() if isinstance(service["command"], list)]
    texts += [" ".join(service["healthcheck"]["test"]) for service in AIRFLOW.values() if "healthcheck" in service]
    within = [match for text in texts for match in re.findall(r"\bairflow ((?:[a-z-]+ )+)", text)]
    return [command.split() for command in [*services, *within]]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_airflow_knows_every_command(command):
    if command[0] == "celery":
        # A group that comes with the provider, which only the image has.
        assert "apache-airflow-providers-celery" in requirements(".docker/requirements.txt")
        assert command[1] == "worker"
        return
    assert command[0] in airflow_commands()
    if len(command) > 1 and not command[1].startswith("-"):
        assert command[1] in airflow_commands(command[0])


def test_every_part_of_airflow_runs():
    started = {command[0] for command in commands()}
    assert {"api-server", "scheduler", "dag-processor", "triggerer", "celery", "db", "jobs"} <= started


@pytest.mark.parametrize("name", [name for name in SERVICES if name in AIRFLOW])
def test_every_setting_is_one_that_airflow_has(name):
    from airflow.configuration import conf

    for setting in AIRFLOW[name]["environment"]:
        found = re.fullmatch(r"AIRFLOW__([A-Z_]+?)__([A-Z_]+)", setting)
        if found and found[1] != "CELERY":
            section, option = found[1].lower(), found[2].lower()
            known = conf.configuration_description[section]["options"].keys() | {"simple_auth_manager_passwords_file"}
            assert option in known, setting


def test_only_who_checks_the_login_and_who_writes_it_can_read_it():
    folder = str(Path(COMPOSE["x-airflow-common"]["environment"][PASSWORDS]).parent)
    having = {name for name, service in SERVICES.items() if any(folder in each for each in service.get("volumes", []))}
    assert having == {"airflow-apiserver", "airflow-init"}


def test_what_is_mounted_exists_and_is_not_written_to():
    for volume in {each for service in AIRFLOW.values() for each in service["volumes"]}:
        # A variable stands for its default.
        source, target, *mode = re.sub(r"\$\{\w+:-(\w+)\}", r"\1", volume).split(":")
        if source.startswith("."):
            assert (CHECKOUT / source).is_dir(), source
            assert mode == ["ro"]
            assert target == f"/opt/airflow/{source.removeprefix('./')}"
        else:
            assert source in COMPOSE["volumes"]
    assert SERVICES["postgres"]["volumes"][0].split(":")[0] in COMPOSE["volumes"]


def test_the_library_is_found_and_a_task_s_end_is_not_slept_through():
    environment = COMPOSE["x-airflow-common"]["environment"]
    assert environment["PYTHONPATH"] == "/opt/airflow/include"
    assert environment["AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL"] == "1"
    assert environment["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor"


# --- what may be set, and what is secret


def test_every_variable_is_documented_and_nothing_else():
    documented = re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE)
    assert len(documented) == len(set(documented))
    assert set(documented) == {name for name, _, _ in VARIABLE.findall(TEXT)}


def test_every_variable_is_explained():
    paragraph: list[str] = []
    for line in EXAMPLE.splitlines():
        found = re.match(r"([A-Z_]+)=(.*)", line)
        if found and not found[1].startswith(("TOCSIN_", "AIRFLOW_PORT")):
            assert paragraph, f"{found[1]} is not explained"
        paragraph = [] if not line or found else [*paragraph, line]


def test_the_example_s_values_are_the_defaults():
    defaults = {name: default for name, how, default in VARIABLE.findall(TEXT) if how == ":-"}
    for name, value in re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE):
        assert value == defaults.get(name, ""), name


def test_every_secret_is_asked_for_and_none_has_a_default():
    assert {
        "POSTGRES_PASSWORD",
        "TOCSIN_STORE_PASSWORD",
        "REDIS_PASSWORD",
        "AIRFLOW_FERNET_KEY",
        "AIRFLOW_JWT_SECRET",
        "AIRFLOW_API_SECRET_KEY",
        "AIRFLOW_ADMIN_PASSWORD",
    } == SECRETS
    assert {how for name, how, _ in VARIABLE.findall(TEXT) if name in SECRETS} == {":?"}


def test_no_secret_stands_in_the_file():
    for service in [COMPOSE["x-airflow-common"], *SERVICES.values()]:
        for name, value in service["environment"].items():
            assert not SECRET.search(name) or "${" in str(value) or str(value).startswith("/"), name
            assert not re.search(r"://[^$/@]*:[^$@/]+@", str(value)), name


def test_only_this_machine_reaches_a_port_unless_asked():
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert published == ["${AIRFLOW_BIND:-127.0.0.1}:${AIRFLOW_PORT:-8080}:8080"]


def test_every_setting_of_tocsin_s_is_passed_on():
    read = set(re.findall(r'"(TOCSIN_\w+)"', (CHECKOUT / "include" / "tocsin" / "settings.py").read_text("utf-8")))
    # The store is a connection there, nothing is embedded, and nobody private is fetched.
    elsewhere = {"TOCSIN_STORE_URL", "TOCSIN_HOME", "TOCSIN_ALLOW_HOSTS"}
    assert {
        name for name in COMPOSE["x-airflow-common"]["environment"] if name.startswith("TOCSIN_")
    } == read - elsewhere


def test_an_empty_setting_is_its_default():
    environment = COMPOSE["x-airflow-common"]["environment"]
    empty = {name: "" for name in environment if name.startswith("TOCSIN_")}
    assert len(empty) >= 5
    assert read_settings(empty, checkout=CHECKOUT) == read_settings({}, checkout=CHECKOUT)


def test_a_new_env_holds_every_secret_and_is_never_written_over(tmp_path):
    for name in ("docker-compose.yaml", ".env.example"):
        (tmp_path / name).write_text((CHECKOUT / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert compose_env.main(tmp_path) == 0
    file = tmp_path / ".env"
    assert file.stat().st_mode & 0o077 == 0
    made = dict(re.findall(r"^([A-Z_]+)=(.*)$", file.read_text(encoding="utf-8"), re.MULTILINE))
    assert len({made[name] for name in SECRETS}) == len(SECRETS)
    assert all(re.fullmatch(r"[\w-]{32,}=?", made[name]) for name in SECRETS)
    Fernet(made["AIRFLOW_FERNET_KEY"])
    before = file.read_text(encoding="utf-8")
    assert compose_env.main(tmp_path) == 1
    assert file.read_text(encoding="utf-8") == before


# --- what airflow-init does


def test_the_store_is_made_once_with_a_user_of_its_own(postgres):
    server, store = _urls(postgres, password="first")
    for password in ("first", "second"):
        make_database(server, store=_urls(postgres, password=password)[1])
    with psycopg.connect(server) as connection:
        owner = connection.execute(
            "SELECT rolname, rolsuper FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba WHERE datname = 'desk'"
        ).fetchone()
    assert owner == ("keeper", False)
    with psycopg.connect(store) as connection:
        assert connection.execute("SELECT count(*) FROM feed").fetchone() == (0,)


def test_a_server_that_is_not_there_is_one_line(tmp_path):
    with pytest.raises(StoreError) as raised:
        make_database(f"postgresql://a:hush@/b?host={tmp_path}", store="postgresql://c:hush@h/d")
    assert "\n" not in str(raised.value)
    assert "hush" not in str(raised.value)


def test_the_login_is_read_by_its_owner_alone(tmp_path):
    file = tmp_path / "auth" / "passwords.json"
    keep_login(file, "first")
    keep_login(file, 'se"cond')
    assert file.stat().st_mode & 0o077 == 0
    assert yaml.safe_load(file.read_text()) == {"admin": 'se"cond'}


def test_a_login_that_cannot_be_written_names_the_volume(tmp_path):
    (tmp_path / "passwords.json").mkdir()
    with pytest.raises(InputError, match=r"AIRFLOW_UID has changed, the volume auth .* docker volume rm"):
        keep_login(tmp_path / "passwords.json", "open sesame")


def test_what_is_not_set_is_named(monkeypatch, capsys):
    monkeypatch.delenv("TOCSIN_SERVER_URL", raising=False)
    assert main() == 1
    assert "TOCSIN_SERVER_URL is not set" in capsys.readouterr().err


def _urls(postgres: EmbeddedServer, *, password: str) -> tuple[str, str]:
    server = postgres.url("postgres").replace("+psycopg", "")
    return server, f"postgresql://keeper:{password}@/desk?host={postgres.data}"
