# Needs Python 3.11 to 3.13 and nothing else; everything is installed into .venv.

PORT ?= 8000
BIN := .venv/bin
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test check bench messages lock format clean venv venv-dev

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

venv:
	@sh tools/venv.sh runtime

venv-dev:
	@sh tools/venv.sh dev

run: venv ## prepare the database and serve the site on 127.0.0.1:8000 (PORT=)
	@$(BIN)/python tools/run.py

test: venv-dev ## run the whole suite, browser tests included (ARGS="-k cards")
	@sh tools/browser.sh
	@$(BIN)/python tools/translations.py compile
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: venv-dev ## format, lint, types, layers, migrations, settings, translations
	@sh tools/check.sh

format: venv-dev ## format Python, and mend what ruff can mend
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

bench: venv-dev ## run the benchmarks
	$(BIN)/python -m benchmarks

messages: venv ## bring the message catalogues up to the sources
	$(BIN)/python tools/translations.py extract

lock: venv ## lock the dependencies of pyproject.toml, with hashes
	@sh tools/lock.sh

clean: ## remove what tools have cached; keeps .venv and the data in var
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis var/static var/prepared-static.json
	find quizsite quizzes tests tools -name __pycache__ -prune -exec rm -rf {} +
