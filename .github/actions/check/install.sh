#!/usr/bin/env bash
# Penstock of the commit that the caller pinned, with the dependencies of that commit's lock file, then the program's own.
set -euo pipefail
project=$(cd "$GITHUB_ACTION_PATH/../../.." && pwd)
"$PYTHON" -m venv "$RUNNER_TEMP/penstock-venv"
install=("$RUNNER_TEMP/penstock-venv/bin/python" -m pip install --quiet --disable-pip-version-check)
"${install[@]}" --require-hashes --only-binary :all: -r "$project/requirements.lock"
"${install[@]}" --no-deps --no-build-isolation "$project"
if [[ -n $REQUIREMENTS ]]; then
  "${install[@]}" -r "$REQUIREMENTS"
fi
