# Every target makes .venv first where it is missing or older than the lock. Needs Python 3.11-3.13, git and make.
PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
READY := .venv/.ready
COMPILED := build/.ready
CC_HERE = $(shell command -v cc)
export UV_PYTHON_DOWNLOADS := never

.PHONY: setup compiled run test check bench soak conformance tagger lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $(READY)

# The same package with its facts stage compiled, for whoever puts it on PYTHONPATH. Needs a C compiler and Python's headers.
compiled: $(COMPILED)

$(COMPILED): $(READY) compile.py $(shell find src/newsledger -type f -not -name '*.pyc')
	rm -rf build
	mkdir build
	cp -R src/newsledger build/
	cd build && ../$(BIN)/python ../compile.py >compile.log 2>&1 || { tail -n 20 compile.log; exit 1; }
	touch $@

run: $(READY)
	$(BIN)/newsledger ingest

# Of the sources, whatever the shell has on its path, and compiled once for all the processes that tests start.
test check: export PYTHONPATH :=
test check: export PYTHONDONTWRITEBYTECODE :=
test: $(READY)
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest tests/test_docs.py

# With the compiled facts stage where there is a C compiler.
bench: export PYTHONPATH := $(if $(CC_HERE),$(CURDIR)/build)
bench: $(if $(CC_HERE),$(COMPILED),$(READY))
	$(BIN)/python -m tests.bench.clean
	$(BIN)/python -m tests.bench.facts
	$(BIN)/python -m tests.bench.normalise
	$(BIN)/python -m tests.bench.throughput
	$(BIN)/python -m tests.bench.feeds
	$(BIN)/python -m tests.bench.duplicates
	$(BIN)/python -m tests.bench.loads --sizes 1000,10000

soak: $(READY)
	$(BIN)/python -m tests.bench.soak

conformance: $(READY)
	$(BIN)/python -m tests.bench.conformance

tagger: $(READY)
	$(BIN)/python -m tests.bench.train_tagger

lock:
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv build data
