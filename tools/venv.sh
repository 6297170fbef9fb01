#!/bin/sh
# Makes .venv with exactly the packages of requirements/$1.txt (runtime or dev).
# Does nothing when that has been done: a copy of the list is kept beside the packages.
set -eu
cd "$(dirname "$0")/.."
list="requirements/$1.txt"
done_list=".venv/$1.installed.txt"

cmp -s "$list" "$done_list" && exit 0

is_right_version='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'

find_python() {
    # Tried by running it: a name in the PATH may be a wrapper for a version that is not there.
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c "$is_right_version" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11, 3.12 or 3.13 is needed and was not found: install it, or name it with PYTHON=/path/to/python3." >&2
    return 1
}

if ! .venv/bin/python -c "$is_right_version" 2>/dev/null; then
    python=$(find_python)
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        echo "Python's venv module is missing: install it (Debian, Ubuntu: apt-get install python3-venv)." >&2
        exit 1
    fi
    echo "* Making the environment .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi

echo "* Installing the packages of $list"
# The list is complete, so nothing is resolved again: the pip of Python 3.11 takes a newer release
# than the locked one where a package asks for another with extras, and then misses its hash.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --no-deps --require-hashes --requirement "$list"
cp "$list" "$done_list"
