// How days went, as charts and CSV want them.

import assert from "node:assert/strict";
import {test} from "node:test";
import {csv} from "../../../plugins/console/web/src/lib/board_rules.ts";
import {columns, historyHeads, historyRows, share, steps, type DayTold} from "../../../plugins/console/web/src/lib/history.ts";

const day = (name: string, more: Partial<DayTold> = {}): DayTold => ({day: name, came: 3, done: 2, no_show: 1, cancelled: 0, with_target: 2, in_target: 1, promised: 0, inside: 0, hours: [], ...more});
const waits = {called: 2, half_seconds: 90, nine_in_ten_seconds: 600};

test("one day is shown by its hours, several by the day", () => {
  const one = columns([day("2026-11-23", {hours: [{hour: 8, came: 2, done: 1, waits}, {hour: 25, came: 1, done: 0}]})], String, (hour) => `${hour % 24}h`);
  assert.deepEqual(one, [{name: "8h", came: 2, done: 1, half: 2, nine: 10}, {name: "1h", came: 1, done: 0, half: null, nine: null}]);
  const two = columns([day("a", {waits}), day("b")], (name) => name.toUpperCase(), String);
  assert.deepEqual(two.map(({name, half}) => [name, half]), [["A", 2], ["B", null]]);
  assert.deepEqual(columns([], String, String), []);
});

test("lines stand at round numbers and reach over the highest bar", () => {
  for (const most of [0, 1, 3, 4, 7, 19, 120, 194, 999, 12345]) {
    const lines = steps(most);
    assert.ok(lines.length >= 1 && lines.length <= 5, `${most}: ${lines}`);
    assert.ok((lines.at(-1) ?? 0) >= most);
    assert.ok(lines.every(Number.isInteger));
  }
  assert.deepEqual(steps(194), [50, 100, 150, 200]);
});

test("a share of nothing is none, not zero", () => {
  assert.equal(share(0, 0), null);
  assert.equal(share(1, 4), 0.25);
});

test("CSV has each day and below it its hours, and as many cells in each line", () => {
  const rows = historyRows([day("2026-11-23", {waits, hours: [{hour: 8, came: 3, done: 2, waits}]}), day("2026-11-24")]);
  assert.equal(rows.length, 3);
  assert.equal(rows[0]?.length, historyHeads.length);
  const lines = csv(historyHeads, rows).split("\r\n");
  assert.equal(lines[1], "2026-11-23,,3,2,1,0,2,90,600,1,2,0,0");
  assert.match(lines[2] ?? "", /^2026-11-23,8,3,2,,,2,90,600/);
});

test("what a spreadsheet would carry out is disarmed, however it begins", () => {
  for (const evil of ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1", "＝1+1", "\n=cmd|'/c calc'!A0"]) assert.match(csv(["x"], [[evil]]).split("\r\n").slice(1).join("\r\n"), /^"?'/);
  assert.equal(csv(["x"], [[-1]]).split("\r\n")[1], "-1");
  assert.equal(csv(["a,b"], [['say "no"']]), '\uFEFF"a,b"\r\n"say ""no"""\r\n');
});
