# Two commands do everything: `make run` and `make test`. Both may be repeated at will.

VENV    := .venv
BIN     := $(VENV)/bin
PYTHON  ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
             $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
PORT    ?= 8501
PIP     := $(BIN)/python -m pip --disable-pip-version-check -qq
WORKERS ?= 2
export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help run test lint format unit browser bench lock clean setup setup-test chromium office

help: ## show the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: setup ## set everything up and start the app on http://localhost:8501
	@echo "Lepton is starting on http://localhost:$(PORT) (stop it with Ctrl+C)"
	@$(BIN)/lepton app --port $(PORT)

test: setup-test chromium office lint unit browser ## set everything up, then run every check and every test

lint: setup-test ## style, types, layers, dependencies
	@echo "Checking style, types, layers and dependencies"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .

format: setup-test ## let ruff tidy the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

unit: setup-test office ## every test that needs no browser, with doctests
	@echo "Running the tests that need no browser"
	@$(BIN)/python -m pytest -m "not browser" -n $(WORKERS) --dist loadfile -q tests lepton README.md

browser: setup-test chromium ## the journey in headless Chromium
	@echo "Running the tests in a real browser"
	@$(BIN)/python -m pytest -m browser -n $(WORKERS) --dist loadfile -q tests

bench: setup-test chromium ## measure every claim beside its peer (minutes; use a quiet machine)
	@$(BIN)/python -m benchmarks

lock: ## rewrite the hash-locked requirements (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --group build pyproject.toml -o requirements.lock -q
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --group build --group dev --group bench -c requirements.lock pyproject.toml -o requirements-dev.lock -q

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

setup: $(VENV)/.app
setup-test: $(VENV)/.test

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Lepton needs Python 3.11, 3.12 or 3.13: install one, or name it with make run PYTHON=/path/to/python"; exit 1; }
	@echo "Creating the virtual environment in $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.app: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked libraries (about 1.5 GB on disk, a minute or two the first time)"
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -c 'import lepton, streamlit, xgboost' || { echo "The installation did not finish: see the messages above, then run the command again."; exit 1; }
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.app
	@echo "Installing the test tools"
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@$(BIN)/python -c 'import pytest, playwright, hypothesis' || { echo "The test tools did not install: see the messages above, then run the command again."; exit 1; }
	@touch $@

chromium: setup-test
	@sh tests/browser/chromium.sh $(BIN)/python

office:
	@sh tests/office.sh
