#!/bin/sh
# Resolves the dependencies anew. `make lock` only: nothing else needs uv.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || echo .venv/bin/uv)
[ -x "$uv" ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv

compile() {
    "$uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 \
        --generate-hashes --custom-compile-command "make lock" "$@"
}

compile --output-file requirements/runtime.txt
# The same versions in both, so that .venv can go from one to the other.
compile --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt
