# make demo | test | check | bench | bench-quick | clean       (PYTHON=python3.12 and VENV=folder choose otherwise)
.DEFAULT_GOAL := help
.PHONY: help demo test check format bench bench-quick clean
VENV ?= .venv
BIN := $(VENV)/bin

help:
	@echo "make demo    plan the bundled example day, offline"
	@echo "make test    run the tests"
	@echo "make check   lint, types, layers"
	@echo "make bench   speed and memory, what planning by worth brings, the search and its peers (hours; ARGS)"
	@echo "make bench-quick  hold the search to the recorded costs (five minutes)"
	@echo "make format  rewrite the code in the house's style"
	@echo "make clean   remove the environment and what was generated"

# The environment: the newest Python that really runs, and the project with its tools.
$(VENV)/.installed: pyproject.toml
	@set -e; \
	python="$(PYTHON)"; [ -n "$$python" ] || python=$$(sh .ci/newest-python); \
	echo "Making $(VENV) with $$($$python --version) ($$python)"; \
	"$$python" -m venv $(VENV); \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .; \
	touch $@

$(VENV)/.tools: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/router demo

# The search is compiled first: it takes two minutes, and more if two test processes do it at once.
test: $(VENV)/.tools
	$(BIN)/python -m router.solving.rehearsal
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: $(VENV)/.tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.tools
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/simulation.py --seeds 12 --first-seed 41 --days 20 --ablation --ortools --evening
	$(BIN)/python benchmarks/learning.py
	$(BIN)/python benchmarks/period.py
	$(BIN)/python benchmarks/meetings.py
	$(BIN)/python benchmarks/meetings_bound.py --seeds 1
	$(BIN)/python benchmarks/solving.py --instances 2 --seeds 1 --seconds 10 $(ARGS)

bench-quick: $(VENV)/.installed
	$(BIN)/python benchmarks/quick.py $(ARGS)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis demo-helsinki demo-zh
