#!/usr/bin/env bash
# house.sh FOLDER: builds the example plugin against the unpacked SDK, puts it beside the others, starts the unpacked host with
# nothing but its settings files, and has a patient called, which the plugin hears.
set -euo pipefail
unpacked=$1
work=$(mktemp -d)
host=""
close() {
  [ -z "$host" ] || { kill "$host" 2>/dev/null && wait "$host" 2>/dev/null; } || true
  rm -rf "$work"
}
trap close EXIT
fail() { echo "$*"; for log in "$work"/*.log; do echo "--- $log"; cat "$log"; done; exit 1; }

# The installed copy of the example, so that nothing of the source tree is within reach.
cmake -S "$unpacked/usr/share/doc/vestibule-dev/example" -B "$work/build" -G Ninja -DCMAKE_PREFIX_PATH="$unpacked/usr" \
  >"$work/cmake.log" 2>&1 || fail "the example cannot be configured"
cmake --build "$work/build" >"$work/build.log" 2>&1 || fail "the example does not build"

mkdir "$work/plugins"
find "$unpacked/usr/lib/vestibule/plugins" "$work/build/plugins" -name '*.so' -exec cp -t "$work/plugins" {} +

# The settings the package puts into /etc, with other places. Without the plugin that knows people: its policy has no row for the bell.
cp "$unpacked"/etc/vestibule/*.toml "$work"
sed -i 's|^database = .*|database = "vestibule.db"\nplugins = "plugins"\ndisabled = ["identity", "messages"]|' "$work/vestibule.toml"
cat >>"$work/vestibule.toml" <<TOML
[http]
port = 0
[mqtt]
enabled = false
[bell]
sound = "dong"
TOML
vestibule=$unpacked/usr/bin/vestibule
"$vestibule" serve --settings "$work/vestibule.toml" >"$work/host.log" 2>&1 &
host=$!
until "$vestibule" ask bell.rings --settings "$work/vestibule.toml" >"$work/ask.log" 2>&1; do
  kill -0 "$host" 2>/dev/null || fail "the host has stopped"
  sleep 0.1
done
do_() { "$vestibule" do "$1" "$2" --settings "$work/vestibule.toml" >>"$work/do.log" 2>&1 || fail "$1 was refused"; }
do_ queue.open_day '{}'
do_ queue.issue_token '{"service": "registration"}'
do_ queue.open_desk '{"desk": "counter-1"}'
do_ queue.call_next '{"desk": "counter-1"}'
answer=$("$vestibule" ask bell.rings --settings "$work/vestibule.toml")
[ "$answer" = '{"count":1,"last":"dong A001"}' ] || fail "the plugin answered $answer"
plugins=$("$vestibule" ask host.plugins --settings "$work/vestibule.toml")
for file in "$work"/plugins/*.so; do
  name=$(basename "$file" .so)
  grep -q "\"name\":\"$name\"" <<<"$plugins" || fail "the host does not know of $name: $plugins"
done
! grep -Eq '"state":"(refused|faulted|quarantined)"' <<<"$plugins" || fail "not all plugins are enabled: $plugins"
kill "$host"
wait "$host" || fail "the host did not close cleanly"
host=""
