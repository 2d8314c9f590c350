#!/usr/bin/env bash
# generator_test.sh GENERATE: names the generator refuses, each with a sentence and without writing anything; and one it takes.
set -euo pipefail
generate=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

refuses() {  # refuses NAME WORDS
  local said
  if said=$("$generate" "$1" "$work" 2>&1); then echo "'$1' was accepted"; exit 1; fi
  grep -q "$2" <<<"$said" || { echo "for '$1' it said: $said"; exit 1; }
  [ -z "$(ls -A "$work")" ] || { echo "'$1' was refused, but files were written"; exit 1; }
}
refuses "" "which name"
refuses "Beds" "cannot be a plugin's name"
refuses "../beds" "cannot be a plugin's name"
refuses "bed-side" "cannot be a plugin's name"
refuses "9beds" "cannot be a plugin's name"
refuses "a; rm -rf b" "cannot be a plugin's name"
refuses "a_name_that_goes_on_and_on_and_on_for_ever" "at most 32"
refuses "class" "is taken"
refuses "wire" "is taken"

"$generate" bed_side "$work" >/dev/null
grep -q "class BedSidePlugin final" "$work/plugins/bed_side/plugin.cpp"
! grep -rqi lantern "$work" || { echo "a word of the skeleton is left:"; grep -rni lantern "$work"; exit 1; }
if "$generate" bed_side "$work" 2>"$work/said"; then echo "an existing plugin was overwritten"; exit 1; fi
grep -q "already" "$work/said"
