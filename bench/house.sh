# To be sourced by bench_*.sh, from wherever it is called: a house of the real program in a folder that goes with the script.
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
readonly bin=build/release/bin
work=$(mktemp -d)
host='' peer_program=''
close() {
  [ -z "$peer_program" ] || kill "$peer_program" 2>/dev/null && wait "$peer_program" 2>/dev/null || true
  [ -z "$host" ] || kill "$host" 2>/dev/null && wait "$host" 2>/dev/null || true
  rm -rf "$work"
}
trap close EXIT
field() { sed -E "s/.*\"$1\": ?([0-9.]+).*/\1/"; }
vestibule() { $bin/vestibule --settings "$work/vestibule.toml" "$@"; }

# open_house PLUGIN: a house without that plugin, listening on $port.
open_house() {
  cat >"$work/vestibule.toml" <<TOML
[host]
disabled = ["$1"]
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
  port=$(sed 's/.*://' "$work/vestibule.db.url")
}

# "bench", who may sign in, in a house that knows people.
hire_bench() {
  vestibule do identity.add_person '{"name":"bench","full_name":"Bench","role":"clerk","departments":[],"password":"umbra-7-lagoon-kiln"}' >/dev/null
  until vestibule ask identity.people | grep -q '"can_sign_in": *true'; do sleep 0.05; done
}
