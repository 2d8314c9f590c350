#!/usr/bin/env bash
# How long after a call was asked for 200 consoles have heard of it, with 20 calls a second for CALLS/20 seconds: the house's event stream, each console
# signed in and judged by the policy, beside Flask-SocketIO over WebSocket. Both write call and audit to the disk before they answer.
# And how many bytes a browser fetches before the console's first page stands.
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/house.sh"
readonly load=$bin/consoles_load
calls=${1:-400} consoles=200
open_house records
hire_bench
$load calls "$port" house $consoles "$calls" | tee "$work/house"

/usr/bin/python3 bench/peers/flask_consoles/server.py eventlet "$work/flask.db" >"$work/port" 2>"$work/flask.log" &
peer_program=$!
until [ -s "$work/port" ]; do kill -0 $peer_program || { cat "$work/flask.log"; echo "\`./run deps bench\` installs what it needs"; exit 1; }; sleep 0.05; done
until (exec 3<>"/dev/tcp/127.0.0.1/$(cat "$work/port")") 2>/dev/null; do sleep 0.05; done
$load calls "$(cat "$work/port")" flask $consoles "$calls" | tee "$work/peer"

for what in heard_p50 heard_p99 last_p99; do
  ours=$(field ${what}_ms <"$work/house") theirs=$(field ${what}_ms <"$work/peer")
  awk -v w=$what -v o="$ours" -v t="$theirs" 'BEGIN { printf "  %-10s  Vestibule %7.1f ms   Flask-SocketIO %7.1f ms   Flask / Vestibule %6.1f\n", w, o, t, t / o }'
done
awk -v o="$(field last_p99_ms <"$work/house")" 'BEGIN { printf "effect on all %d consoles within %.1f ms at p99 (wanted: 150)\n", '$consoles', o }'

page=/console/
body=$(exec 3<>"/dev/tcp/127.0.0.1/$port"; printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n' $page >&3; sed '1,/^\r$/d' <&3 | gunzip)
mapfile -t files < <(grep -oE '(src|href)="[^"]+"' <<<"$body" | sed -E 's/.*"([^"]+)"/\1/' | sed -E "s|^([^/])|$page\1|" | sort -u)
$load page "$port" $page "${files[@]}" | tee "$work/page"
awk -v b="$(field packed_bytes <"$work/page")" 'BEGIN { printf "first page: %.1f KB packed (wanted: under 200)\n", b / 1000 }'
