import assert from "node:assert/strict";
import {test} from "node:test";
import {range, rows, stretches, type Sample} from "../../../plugins/console/web/src/lib/course.ts";

const sample = (second: number, mean: number, more: Partial<Sample> = {}): Sample => ({at: new Date(second * 1000).toISOString(), mean, low: mean, high: mean, count: 1, ...more});

test("a line ends where nothing was measured", () => {
  const parts = stretches([sample(0, 1), sample(60, 2), sample(180, 3), sample(400, 4)], 60_000);
  assert.deepEqual(parts.map((part) => part.map(({mean}) => mean)), [[1, 2, 3], [4]]);
  assert.deepEqual(stretches([], 60_000), []);
});

test("a chart shows the usual range, and further by whole steps", () => {
  assert.deepEqual(range("hr", [sample(0, 72)]), {low: 40, high: 140, step: 20});
  assert.deepEqual(range("hr", [sample(0, 72, {low: 39, high: 161})]), {low: 20, high: 180, step: 20});
});

test("a table's row is the mean of all that was measured in it; a row of nothing is left out", () => {
  const told = {step_ms: 60_000, courses: [{measure: "hr" as const, samples: [sample(0, 60, {count: 3}), sample(9, 80), sample(30, 100)]}]};
  assert.deepEqual(rows(told, 0, 40_000, 4), [{at: 0, values: {hr: 65}}, {at: 30_000, values: {hr: 100}}]);
});
