# Running Loop: `make` lists what there is.

PYTHON ?= python3
export NO_MKDOCS_2_WARNING := 1

VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help site serve test lint style types rooms scripts coverage check accept why again bench lock clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1@/p' Makefile | awk -F@ '{ printf "%-14s %s\n", $$1, $$2 }'

site: $(VENV)/site.stamp ## build the site into site/
	$(BIN)/mkdocs build --quiet

serve: $(VENV)/site.stamp ## serve the site with live reload on http://127.0.0.1:8000/
	$(BIN)/mkdocs serve --livereload

ifdef PAGE
test: $(VENV)/test.stamp
	@env -u PAGE $(BIN)/python -m tests.one_page "$$PAGE"
else
test: $(VENV)/test.stamp lint site ## build the site and run all tests; PAGE=my-page for one page
	$(BIN)/pytest
endif

lint: style types rooms scripts ## check style, types and who imports whom

style: $(VENV)/test.stamp
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet

types: $(VENV)/test.stamp
	$(BIN)/mypy --no-error-summary

rooms: $(VENV)/test.stamp
	@said=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$said" >&2; exit 1; }

scripts:
	@if command -v npm >/dev/null; then $(NODE) && npm run --silent lint; else \
	    echo "npm is missing, so scripts and styles are not checked: apt-get install npm" >&2; \
	    [ "$$CI" != true ]; fi

NODE := { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --silent; }

coverage: $(VENV)/test.stamp ## show which lines of the engine its quick tests reach
	$(BIN)/pytest --quiet --cov --cov-report=term $(COVERED)

COVERED := $(addprefix tests/,accepted pages programs project store timeline test_cli.py)

check: $(VENV)/site.stamp ## check that every program and every Python fence is used
	$(BIN)/running-loop check

accept: $(VENV)/site.stamp ## accept what programs print now; NAME=page/name.py for one
	@$(BIN)/running-loop accept $(NAME)

why: $(VENV)/site.stamp ## tell which programs will run again, and why
	@$(BIN)/running-loop why $(NAME)

again: $(VENV)/site.stamp ## have the next build run a program afresh: NAME=page/name.py
	@$(BIN)/running-loop again $(NAME)

bench: $(VENV)/bench.stamp ## compare the speed with that of other tools, in one run
	$(VENV)/bench/bin/python -m bench.builds $(OPTIONS)

lock: $(VENV)/test.stamp ## pin the dependencies of pyproject.toml, with hashes
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --group test --constraint requirements.txt \
	    --output-file requirements-test.txt
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --group bench --constraint requirements.txt \
	    --output-file requirements-bench.txt

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"

clean: ## remove the site, the recordings and the virtual environment
	rm -rf site .cache node_modules $(VENV)

# Its scripts name the folder in which an environment was made, and a link its Python.
PLACE := pwd -P
MOVED := $(shell [ "$$(cat $(VENV)/pins.stamp 2>&1)" = "$$($(PLACE))" ] && [ -x $(BIN)/python ] || echo moved)
.PHONY: moved
moved:

$(VENV)/pins.stamp: requirements.txt $(MOVED)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "$(PYTHON) is missing or older than Python 3.11: make PYTHON=python3.x" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$(PYTHON) has no venv: install it (Debian: apt-get install python3-venv)" >&2; exit 1; }
	@[ ! -e $@ ] || [ -z "$(MOVED)" ] || \
	    echo "$(VENV) was made in $$(cat $@), or its Python is gone: it is made anew" >&2
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/$(INSTALL) --require-hashes --requirement requirements.txt
	@$(PLACE) > $@

# What pyproject.toml says beside the dependencies, such as the names of commands.
$(VENV)/site.stamp: pyproject.toml $(VENV)/pins.stamp
	$(BIN)/$(INSTALL) $(EDITABLE)
	@touch $@

$(VENV)/test.stamp: requirements-test.txt $(VENV)/pins.stamp | $(VENV)/site.stamp
	$(BIN)/$(INSTALL) --require-hashes --requirement requirements-test.txt
	@touch $@

$(VENV)/bench.stamp: requirements-bench.txt $(VENV)/pins.stamp
	$(PYTHON) -m venv --clear $(VENV)/bench
	$(VENV)/bench/bin/$(INSTALL) --require-hashes --requirement requirements-bench.txt
	$(VENV)/bench/bin/$(INSTALL) $(EDITABLE)
	@touch $@

INSTALL := pip install --quiet --disable-pip-version-check
EDITABLE := --no-deps --no-build-isolation --no-index --editable .
