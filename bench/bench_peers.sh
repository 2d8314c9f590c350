#!/usr/bin/env bash
# Tokens a second: Vestibule beside a Flask + Flask-SocketIO + SQLite service of the same job, on one disk, in one run. The same
# load program asks both over HTTP with 64 requests in flight; bench_tokens adds the house without HTTP.
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/house.sh"
readonly load=$bin/peer_load seconds=${1:-5}

bench/peers/flask_queue/measure $load --seconds "$seconds" --folder "$work" | tee "$work/peer"
peer=$(grep '"best"' "$work/peer" | field tokens_per_second)

open_house identity
vestibule do queue.open_day >/dev/null
$load "$port" 0.5 warm house >/dev/null
house=$($load "$port" "$seconds" measured house | tee "$work/house" | field tokens_per_second)
inside=$($bin/bench_tokens 20000 "$work" | tee "$work/inside" | awk '/house, 64/ {print $NF}')
limit=$(awk '/raw SQLite, groups/ {print $6}' "$work/inside")

awk -v p="$peer" -v h="$house" -v i="$inside" -v r="$limit" 'BEGIN {
  printf "durable tokens a second, 64 in flight\n"
  printf "  Flask, the best of its modes, over HTTP  %8.0f\n", p
  printf "  Vestibule, over HTTP                     %8.0f   Vestibule / Flask  %.0f\n", h, h / p
  printf "  Vestibule, through host and plugin       %8.0f   Vestibule / Flask  %.0f   (wanted: at least 50)\n", i, i / p
  printf "  raw SQLite, the same rows: the limit     %8.0f   raw / Flask        %.0f\n", r, r / p }'
