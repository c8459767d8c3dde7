# `make` alone prints what can be asked for. Everything runs in .venv with the versions of the lock files.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# A node is many processes: let them keep what they compiled, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2
BIN := .venv/bin
PYTEST := $(BIN)/pytest -n $(JOBS) --dist loadgroup

help:  ## print this list
	@sed -n 's/^\([a-z-]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | awk -F'\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'

setup: .venv/ready .venv/ready-to-test fonts  ## make .venv with everything to run, test and check, and fetch fonts

fonts:  ## fetch the open fonts that letters are set in; without them letters say so
	scripts/fetch-fonts || true

serve: .venv/ready fonts  ## run the whole node with the demonstration city at http://127.0.0.1:8000 (PORT=…)
	$(BIN)/mingtang serve --demo --port $(PORT)

test: .venv/ready-to-test  ## everything: tools, checks, all tests on SQLite, then on PostgreSQL
	scripts/test-requirements
	$(MAKE) check
	$(PYTEST) -m "not browser"
	$(PYTEST) -m browser
	scripts/with-postgresql $(PYTEST) -m "not browser and not once"

test-fast: .venv/ready-to-test  ## the rules, formats and libraries: tests that need no database, in less than two minutes
	$(PYTEST) -m "once and not browser and not slow"

test-long: export RANDOM_PROCESSES = 10000
test-long: export CONTRACT_EXAMPLES = 20
test-long: export KILL_TEST_ACTS = 4000
test-long: export KILL_TEST_SECONDS = 300
test-long: test  ## make test with many more random processes, requests and kills

check: .venv/ready-to-test  ## style, types, import contracts, templates, migrations, generated documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint mingtang --lint --quiet
	MINGTANG_VAR=$$(mktemp -d) $(BIN)/mingtang manage makemigrations --check --dry-run
	$(BIN)/python -m mingtang.config.environment | diff -u docs/settings.md -

bench: .venv/ready-to-test  ## benchmarks; each prints a ratio against a limit or a peer
	@shopt -s nullglob; for file in bench/*.py; do echo "== $$file"; $(BIN)/python "$$file"; done

docs: .venv/ready-to-test  ## write the generated documents again
	$(BIN)/python -m mingtang.config.environment > docs/settings.md

format: .venv/ready-to-test  ## put code into the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/ready-to-test  ## write the lock files again from pyproject.toml, with the newest versions allowed
	scripts/lock

clean:  ## remove .venv and caches, never var/
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache *.egg-info
	find mingtang tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready: requirements.lock pyproject.toml
	PYTHON=$(PYTHON) scripts/make-venv requirements.lock
	touch $@

.venv/ready-to-test: requirements-test.lock pyproject.toml
	PYTHON=$(PYTHON) scripts/make-venv requirements-test.lock
	touch $@ .venv/ready

.PHONY: help setup fonts serve test test-fast test-long check bench docs format lock clean
