# make demo        a guided tour on bundled reports; writes ./demo-output
# make test        all tests
# make lint        style, types, layers, dependencies
# make format      put the style right
# make docs        run the commands of README and docs and write what they print into them
# make web         build the web app anew after a change under web/
# make bench       accuracy beside the release before, speed and size of each layer
# make prove       the heavy proofs under fault and load (hours), with their figures into docs/reliability.md;
#                  OUTSKIRTS_FUZZ_SECONDS=60 fuzzes each reader of foreign bytes for so long (600)
# make constraints pin every dependency anew (after a change in pyproject.toml)
#
# All of them set up .venv first, once; a second run starts at once.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq

.DEFAULT_GOAL := help
.PHONY: help web demo test lint format docs bench prove constraints clean

help:
	@sed -n 's/^# make /make /p' Makefile

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Outskirts needs Python 3.11 or newer; name one: make PYTHON=python3.12 …" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "Setting up .venv (about a minute, once) …"; $(PYTHON) -m venv .venv; } || \
	  { echo "python -m venv failed; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PIP) install --no-deps --no-compile --require-hashes -r constraints.txt
	@$(PIP) install --no-deps --no-compile --no-build-isolation -e .
	@touch $@

# Done by the install too; here for those who change it. Does nothing when it is up to date.
web: $(READY)
	@$(BIN)/python hatch_build.py

demo: web
	@$(BIN)/outskirts demo

test: web
	@$(BIN)/python -m pytest -n auto --maxprocesses 6 --dist loadfile

lint: web
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .
	@cd web && ../$(BIN)/node node_modules/typescript/bin/tsc --noEmit

format: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: $(READY)
	@OUTSKIRTS_DOCS=write $(BIN)/python -m pytest tests/test_docs.py

bench: $(READY)
	@for script in run speed simulate_status scale_status; do \
	  echo "== benchmarks/$$script.py"; $(BIN)/python benchmarks/$$script.py || exit 1; done

# Slow tests, then each program of its own; all are run, and one that fails fails the whole.
prove: export OUTSKIRTS_PROVE = write
prove: web
	@$(PIP) install --no-deps --no-compile --require-hashes -r constraints-prove.txt
	@failed=; $(BIN)/python -m pytest -m slow || failed=1; \
	for script in benchmarks/prove_*.py benchmarks/corpora.py; do \
	  test -f "$$script" || continue; echo "== $$script"; $(BIN)/python "$$script" || failed=1; done; test -z "$$failed"

# A machine's own pip settings may add local builds, whose hashes nobody else can check: they are left out here.
constraints: $(READY)
	@env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL -u PIP_CONSTRAINT PIP_CONFIG_FILE=/dev/null $(BIN)/pip-compile --quiet \
	  --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url --no-emit-find-links \
	  --no-emit-trusted-host --extra dev --build-deps-for editable --output-file .venv/constraints.txt pyproject.toml
	@{ sed -n '/^[^#]/q;p' constraints.txt; cat .venv/constraints.txt; } > .venv/constraints.new
	@mv .venv/constraints.new constraints.txt

clean:
	@rm -rf .venv demo-output
