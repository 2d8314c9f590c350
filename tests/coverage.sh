#!/usr/bin/env bash
# coverage.sh BUILD OUT: runs the unit tests, contracts, scenarios and simulations of a coverage build, and prints which branches they took:
# by folder, and for the five parts on which numbers and calls hang. Branches that only an exception takes are left out. OUT gets the pages.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
readonly build=$1 out=$2
mkdir -p "$out"

find "$build" -name '*.gcda' -delete
# The tester's own test runs other objects (VESTIBULE_TRIAL): neither it nor they say anything of what is shipped.
VESTIBULE_FUZZ_SECONDS=0 ctest --test-dir "$build" -L 'unit|contract|scenario|simulation' -E test_planted -j "$(nproc)" --output-on-failure >"$out/tests.log" ||
  { tail -n 40 "$out/tests.log"; exit 1; }
gcovr -r . "$build" --exclude-throw-branches --exclude-unreachable-branches -j "$(nproc)" --gcov-ignore-parse-errors \
  --exclude-directories '.*trial_objects.*' \
  --filter host/ --filter plugins/ --filter kiosk/ --filter display/ --exclude '.*/new_plugin/.*' --exclude 'host/sdk/example/.*' \
  --csv "$out/branches.csv" --html-details "$out/branches.html" >"$out/gcovr.log" 2>&1 || { tail -n 20 "$out/gcovr.log"; exit 1; }

# filename,line_total,line_covered,line_percent,branch_total,branch_covered,...
awk -F, '
  function add(group) { if (!(group in total)) order[++groups] = group; total[group] += $5; taken[group] += $6; lines[group] += $2; seen[group] += $3 }
  function tell(group) { printf "%-34s %6d of %6d branches %6.1f %%   %6d of %6d lines %6.1f %%\n", group, taken[group], total[group],
    total[group] ? 100 * taken[group] / total[group] : 100, seen[group], lines[group], lines[group] ? 100 * seen[group] / lines[group] : 100 }
  BEGIN {
    part["plugins/queue/issuing.cpp"] = part["plugins/queue/call_code.cpp"] = part["plugins/queue/kiosk_book.cpp"] = "numbering"
    part["plugins/queue/calling.cpp"] = part["plugins/queue/calls_store.cpp"] = "calling"
    part["plugins/queue/line.cpp"] = part["plugins/queue/discipline.cpp"] = "order"
    part["host/core/store/journal.cpp"] = part["host/core/store/verification.cpp"] = part["host/core/dispatcher.cpp"] = "journal"
    part["kiosk/offline/offline.cpp"] = part["kiosk/offline/memory.cpp"] = part["kiosk/offline/journal.cpp"] = part["plugins/queue/bringing.cpp"] = "sync"
  }
  NR > 1 {
    folder = $1; sub("/[^/]*$", "", folder); add(folder); add("all")
    if ($1 in part) { special[part[$1]] = 1; files[part[$1]] = files[part[$1]] " " $1; add("= " part[$1]); add("  " $1) }
  }
  END {
    for (i = 1; i <= groups; ++i) if (order[i] !~ /^(=| |all)/) tell(order[i])
    tell("all")
    print "\nthe five parts that are wanted whole:"
    count = split("numbering calling order journal sync", names, " ")
    for (i = 1; i <= count; ++i) { tell("= " names[i]); n = split(files[names[i]], each, " "); for (j = 1; j <= n; ++j) tell("  " each[j]) }
  }' "$out/branches.csv"
