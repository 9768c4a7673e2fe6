# Two commands do everything on a machine with python3, make and git: `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install demo test bench fuzz format lock clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The virtual environment has pip: with `runtime: python` the Pulumi engine asks it for the list of packages.
$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

install: $(STAMP)  ## the virtual environment in .venv

demo: $(STAMP)  ## the main job over every stack file, then one program that must be blocked
	@$(BIN)/python -m penstock.cli.demo

test: $(STAMP)  ## every check: format, lint, types, contracts, tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist loadfile

bench: $(STAMP)  ## times beside the peers, growth, and what the pack adds to a preview of the engine (docs/benchmarks.md)
	$(BIN)/python benchmarks/policy_check.py
	$(BIN)/python benchmarks/engine_pack.py

fuzz: $(STAMP)  ## ten times as many mutated programs as the tests try
	PENSTOCK_FUZZ=200000 $(BIN)/pytest -n auto --dist loadfile tests/fuzz

format: $(STAMP)  ## rewrite the code in the project's format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(STAMP)  ## newest allowed versions into requirements.lock, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --extra dev --upgrade --no-header --no-annotate pyproject.toml --output-file requirements.lock

clean:  ## remove what was built
	rm -rf $(VENV) .cache .build
