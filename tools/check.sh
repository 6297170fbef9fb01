#!/bin/sh
# Every check that needs no database server and no browser. All of them run, also after one has
# failed, so that one run shows everything there is to mend.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=""

check() {
    name=$1
    shift
    if output=$("$@" 2>&1); then
        echo "ok      $name"
    else
        echo "FAILED  $name"
        printf '%s\n' "$output" | sed 's/^/        /'
        failed="$failed, $name"
    fi
}

as_in_production() {
    QUIZSITE_ENV=production ALLOWED_HOSTS=quiz.example \
        SECRET_KEY=$($bin/python -c 'import secrets; print(secrets.token_urlsafe(50))') "$@"
}

check "format of Python" $bin/ruff format --check .
check "lint of Python" $bin/ruff check .
check "types" $bin/mypy
check "layers" $bin/lint-imports
# Not their format: a line break that djlint adds is a space in the middle of Chinese text.
check "lint of templates" $bin/djlint --quiet --lint templates
check "migrations complete" $bin/python manage.py makemigrations --check --dry-run
check "settings" $bin/python manage.py check --fail-level WARNING
check "settings for production" \
    as_in_production $bin/python manage.py check --deploy --fail-level WARNING
check "translations complete" $bin/python tools/translations.py check

if [ -n "$failed" ]; then
    echo "Failed: ${failed#, }. 'make format' mends formats." >&2
    exit 1
fi
