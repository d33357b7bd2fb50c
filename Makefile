# Two commands do all set-up on a machine with Python 3.11 and make: `make run` and `make test`.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: run test check pictures bench assets format env system

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

run: $(READY)
	@$(BIN)/suffice demo --if-empty
	@exec $(BIN)/suffice serve

test: $(READY) system
	$(BIN)/python -m tests.run

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Takes the pictures of the guide and the README anew, after the pages have changed.
pictures: $(READY) system
	SUFFICE_PICTURES=keep $(BIN)/python -m pytest tests/browser/test_pictures.py -q

bench: $(READY)
	$(BIN)/python -m bench

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The style sheet and script of the pages, compiled from govuk-frontend. The result is committed.
assets:
	cd assets && npm ci && npm run build

env: $(READY)

# What the tests need from the system: Chromium and PostgreSQL. As root they are installed; otherwise a sentence says how.
system:
	@bash tests/system.sh

# The environment, from the lock. uv comes from PyPI into the environment itself.
$(READY): pyproject.toml uv.lock
	@command -v $(PYTHON) >/dev/null || { echo "Suffice needs Python 3.11: install it, or say which with PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv sync --quiet --frozen --inexact --all-groups --all-extras
	@touch $(READY)
