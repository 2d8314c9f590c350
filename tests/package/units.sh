#!/usr/bin/env bash
# units.sh FOLDER: no unit is more exposed than 2.0 in the eyes of systemd.
set -euo pipefail
failed=0 seen=0
for unit in "$1"/usr/lib/systemd/system/vestibule*.service; do
  seen=$((seen + 1))
  report=$(systemd-analyze security --offline=true --threshold=20 --no-pager "$unit") || failed=1
  tail -n 1 <<<"$report"
done
[ $seen = 6 ] || { echo "there are $seen units, not six"; exit 1; }
exit $failed
