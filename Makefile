# Everything that a newcomer needs: `make demo`, `make check` and `make test`. Only Python >= 3.11 and make are assumed.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SERVE ?= 1
PACKAGES := claimledger crawler explore answers crosscheck db nlp terms

# What `make check` leaves out is marked `slow`, or in a room that has a server, a browser or a process to start.
DAILY := tests/nlp tests/crosscheck tests/db tests/answers

# Compiled modules are kept, whatever the shell says: the tests start hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo check test coverage test-alpha picture venv dev lint types floors docs-check docs lock train clean

help:
	@echo "make demo          crawl the demo newsroom and open its ledger (SERVE=0: stop after the table)"
	@echo "make check         linters, types, import floors, tests of what reads and compares: for daily work"
	@echo "make test          all of it: linters, types, import floors, documentation check and tests"
	@echo "make coverage      the tests again, and which lines they reach"
	@echo "make test-alpha    the explorer's tests on the newest Datasette 1.0 alpha; may fail"
	@echo "make venv          only make $(VENV) with claimledger in it"
	@echo "make docs          regenerate the generated parts of the documentation"
	@echo "make picture       take the README's picture again (needs Chromium)"
	@echo "make train         fit the learned parts of the crosscheck again"
	@echo "make lock          resolve the dependencies again and rewrite the lock files"

demo: venv
	$(BIN)/claimledger demo $(if $(filter 0,$(SERVE)),--no-serve)

check: dev lint types floors
	$(BIN)/pytest -q -m "not slow" $(DAILY)

# What needs no test to run goes side by side; a third of the tests' time is waiting, which three workers fill
# on two cores.
test: dev
	$(MAKE) --no-print-directory -j 2 types docs-check lint floors
	$(BIN)/pytest -q -n 3 --dist loadfile --no-loadscope-reorder

# Told apart from `make test`: watching every line makes the tests a third slower.
coverage: dev
	$(BIN)/pytest -q -n 3 --dist loadfile --no-loadscope-reorder --cov --cov-report=term

# Not part of `make test`, and allowed to fail: alphas change, and nothing here is pinned. It shows what
# the move to Datasette 1.0 will take.
ALPHA ?= .venv-alpha
test-alpha:
	$(PYTHON) -m venv $(ALPHA)
	$(ALPHA)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'datasette>=1.0a0' \
	  datasette-block-robots 'sqlite-utils>=4.2' babel pint currencyconverter hatchling editables \
	  httpx pytest pytest-timeout hypothesis
	$(ALPHA)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(ALPHA)/bin/python -c 'import datasette; print("Datasette", datasette.__version__)'
	$(ALPHA)/bin/python -m pytest -q tests/explore -m "not browser"

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev
	$(BIN)/mypy

floors: dev
	$(BIN)/lint-imports --no-cache

docs-check: dev
	$(BIN)/cog --check docs/*.md

docs: dev
	$(BIN)/cog -r docs/*.md

picture: dev
	$(BIN)/python docs/conflict.py

venv: $(VENV)/.ready
dev: $(VENV)/.ready-dev

# The stamp is written last: a broken install is done again.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "claimledger needs Python 3.11 or newer; '$(PYTHON)' is not. Install it (Debian, Ubuntu: apt-get install python3) or name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python's venv module is missing. Install it (Debian, Ubuntu: apt-get install python3-venv) and run make again."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Fits what the crosscheck has learned from the gold in benchmarks/ (and ../shared, where it is), and from the
# articles that benchmarks.training.corpora makes of public corpora; sets its thresholds, and prints how good it is
# on what each model never saw: make train CORPORA=ARTICLES.jsonl
# BASE: a folder with model.safetensors and vocab.txt of all-MiniLM-L6-v2. KEEP: where ledgers and half encoders stay.
KEEP ?= build/train
train: dev
	$(if $(BASE),,$(error give BASE=FOLDER with model.safetensors and vocab.txt of all-MiniLM-L6-v2))
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-train.lock
	$(BIN)/python -m benchmarks.training.encoder --base $(BASE) --keep $(KEEP) --out $(KEEP) --write
	$(BIN)/python -m benchmarks.crosscheck --encoders $(KEEP) --keep $(KEEP) $(if $(CORPORA),--corpora $(CORPORA)) --write
	$(BIN)/python -m benchmarks.training.names --write

# Needs uv on the PATH. The lock files name packages, versions and hashes, never a host.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  -c requirements.lock --group dev pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  -c requirements.lock --group train pyproject.toml -o requirements-train.lock

clean:
	rm -rf $(VENV) $(ALPHA) build dist .pytest_cache .mypy_cache .ruff_cache .coverage
