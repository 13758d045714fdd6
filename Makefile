# make alone lists what there is.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(VENV)/installed: pyproject.toml requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/python -m riwaya.locate
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

setup: $(VENV)/installed ## make .venv with .venv/bin/riwaya in it

demo: setup ## read the sample reports, print the contested board and the briefing
	@sh examples/demo.sh $(BIN)/riwaya

test: $(VENV)/installed-dev lint types layers ## what CI runs: lint, types, layers, tests
	sh tests/system.sh
	$(BIN)/python -m pytest -q

lint: $(VENV)/installed-dev ## ruff, lint and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev ## mypy --strict over everything
	$(BIN)/mypy

layers: $(VENV)/installed-dev ## imports go down only
	PYTHONPATH=src $(BIN)/lint-imports --no-cache

evals: $(VENV)/installed-dev ## measured quality against its floors, on ../shared/data
	$(BIN)/python -m evals.quality
	$(BIN)/python -m evals.answers
	$(BIN)/python -m evals.blame

bench: $(VENV)/installed-dev ## speed, memory, start-up, cost by entities
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.entities
	$(BIN)/python -m evals.reading
	$(BIN)/python -m evals.search
	$(BIN)/python -m evals.pages

hold: $(VENV)/installed-dev ## hostile files and kills by the thousand, into docs/reliability.md: an hour or so
	$(BIN)/python -m evals.hold

audit: $(VENV)/installed-dev ## known faults of what is installed; asks the advisory database, so it needs a network
	$(BIN)/pip-audit --requirement requirements.txt --no-deps --disable-pip

bom: $(VENV)/installed-dev ## the bill of materials of a release, dist/riwaya.cdx.json
	mkdir -p dist
	$(BIN)/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible --of JSON -o dist/riwaya.cdx.json

fuzz: $(VENV)/installed-dev ## coverage-guided fuzzing of the parsers, a minute a kind (Linux)
	$(BIN)/python -m evals.fuzz

# glibc keeps what a step frees for the next one: a fifth less processor time.
model guard: export MALLOC_MMAP_THRESHOLD_ = 4294967296
model guard: export MALLOC_TRIM_THRESHOLD_ = 17179869184
model guard: export MALLOC_TOP_PAD_ = 268435456

model: $(VENV)/installed-dev ## train the network on ../shared/data: about two hours on two cores
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(BIN)/python -m training --leg 1 --epochs 4 --stop-after 2 --work training/work/1
	$(BIN)/python -m training --leg 2 --epochs 2 --rate 1.3e-4 --go-on training/work/1/epoch-1.pt --version 2 --work training/work/2
	cp training/work/2/model/* src/riwaya/neural/model/

judge: $(VENV)/installed-dev ## train the judge of how two claims stand to each other, on training/scenes: two and a half hours of one core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(BIN)/python -m training.judge --scenes training/scenes/w[1-5]*.txt --work training/work/judge-1
	$(BIN)/python -m training.judge --go-on training/work/judge-1/both.pt --rate 4e-5 --short 0.35 --work training/work/judge-2
	$(BIN)/python -m training.judge --go-on training/work/judge-2/both.pt --rate 4e-5 --short 0.35 --epochs 2 --altered 1 --work training/work/judge
	mkdir -p src/riwaya/neural/pairs
	cp training/work/judge/claims.onnx training/work/judge/both.onnx src/riwaya/neural/pairs/
	cp training/work/judge/weighing.npz src/riwaya/corroborate/

guard: $(VENV)/installed-dev ## train the guard, which sees whom to protect, on training/protected: half an hour of one core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(BIN)/python -m training.guard --work training/work/guard-1
	$(BIN)/python -m training.guard --go-on training/work/guard-1/guard.onnx --epochs 2 --rate 5e-5 --work training/work/guard
	mkdir -p src/riwaya/neural/guard
	cp training/work/guard/guard.onnx src/riwaya/neural/guard/

docs: $(VENV)/installed-dev ## write the reference of the commands and the examples of the API
	$(BIN)/python -m docs.reference
	$(BIN)/python -m docs.api_examples

assets: ## build the desk's scripts, fonts and map shapes from islands/ (needs Node and npm)
	@command -v npm >/dev/null || { echo "no npm; install Node 20 or newer (Debian: apt-get install nodejs npm). Only who changes islands/ needs it"; exit 1; }
	cd islands && npm ci --silent && npm run --silent check && npm run --silent build

pictures: $(VENV)/installed-dev ## take the pictures of the desk in docs/pictures
	sh tests/system.sh
	$(BIN)/python -m docs.pictures

serve: setup ## open the desk on the demo ledger
	$(BIN)/riwaya serve demo.riwaya

clean: ## remove what the targets made
	rm -rf $(VENV) demo.riwaya* briefing.html

.PHONY: help setup demo test lint types layers evals bench model docs assets pictures serve clean hold audit bom fuzz judge guard
