# SIMPEL's workshop. Every target does its own set-up; a second time that takes no time.
#
#   make run     the site on http://127.0.0.1:8000, with demonstration data the first time
#   make test    all tests: on SQLite, then on PostgreSQL where one is found (make test-long: there with the browser too)
#
# SIMPEL_HOST and SIMPEL_PORT move the site; docs/reference/settings.md lists everything else.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
WORDS := .venv/.words
CATALOGUES := $(wildcard simpel/*/locale/*/LC_MESSAGES/django.po)

.DEFAULT_GOAL := help
.PHONY: help setup run test test-long check format bench docs lock clean

help:
	@echo "make run     start the site (demonstration data the first time)"
	@echo "make test    run all tests (the browser's on SQLite only)"
	@echo "make test-long  all tests on both databases, the browser's too"
	@echo "make check   style, types, floors, translations, reference pages"
	@echo "make format  lay out the code as make check wants it"
	@echo "make bench   measure with 1,000, 10,000 and 100,000 files; table and var/bench.json"
	@echo "make docs    write the generated reference pages anew"
	@echo "make lock    choose the versions of all packages anew"
	@echo "make setup   only make the environment (.venv)"
	@echo "make clean   remove the environment and everything made from source; var/ stays"

setup: $(READY) $(WORDS)

$(READY): requirements.lock tools/uv.hashes tools/environment.py
	@command -v $(PYTHON) >/dev/null || { echo "SIMPEL needs Python 3.11 or newer. On Debian: sudo apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) tools/environment.py

$(WORDS): $(CATALOGUES) $(READY)
	@$(BIN)/python -m tools.translations compile
	@touch $@

run: setup
	@exec $(BIN)/simpel run --demo

test: setup
	@exec $(BIN)/python -m tools.test

test-long: setup
	@exec $(BIN)/python -m tools.test --long

check: setup
	@exec $(BIN)/python -m tools.check

format: setup
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

bench: setup
	@exec $(BIN)/python -m bench

docs: setup
	@exec $(BIN)/python -m tools.reference write

lock: setup
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra dev --generate-hashes \
	    --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	@echo "uv" | $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" - -o tools/uv.hashes
	@echo "requirements.lock and tools/uv.hashes are new; make setup installs them."

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find simpel -name '*.mo' -delete
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
