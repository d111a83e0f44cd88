# Everything starts here: `make run` and `make test` set up what they need, then do what they say.

PYTHON  ?=
VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --require-hashes --requirement
WORKERS ?= 2
EXAMPLE ?=
SHOTS   ?=

.DEFAULT_GOAL := help
.PHONY: help run test browser lint tidy shots bench spark venv lock clean

help:
	@echo "make run     the main job, on the example that comes along; EXAMPLE=one-person plays another"
	@echo "make test    every check: ruff, mypy, import-linter, pytest, a browser where there is one"
	@echo "make lint    the checks without the tests"
	@echo "make tidy    mend what ruff can mend"
	@echo "make shots   pictures of the page, for docs/; SHOTS=FOLDER takes all of them"
	@echo "make bench   the measurements, beside those of the peers"
	@echo "make spark   the tests on a cluster of one machine; needs Java"
	@echo "make venv    only set up $(VENV), with everything for developing"
	@echo "make lock    pin the newest dependencies (requirements/*.txt)"
	@echo "make clean   remove $(VENV) and all caches"

run: $(VENV)/.run
	@$(BIN)/python examples/run.py $(EXAMPLE)

test: lint browser
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -rs

# Where its packages or a browser cannot be had, the tests in a browser are skipped, and say why.
browser: $(VENV)/.dev
	@$(MAKE) --silent $(VENV)/.browser || echo "packages for the tests in a browser cannot be had here" >&2
	@sh tests/web/get_chromium.sh

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

tidy: $(VENV)/.dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

shots: browser
	@$(BIN)/python -m tests.web.shots $(SHOTS)

bench: $(VENV)/.bench
	@$(BIN)/python -m benchmarks

spark: $(VENV)/.spark
	@$(BIN)/python -m pytest tests/test_spark.py

venv: $(VENV)/.dev

# Set-up: a stamp for each step, so that what stands already is not done again.

$(VENV)/.made:
	@found="$(PYTHON)"; \
	for each in $${found:-python3 python3.13 python3.12 python3.11 python}; do \
	  if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then found="$$each"; break; else found=""; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "doorstep needs Python 3.11 or newer, and found none on the PATH." >&2; \
	  echo "Install one, or name it: make PYTHON=/where/it/is/python3 venv" >&2; exit 1; \
	fi; \
	echo "setting up $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv --clear $(VENV) || { \
	  echo "This Python cannot make a virtual environment." >&2; \
	  echo "On Debian and its kin, install python3-venv and try again." >&2; exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/run.txt pyproject.toml
	@$(INSTALL) requirements/run.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@$(INSTALL) requirements/dev.txt
	@touch $@

$(VENV)/.browser: $(VENV)/.dev requirements/browser.txt
	@$(INSTALL) requirements/browser.txt --retries 1
	@touch $@

$(VENV)/.bench: $(VENV)/.run requirements/bench.txt
	@$(INSTALL) requirements/bench.txt
	@touch $@

$(VENV)/.spark: $(VENV)/.dev requirements/spark.txt
	@$(INSTALL) requirements/spark.txt
	@touch $@

# The lists share every version: they are installed into one environment.

UV      := $(VENV)/lock/bin/uv
COMPILE  = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
           --no-header --no-annotate --no-emit-index-url --no-emit-find-links

$(UV): $(VENV)/.made
	@$(BIN)/python -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check uv

lock: $(UV)
	@$(COMPILE) --upgrade --group dev --output-file requirements/dev.txt
	@$(COMPILE) --upgrade --group build --extra web --constraint requirements/dev.txt --output-file requirements/run.txt
	@$(COMPILE) --upgrade --group browser --constraint requirements/dev.txt --output-file requirements/browser.txt
	@$(COMPILE) --upgrade --group bench --constraint requirements/dev.txt --output-file requirements/bench.txt
	@$(COMPILE) --upgrade --group spark --constraint requirements/dev.txt --output-file requirements/spark.txt
	@if grep -n '://\|^-' requirements/*.txt; then echo "an address stands in a list above" >&2; exit 1; fi

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
