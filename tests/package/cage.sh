#!/usr/bin/env bash
# cage.sh PROGRAMS SCRIPT: under the compositor cage the kiosk starts, paints and begins anew, and its unit's script ends as the kiosk
# ends. Without a display: cage draws into memory. 77, skipped, where cage is not installed.
set -euo pipefail
programs=$1 script=$2
for program in cage Xwayland; do
  command -v $program >/dev/null || { echo "skipped: there is no $program here; apt-get install cage xwayland"; exit 77; }
done
work=$(mktemp -d)
cage=
close() {
  [ -z "$cage" ] || { kill -- "-$cage" 2>/dev/null && wait "$cage" 2>/dev/null || true; }
  rm -rf "$work"
}
trap close EXIT
fail() { echo "$*"; grep -v 'wl_\|xdg_' "$work/log" | tail -30; exit 1; }
as=()
[ "$(id -u)" != 0 ] || as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)  # cage refuses to be root
"${as[@]}" test -x "$script" || { echo "skipped: cage refuses to be root, and nobody else may read ${script%/*}"; exit 77; }
mkdir -m 700 "$work/run" "$work/fake"
printf '#!/bin/sh\nexit 77\n' >"$work/fake/vestibule-kiosk"
chmod +x "$work/fake/vestibule-kiosk"
[ "$(id -u)" != 0 ] || chown -R nobody "$work"
cd "$work"
export XDG_RUNTIME_DIR=$work/run WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 SDL_VIDEODRIVER=wayland SDL_AUDIODRIVER=dummy

status=0
PATH="$work/fake:$PATH" "${as[@]}" "$script" >"$work/log" 2>&1 || status=$?
[ $status = 77 ] || fail "the operator has ended the kiosk (77), and the unit hears $status"

# Nothing listens on port 1: it draws what it shows while nobody answers.
set -m
PATH="$programs:$PATH" WAYLAND_DEBUG=client "${as[@]}" "$script" --fullscreen --locked --silent --port 1 --printer "$work/tickets" --state "$work/state" \
  --targets "$work/targets" >"$work/log" 2>&1 &
cage=$!
until grep -q unreachable "$work/targets" 2>/dev/null && grep -q 'attach(wl_buffer' "$work/log"; do
  kill -0 "$cage" 2>/dev/null || fail "the kiosk has stopped under cage"
  sleep 0.1
done
