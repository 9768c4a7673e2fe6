#!/usr/bin/env bash
# One check for each reader: the log and its annotations, the step summary and the comment, code scanning.
# Each runs the program anew: some seconds, and no format has to know of another.
set -euo pipefail

arguments=()
[[ -z $STACK ]] || arguments+=(--stack "$STACK")
while IFS= read -r line; do
  [[ -z $line ]] || arguments+=("$line")
done <<<"$ARGUMENTS"

check() { # FORMAT SOURCE [MORE ARGUMENTS]
  "$RUNNER_TEMP/penstock-venv/bin/penstock" check "${arguments[@]}" --format "$1" "${@:3}" -- "$2"
}

mkdir -p "$RESULTS"
if [[ -n $BASE && -e $BASE ]]; then # not there: this change adds the program
  status=0
  check json "$BASE" --output "$RUNNER_TEMP/penstock-base.json" >/dev/null || status=$?
  if ((status < 2)); then
    arguments+=(--baseline "$RUNNER_TEMP/penstock-base.json")
  else
    echo "::warning::the base could not be checked, so all that this change's program breaks counts"
  fi
fi

status=0
check github "$SOURCE" || status=$?
((status < 2)) || exit "$status" # a problem with the input: the log names it, and there is no result to show
check markdown "$SOURCE" --output "$RESULTS/comment.md" >/dev/null || (($? < 2))
check sarif "$SOURCE" --output "$RESULTS/penstock.sarif" >/dev/null || (($? < 2))
cat "$RESULTS/comment.md" >>"$GITHUB_STEP_SUMMARY"
printf '%s\n' "$PULL_REQUEST" >"$RESULTS/number"
exit "$status"
