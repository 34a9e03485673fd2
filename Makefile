# `make practice` and `make test` set up whatever they need, in a virtual environment of their own.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help practice test lint format decks docs pictures bench lock clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# Who ends it with Ctrl-C (130) has made no error.
practice: $(VENV)/base ## set up, and practise the bundled bank
	@$(BIN)/kalquiz practice || [ $$? -eq 130 ]

test: $(VENV)/dev lint ## set up, and run every check
	$(BIN)/pytest

lint: $(VENV)/dev ## style, types, layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev ## put the code into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

decks: $(VENV)/base ## build the decks of the bundled banks, their locks and release notes
	$(BIN)/python scripts/decks.py

docs: $(VENV)/dev ## build the documentation into site/
	$(BIN)/kalquiz schema > docs/schema.json
	$(BIN)/python scripts/reference.py
	$(BIN)/mkdocs build --strict

pictures: $(VENV)/dev ## draw the maps, and make the pictures in docs/ (needs Chromium, tmux and poppler)
	$(BIN)/python -m scripts.maps
	$(BIN)/python -m scripts.pictures

bench: $(VENV)/dev ## print the figures of benchmarks/
	$(BIN)/python -m benchmarks.loading
	$(BIN)/python -m benchmarks.citations
	$(BIN)/python -m benchmarks.links # needs Chromium
	$(BIN)/python -m benchmarks.rules
	$(BIN)/python -m benchmarks.grading
	$(BIN)/python -m benchmarks.checking
	$(BIN)/python -m benchmarks.practice
	$(BIN)/python -m benchmarks.fuzz
	$(BIN)/python -m benchmarks.deck
	$(BIN)/python -m benchmarks.worksheet
	$(BIN)/python -m benchmarks.learner
	$(BIN)/python -m benchmarks.history
	$(BIN)/python -m benchmarks.sheets # needs poppler

lock: $(VENV)/dev ## renew the locked development versions
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --group dev --no-emit-index-url \
	  --custom-compile-command "make lock" pyproject.toml -o requirements-dev.txt

clean: ## remove everything that was built
	rm -rf $(VENV) build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kalquiz needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The lock constrains users' installs from a checkout too, so that what was tested is what runs.
$(VENV)/base: pyproject.toml requirements-dev.txt | $(VENV)/bin/python
	@echo 'Setting up; this takes about a minute, once.' >&2
	$(PIP) install --editable . --constraint requirements-dev.txt
	@touch $@

$(VENV)/dev: $(VENV)/base
	$(PIP) install --requirement requirements-dev.txt
	@touch $@
