# What a person does with this project: hear it, test it, check it. Needs make and Python 3.11 or newer, nothing else.
.PHONY: demo test check clients cloud bench audit coverage constraints clean help
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt
# Bytecode on disk is what makes the second start fast.
unexport PYTHONDONTWRITEBYTECODE

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: .venv/voice ## ask the example question: transcript, good-morning.wav, and sound where there is a device
	@$(BIN)/backcoach ask "how do I do a good morning" "I am set up" --wav good-morning.wav

test: .venv/dev ## the Python tests: no network, no sound device
	@$(BIN)/python -m pytest -n 2

coverage: .venv/dev ## the same, with branch coverage and its floors
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term --cov-report=json:.coverage.json
	@$(BIN)/python tests/coverage_floors.py .coverage.json

check: .venv/dev ## lint, types, import contracts, generated files fresh, content and model in order
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/backcoach content check
	@$(BIN)/backcoach model check

clients: .venv/dev ## real Alexa clients against the served endpoint (needs Node 20)
	@cd tests/clients && npm ci --silent --no-audit --no-fund
	@cd tests/clients && node --test

cloud: .venv/cloud ## Lambda, DynamoDB and the deployment, as far as they run here (needs Node 20)
	@cd tests/cloud && npm ci --silent --no-audit --no-fund
	@$(BIN)/python -m pytest -m cloud tests/cloud

bench: .venv/cloud ## measure speed beside its baselines, and put the table into the README
	@$(BIN)/backcoach bench --readme

audit: .venv/dev ## do the installed versions fit together, and is any known to be weak (needs its database)
	@$(BIN)/python -m pip check
	@$(PIP) pip-audit && $(BIN)/pip-audit --disable-pip --requirement requirements.lock

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=…")'
	@$(PYTHON) -m venv .venv

.venv/voice: .venv/bin/python pyproject.toml constraints.txt
	@$(PIP) --editable '.[voice]'
	@touch $@

.venv/dev: .venv/voice pyproject.toml constraints.txt
	@$(PIP) --editable '.[voice,dev]'
	@touch $@

.venv/cloud: .venv/dev pyproject.toml constraints.txt
	@$(PIP) --editable '.[voice,dev,aws,bench,cloud]'
	@touch $@

constraints: .venv/dev ## resolve the pinned versions again
	@$(PIP) pip-tools
	@$(BIN)/pip-compile --quiet --all-extras --strip-extras --no-emit-index-url --no-emit-find-links --no-annotate --no-header --output-file constraints.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --generate-hashes --extra aws --strip-extras --no-emit-index-url --no-emit-find-links --no-annotate --no-header --output-file requirements.lock pyproject.toml

clean: ## remove what the targets made
	@rm -rf .venv good-morning.wav tests/clients/node_modules tests/cloud/node_modules
