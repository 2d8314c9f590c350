#!/usr/bin/env bash
# fuzz.sh BIN OUT SECONDS: libFuzzer on each fuzz_* program of a build, SECONDS each, as many at once as there are processors. It goes on
# from the kept inputs and from what it found before in OUT. A line of figures for each; fails if one broke, and keeps its input in OUT.
set -euo pipefail
readonly here=$(dirname "$(readlink -f "$0")")
if [ $# = 3 ]; then
  mkdir -p "$2"
  printf '%s\n' "$1"/fuzz_* | xargs -P "$(nproc)" -I{} "$0" {} "$2" "$3" one
  exit
fi

program=$1 out=$2 seconds=$3
name=${program##*/fuzz_}
found=$out/$name
mkdir -p "$found"
words=()
[ ! -f "$here/words/$name.txt" ] || words=(-dict="$here/words/$name.txt")
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1 UBSAN_OPTIONS=print_stacktrace=1
if "$program" "$found" "$here/corpus/$name" "${words[@]}" -max_total_time="$seconds" -max_len=4096 -timeout=30 -rss_limit_mb=3000 \
  -print_final_stats=1 -artifact_prefix="$out/$name-" >"$out/$name.log" 2>&1; then
  tried=$(awk '/stat::number_of_executed_units/ {print $2}' "$out/$name.log")
  reached=$(grep -o 'cov: [0-9]*' "$out/$name.log" | tail -n 1 | cut -d' ' -f2)
  echo "fuzz_$name: $tried inputs in $seconds s, $reached edges reached, nothing broke"
else
  echo "fuzz_$name: BROKEN; the input is the newest of $out/$name-*, the last lines said:"
  tail -n 30 "$out/$name.log"
  exit 1
fi
