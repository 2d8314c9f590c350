#!/usr/bin/env bash
# screens.sh FOLDER: the unpacked kiosk and screens read their packaged settings and draw a picture, with no display and no broker.
set -euo pipefail
unpacked=$1
work=$(mktemp -d)
started=()
close() {
  for process in "${started[@]}"; do kill "$process" 2>/dev/null && wait "$process" 2>/dev/null || true; done
  rm -rf "$work"
}
trap close EXIT
fail() { echo "$*"; for log in "$work"/*.log; do echo "--- $log"; cat "$log"; done; exit 1; }

# Nothing listens on port 1: they draw what they show while nobody answers.
sed -e '/^fullscreen/d' -e "s|^printer = .*|printer = \"$work/tickets\"|" -e "s|^state = .*|state = \"$work/state\"|" "$unpacked/etc/vestibule/kiosk.toml" >"$work/kiosk.toml"
SDL_VIDEODRIVER=dummy "$unpacked/usr/bin/vestibule-kiosk" --settings "$work/kiosk.toml" --port 1 --screenshot-dir "$work/kiosk" >"$work/kiosk.log" 2>&1 &
started+=($!)
until compgen -G "$work/kiosk/*.png" >/dev/null; do
  kill -0 "${started[0]}" 2>/dev/null || fail "the kiosk has stopped"
  sleep 0.1
done

trap '' USR1  # inherited: one that comes before the screen listens for it is nothing
sed '/^fullscreen/d' "$unpacked/etc/vestibule/display.toml" >"$work/display.toml"
"$unpacked/usr/bin/vestibule-display" --settings "$work/display.toml" --port 1 --offscreen --screenshot "$work/display.png" >"$work/display.log" 2>&1 &
started+=($!)
until [ -s "$work/display.png" ]; do
  kill -USR1 "${started[1]}" 2>/dev/null || fail "the screen has stopped"
  sleep 0.1
done

sed '/^fullscreen/d' "$unpacked/etc/vestibule/ward.toml" >"$work/ward.toml"
"$unpacked/usr/bin/vestibule-ward" --settings "$work/ward.toml" --port 1 --offscreen --silent --screenshot "$work/ward.png" >"$work/ward.log" 2>&1 &
started+=($!)
until [ -s "$work/ward.png" ]; do
  kill -USR1 "${started[2]}" 2>/dev/null || fail "the ward screen has stopped"
  sleep 0.1
done
file "$work"/kiosk/*.png "$work/display.png" "$work/ward.png" | grep -vq "PNG image data" && fail "not all are pictures" || true
