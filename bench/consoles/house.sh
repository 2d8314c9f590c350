# To be sourced by bench_*.sh: a house of the real program in a folder that goes with the script, and "bench", who may sign in.
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
readonly bin=build/release/bin load=build/release/bin/consoles_load
work=$(mktemp -d)
host='' peer=''
close() {
  [ -z "$peer" ] || kill "$peer" 2>/dev/null && wait "$peer" 2>/dev/null || true
  [ -z "$host" ] || kill "$host" 2>/dev/null && wait "$host" 2>/dev/null || true
  rm -rf "$work"
}
trap close EXIT
field() { sed -E "s/.*\"$1\": ?([0-9.]+).*/\1/"; }

open_house() {
  cat >"$work/vestibule.toml" <<TOML
[host]
disabled = ["records"]
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
  $bin/vestibule --settings "$work/vestibule.toml" do identity.add_person \
    '{"name":"bench","full_name":"Bench","role":"clerk","departments":[],"password":"umbra-7-lagoon-kiln"}' >/dev/null
  port=$(sed 's/.*://' "$work/vestibule.db.url")
  until $bin/vestibule --settings "$work/vestibule.toml" ask identity.people | grep -q '"can_sign_in": *true'; do sleep 0.05; done
}
