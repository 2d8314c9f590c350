#!/usr/bin/env bash
# Tokens a second: Vestibule beside a Flask + Flask-SocketIO + SQLite service of the same job, on one disk, in one run. The same
# load program asks both over HTTP with 64 requests in flight; bench_tokens adds the house without HTTP.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
readonly bin=build/release/bin load=build/release/bin/peer_load seconds=${1:-5}
work=$(mktemp -d)
host=
close() { [ -z "$host" ] || kill "$host" 2>/dev/null && wait "$host" 2>/dev/null || true; rm -rf "$work"; }
trap close EXIT
field() { sed -E "s/.*\"$1\": ?([0-9.]+).*/\1/"; }

bench/peers/flask_queue/measure $load --seconds "$seconds" --folder "$work" | tee "$work/peer"
peer=$(grep '"best"' "$work/peer" | field tokens_per_second)

cat >"$work/vestibule.toml" <<TOML
[host]
disabled = ["identity"]
plugins = "$PWD/build/release/plugins"
[http]
port = 0
[mqtt]
enabled = false
[queue]
hospital = "$PWD/assets/demo-hospital.toml"
TOML
$bin/vestibule --settings "$work/vestibule.toml" serve 2>"$work/host.log" &
host=$!
until [ -s "$work/vestibule.db.url" ]; do kill -0 $host || { cat "$work/host.log"; exit 1; }; sleep 0.05; done
$bin/vestibule --settings "$work/vestibule.toml" do queue.open_day >/dev/null
port=$(sed 's/.*://' "$work/vestibule.db.url")
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
