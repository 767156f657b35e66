# Every chore of the project. `make run` and `make test` are all that a newcomer needs.
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: run test setup setup-test lint format types layers fast accuracy bench docs screenshots lock clean

run: setup            ## set everything up and start the app
	@./setup.sh start

test: setup-test      ## set up what the tests need and run them all
	$(PY) -m pytest

setup:                ## system libraries, .venv, pinned packages, Whisper weights
	@./setup.sh app

setup-test:
	@./setup.sh test

fast: setup-test      ## only the tests that take no time
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -m "not speech and not window and not microphone"

lint: setup-test      ## style, types and import layers
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

format: setup-test
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

accuracy: setup-test  ## measures against known truth: make accuracy SPEECH=folder
	$(PY) -m tests.bench.accuracy $(SPEECH)

bench: setup-test     ## start-up, latency, memory and scoring a file as ratios of one run; Progress on 5,000 takes
	$(PY) -m tests.bench.startup
	$(PY) -m tests.bench.latency
	$(PY) -m tests.bench.memory --minutes 1 5
	$(PY) -m tests.bench.cold_score
	$(PY) -m tests.bench.history

docs: setup           ## the pages that are made from data
	$(PY) -m models.scoring.explain > docs/scoring.md

screenshots: setup-test
	$(PY) -m tests.e2e.screenshots

lock: setup-test      ## pin every package with hashes, for Python 3.11 to 3.13 on every system
	@./setup.sh lock

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .hypothesis
