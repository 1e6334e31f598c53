# Two commands to begin with: `make demo` and `make test`. Each does all the set-up itself.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# Some machines forbid bytecode; it halves the starting time, so our runs write it.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?=
REFERENCE ?=
UV ?= uv
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: help demo test run bench proof check package lock clean qt ask

help:  ## show these lines
	@sed -n 's/^\([a-z]*\):.*##/\1\t/p' Makefile | while IFS='	' read -r name what; do \
	  printf '  make %-8s %s\n' "$$name" "$$what"; done

# Another interpreter asked for by hand is looked at even when .venv is up to date.
$(READY): requirements.lock pyproject.toml packaging/set_up.sh $(if $(PYTHON),ask)
	@PYTHON='$(PYTHON)' sh packaging/set_up.sh
	@touch $@

ask:

qt: $(READY)
	@sh packaging/system_libraries.sh qt

demo: qt  ## set up, make a demonstration notebook and its workbook, show it
	@REFERENCE='$(REFERENCE)' sh packaging/demo.sh

test: qt  ## set up, run the tests
	@sh packaging/system_libraries.sh display
	@sh packaging/postgres.sh
	$(OFFSCREEN) $(RUN) -m pytest -n auto --maxprocesses 4 --dist worksteal

run: qt  ## set up, open the window on your own notebook
	$(RUN) -m desktop

bench: qt  ## measure against the floor of each operation, as a table
	@if [ -f tests/bench/__main__.py ]; then $(OFFSCREEN) $(RUN) -m tests.bench $(BENCH); \
	else echo 'No benchmark is written yet (tests/bench/__main__.py).' >&2; exit 1; fi

proof: qt  ## run the long proofs: crashes, damage, thousands of histories
	@sh packaging/system_libraries.sh display
	@sh packaging/postgres.sh
	$(OFFSCREEN) $(RUN) -m pytest -m proof --hypothesis-profile=proof

check: $(READY)  ## format, lint, types, import contracts, lock
	@echo '== format'
	@$(RUN) -m ruff format --check .
	@echo '== lint'
	@$(RUN) -m ruff check .
	@echo '== types'
	@$(RUN) -m mypy desktop sync tests
	@echo '== import contracts'
	@$(VENV)/bin/lint-imports
	@echo '== lock: no address in it'
	@! grep -nE 'https?://|file://|--(extra-)?index-url|--find-links' requirements.lock

package: qt  ## build the one-folder program into out/package and start it once
	@sh packaging/system_libraries.sh package
	@sh packaging/package.sh

lock:  ## pin the dependencies again, with hashes and without any address (needs uv)
	@command -v $(UV) >/dev/null || { echo 'make lock needs uv: UV=/path/to/uv make lock' >&2; exit 1; }
	$(UV) pip compile --universal --generate-hashes -q --no-header pyproject.toml --extra server \
	  --group dev \
	  -o requirements.lock

clean:  ## remove what was made: .venv, out, caches
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache
	find desktop sync tests -name __pycache__ -type d -prune -exec rm -rf {} +
