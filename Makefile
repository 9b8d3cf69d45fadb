# `make help` lists what there is. Nothing here needs root, apt or Docker.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
VENV := .venv/bin
export PYTHONUNBUFFERED = 1

.DEFAULT_GOAL := help
.PHONY: help run test check check-fast schema bench demo clean setup setup-packages setup-python need-python

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

need-python:
	@test -n "$(PYTHON)" || { echo "Seatline needs Python 3.11 or newer, and none was found: install one and run make again, or say make PYTHON=/path/to/python3."; exit 1; }

setup-python: need-python
	@$(PYTHON) -m infra.dev.setup python

setup-packages: need-python
	@$(PYTHON) -m infra.dev.setup packages

setup: need-python
	@$(PYTHON) -m infra.dev.setup console

run: setup ## Start Seatline on this machine (SEATLINE_PORT, SEATLINE_CARRIER_PORT, SEATLINE_BILLING_PORT)
	@exec $(VENV)/python -m infra.dev.run

test: setup ## Set up and run every test: Python, front end, browser
	@$(VENV)/python -m infra.check test

check: setup ## What CI runs: format, lint, types, contracts, sizes, schema drift, then every test
	@$(VENV)/python -m infra.check all

check-fast: setup-packages ## The checks without the tests
	@$(VENV)/python -m infra.check fast

schema: setup-packages ## Renew the API description and the types made from it
	@$(VENV)/python -m infra.check.schema --write

bench: setup-python ## Measure the inbound voice webhook beside a bare Django view
	@$(VENV)/python -m infra.bench

demo: setup-python ## Fill the running Seatline with the demo company again
	@$(VENV)/python -m infra.dev.demo reload

clean: need-python ## Remove everything make produced, the demo's data too
	@if [ -x $(VENV)/python ]; then $(VENV)/python -m infra.dev.services remove; $(VENV)/python -m infra.dev.services remove --state .state/test; fi
	rm -rf .state .venv frontend/node_modules frontend/dist infra/check/chromium/node_modules
