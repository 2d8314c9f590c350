#!/usr/bin/env bash
# A flood of 1,000 sign-ins a second from 250 addresses, with names and passwords nobody has, and a desk that goes on working: its commands'
# p99 beside that of a calm house. Five turns of each, SECONDS long; medians.
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/house.sh"
readonly load=$bin/consoles_load
open_house records
hire_bench
$load flood "$port" "${1:-5}" | tee "$work/flood"
awk -v c="$(field calm_p99_ms <"$work/flood")" -v f="$(field flooded_p99_ms <"$work/flood")" -v r="$(field tries_a_second <"$work/flood")" 'BEGIN {
  printf "a desk'\''s commands at p99: %.1f ms in a calm house, %.1f ms with %d sign-ins a second: %.2f times (wanted: at most 2)\n", c, f, r, f / c }'
