#!/usr/bin/env bash
# same_traces.sh PROGRAM PROGRAM: both print the same traces of the same simulated days, or the first difference.
set -euo pipefail
traces() { "$1" --no-intro=true | grep '^seed '; }
one=$(traces "$1")
other=$(traces "$2")
if [ "$one" = "$other" ]; then
  printf 'simulated days by two compilers: %s days, the same traces\n' "$(wc -l <<<"$one")"
else
  printf 'simulated days by two compilers: the traces differ\n'
  diff <(echo "$one") <(echo "$other") | head -n 4
  exit 1
fi
