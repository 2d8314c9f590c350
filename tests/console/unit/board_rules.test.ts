import assert from "node:assert/strict";
import {test} from "node:test";
import {byUrgency, csv, forgotten, placed, serviceRow} from "../../../plugins/console/web/src/lib/board_rules.ts";
import {clock, minutes} from "../../../plugins/console/web/src/lib/spans.ts";
import type {TokenView} from "../../../plugins/console/web/src/wire.ts";

const token = (waited_seconds: number, more: Partial<TokenView> = {}): TokenView => ({
  token: "t", number: "M001", call_code: "M001", service: "medicine", priority: "green", state: "waiting", needs: [], issued_at: "", in_state_seconds: 0,
  waited_seconds, calls: 0, stage: 0, overdue: false, returns_in_seconds: 0, ...more,
});

test("forgotten is whoever waits past the target or past what was told", () => {
  assert.ok(!forgotten(placed(token(59 * 60), 0, 1, 60)));
  assert.ok(forgotten(placed(token(59 * 60), 61, 1, 60)));
  assert.ok(forgotten(placed(token(11 * 60, {promised: {low: 2, high: 10}}), 0, 1, 60)));
  assert.ok(forgotten(placed(token(1), 0, 0, 0)));
  assert.ok(!forgotten(placed(token(9999), 0, 0, undefined)));
});

test("the most urgent first, then who waited longest", () => {
  const all = [placed(token(10), 0, 1, 60), placed(token(99), 0, 1, 60), placed(token(1), 0, 0, 0)].sort(byUrgency);
  assert.deepEqual(all.map(({waited}) => waited), [1, 99, 10]);
});

test("a service's row counts those past their target and those who soon will be", () => {
  const waiting = [placed(token(61 * 60), 0, 1, 60), placed(token(55 * 60), 0, 1, 60), placed(token(60), 0, 1, 60), placed(token(60, {service: "blood"}), 0, 1, 1)];
  const row = serviceRow("medicine", undefined, waiting, [], {service: "medicine", promised: 10, inside: 8, sooner: 1, later: 1});
  assert.deepEqual({waiting: row.waiting, past: row.past, soon: row.soon, longest: row.longest, inside: row.inside},
                   {waiting: 3, past: 1, soon: 1, longest: 61 * 60, inside: 0.8});
});

test("a CSV cell is no formula, and quotes are doubled", () => {
  assert.equal(csv(["a", "b"], [["=SUM(1)", 'say "x", y'], [-5, undefined]]), '\uFEFFa,b\r\n\'=SUM(1),"say ""x"", y"\r\n-5,\r\n');
});

test("a minute that has begun is one minute, and a clock runs", () => {
  assert.deepEqual([0, 1, 61, 89, 90].map(minutes), [0, 1, 1, 1, 2]);
  assert.deepEqual([7, 67, 3667].map(clock), ["0:07", "1:07", "1:01:07"]);
});

