#!/usr/bin/env bash
# run_test.sh TOP: ./run answers from any folder, refuses what it does not know, and its list of packages is in order.
set -euo pipefail
top=$1
fail() { echo "$*"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ln -s "$top/run" "$work/by-another-name"
cd "$work"
said=$("$top/run")
for word in demo test bench soak package new-plugin check pictures deps fuzz coverage; do
  grep -q "run $word" <<<"$said" || fail "./run does not tell of $word"
  grep -Eq "^  $word\)" "$top/run" || fail "./run tells of $word and does not know it"
done
[ "$("$work/by-another-name")" = "$said" ] || fail "it does not work through a link"
if "$top/run" nonsense >"$work/said" 2>&1; then fail "./run nonsense succeeded"; fi
grep -q "no word 'nonsense'" "$work/said" || fail "./run nonsense said: $(cat "$work/said")"
grep -Eq 'run" test$' "$top/.ci/run" || fail ".ci/run does not call ./run test"

packages=$(sed 's/#.*//' "$top/.ci/packages" | grep .)
[ -z "$(sort <<<"$packages" | uniq -d)" ] || fail "named twice: $(sort <<<"$packages" | uniq -d | xargs)"
! grep -Evx '[a-z0-9][a-z0-9.+-]+' <<<"$packages" || fail "not the name of a package"
