# Tocsin's commands. Each does its own set-up, into .venv, and says what it is doing.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.set-up

.PHONY: help setup test check bench demo run airflow env lock format clean

help: ## Say what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(STAMP) ## Make .venv from the lock; nothing when nothing changed

$(STAMP): requirements.txt tests/requirements.txt constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "tocsin: Python 3.11 or later is needed, $(PYTHON) is $$($(PYTHON) -V). Try make PYTHON=python3.11" >&2; exit 1; }
	@echo "tocsin: installing into .venv (a minute or two, the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -r tests/requirements.txt -e .
	@touch $@

test: setup ## Run every test, two files at a time (under 6 minutes)
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: setup ## Lint, types, import rules
	@echo "tocsin: ruff";  $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "tocsin: mypy";  $(BIN)/mypy
	@echo "tocsin: import rules"; PYTHONPATH=include $(BIN)/lint-imports

bench: setup ## Measure a whole pass over 1,000 feeds (ARGS="--feeds 100": a smaller one)
	@$(BIN)/python tests/benchmarks/passes.py $(ARGS)

demo: setup ## See the whole chain work offline, on a sample newsroom (ONCE=1: check it and exit)
	@$(BIN)/python -m tocsin_desk.demo $(if $(ONCE),--once)

run: setup ## Run it for real: live feeds, Airflow's UI at http://localhost:8080
	@$(BIN)/python -m tocsin_desk.run

airflow: ## Use Airflow's command beside make run: make airflow ARGS="dags list"
	@test -f "$${TOCSIN_HOME:-.tocsin}/airflow.env" || { echo "tocsin: nothing runs in $${TOCSIN_HOME:-.tocsin}: start it with make run, then try again" >&2; exit 1; }
	@. "$$(cd "$${TOCSIN_HOME:-.tocsin}" && pwd)/airflow.env" && airflow $(ARGS)

env: ## Make .env for docker compose, with new secrets; never over an old one
	@$(PYTHON) include/tocsin_desk/compose_env.py

format: setup ## Lay the code out
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lock: ## Write constraints.txt anew from requirements.txt
	@rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r tests/requirements.txt
	@{ echo '# The lock: every package and version that was tested together. Written by `make lock`.'; .venv-lock/bin/python -m pip freeze; } > constraints.txt
	@rm -rf .venv-lock

clean: ## Forget .venv and the demo's data (what make run keeps stays)
	@rm -rf .venv .venv-lock .tocsin/demo
