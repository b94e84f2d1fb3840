# Everything a checkout needs, from nothing but Python 3.11 or newer: `make build`, `make test`.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
BROWSER := tests/browser
# Spread the tests over the cores; `make test PYTEST_FLAGS=` runs them in one process.
PYTEST_FLAGS ?= -n auto
FUZZ_SECONDS ?= 1200
CODE := generator tests docs benchmarks setup.py

.DEFAULT_GOAL := help
.PHONY: help build serve test test-all bench fuzz lint format types layers check browser clean

help:  ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F '|' '{ printf "%-16s %s\n", $$1, $$2 }'

build: $(INSTALLED)  ## set up if needed, then build the example site into site/
	$(BIN)/seedpress build

serve: $(INSTALLED)  ## set up if needed, then preview the example site
	$(BIN)/seedpress serve

test: check browser  ## set up if needed, then lint, types, layers and the tests
	$(BIN)/pytest $(PYTEST_FLAGS)

test-all: check browser  ## the same with the slow tests (soak, fuzz, large sites, wheels)
	HYPOTHESIS_PROFILE=explore $(BIN)/pytest $(PYTEST_FLAGS) -m "slow or not slow"

check: lint types layers

lint: $(INSTALLED)  ## ruff: rules and format
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

format: $(INSTALLED)  ## ruff: mend what can be mended
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

types: $(INSTALLED)  ## mypy --strict
	$(BIN)/mypy

layers: $(INSTALLED)  ## import-linter: the layers of docs/architecture.md
	$(BIN)/lint-imports

bench: $(INSTALLED)  ## time builds of a small made-up site, and the conversion of made-up seeds
	$(BIN)/python benchmarks/build.py --articles 300 --repeat 3
	$(BIN)/python benchmarks/convert.py --seeds 300

fuzz: $(INSTALLED)  ## feed the converter with broken seeds for FUZZ_SECONDS (1200)
	nice $(BIN)/python -m tests.convert.fuzzing --seconds $(FUZZ_SECONDS)

clean:  ## remove everything that was made, the environment included
	@if [ -x $(BIN)/seedpress ]; then $(BIN)/seedpress clean; fi
	rm -rf $(VENV) .seedpress build dist seedpress.egg-info $(BROWSER)/node_modules
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): pyproject.toml constraints.txt setup.py
	@if [ ! -x $(BIN)/python ] && [ -z "$(PYTHON)" ]; then \
		echo "Seedpress needs Python 3.11 or newer; name it: make build PYTHON=/path/to/python" >&2; exit 1; fi
	[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

# What checks pages in a browser is optional: without Node those tests skip and say so.
browser: $(INSTALLED)
	@if [ ! -f $(BROWSER)/package-lock.json ]; then :; \
	elif ! command -v npm >/dev/null; then echo "npm is missing: the tests of pages in a browser are skipped"; \
	elif [ $(BROWSER)/node_modules/.installed -nt $(BROWSER)/package-lock.json ]; then :; \
	else npm ci --prefix $(BROWSER) --ignore-scripts --no-audit --no-fund --silent && touch $(BROWSER)/node_modules/.installed \
		|| echo "npm ci failed: the tests of pages in a browser are skipped"; fi
