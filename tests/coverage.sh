#!/usr/bin/env bash
# coverage.sh BUILD OUT: runs the unit tests, contracts and scenarios of a coverage build, and prints which branches they took: by folder,
# and for the five parts on which numbers and calls hang. Fails if one of the five is not whole, or all together are below 85 %. Branches
# that only an exception takes are left out (gcov_of_what_ran says which). OUT gets the pages.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
readonly build=$1 out=$2
mkdir -p "$out"

find "$build" -name '*.gcda' -delete
# Not the simulated days: they pass everywhere, and a branch that a day of chance has taken is one of which no test says what it must do.
# Not the contact sheets, which look at what others assert. The tester's own test runs other objects (VESTIBULE_TRIAL), which are not shipped.
VESTIBULE_FUZZ_SECONDS=0 ctest --test-dir "$build" -L 'unit|contract|scenario' -E 'contact sheets' -j "$(nproc)" --output-on-failure >"$out/tests.log" ||
  { tail -n 40 "$out/tests.log"; exit 1; }
gcovr -r . "$build" --gcov-executable "$PWD/tests/gcov_of_what_ran" --exclude-throw-branches --exclude-unreachable-branches -j "$(nproc)" --gcov-ignore-parse-errors \
  --exclude-directories '.*trial_objects.*' \
  --filter host/ --filter plugins/ --filter kiosk/ --filter display/ --exclude '.*/new_plugin/.*' --exclude 'host/sdk/example/.*' \
  --csv "$out/branches.csv" --html-details "$out/branches.html" >"$out/gcovr.log" 2>&1 || { tail -n 20 "$out/gcovr.log"; exit 1; }

# filename,line_total,line_covered,line_percent,branch_total,branch_covered,...
awk -F, '
  function add(group) { if (!(group in total)) order[++groups] = group; total[group] += $5; taken[group] += $6; lines[group] += $2; seen[group] += $3 }
  function tell(group) { printf "%-54s %6d of %6d branches %6.1f %%   %6d of %6d lines %6.1f %%\n", group, taken[group], total[group],
    percent(group), seen[group], lines[group], lines[group] ? 100 * seen[group] / lines[group] : 100 }
  function room(name, list,   i, n, each) { names[++rooms] = name; n = split(list, each, " "); for (i = 1; i <= n; ++i) part[each[i]] = name; files[name] = list }
  function percent(group) { return total[group] ? 100 * taken[group] / total[group] : 100 }
  BEGIN {
    room("numbering", "plugins/queue/issuing.cpp plugins/queue/contract/vestibule/queue_call_code.hpp plugins/queue/kiosk_book.cpp")
    room("calling", "plugins/queue/calling.cpp plugins/queue/calls_store.cpp")
    room("order", "plugins/queue/line.cpp plugins/queue/line.hpp plugins/queue/discipline.cpp plugins/queue/discipline.hpp")
    room("journal", "host/core/store/journal.cpp host/core/store/verification.cpp host/core/dispatcher.cpp host/core/audit/checkpoint.cpp " \
      "host/core/audit/checkpointer.cpp host/core/audit/evidence.cpp")
    room("sync", "kiosk/offline/offline.cpp kiosk/offline/memory.cpp kiosk/offline/journal.cpp kiosk/offline/private_code.cpp plugins/queue/bringing.cpp")
  }
  NR > 1 {
    folder = $1; sub("/[^/]*$", "", folder); add(folder); add("all")
    if ($1 in part) { add("= " part[$1]); add("  " $1) }
  }
  END {
    for (i = 1; i <= groups; ++i) if (order[i] !~ /^(=| |all)/) tell(order[i])
    tell("all")
    print "\nthe five parts that are wanted whole:"
    for (i = 1; i <= rooms; ++i) {
      name = names[i]; tell("= " name); n = split(files[name], each, " ")
      for (j = 1; j <= n; ++j) {
        if (!(("  " each[j]) in lines)) { print "coverage: nothing is known of " each[j]; failed = 1; continue }
        tell("  " each[j])
      }
      if (taken["= " name] < total["= " name]) { print "coverage: " name " is not whole"; failed = 1 }
    }
    if (percent("all") < 85) { print "coverage: less than 85 % of all branches"; failed = 1 }
    exit failed
  }' "$out/branches.csv"
