// A patient's readings over hours or days, as a chart and its table want them. No page, no network.

import type {Measure, Slot} from "./ward_rules.ts";

export interface Sample {
  at: string;
  mean: number;
  low: number;
  high: number;
  count: number;
}
export interface Course {
  measure: Measure;
  samples: Sample[];
}
export interface Told {
  step_ms: number;
  courses: Course[];
}

export const hour = 3_600_000;
export const spans = [1, 6, 24, 72, 168];
export const drawn: Record<Slot, Measure[]> = {hr: ["hr"], spo2: ["spo2"], rr: ["rr"], bp: ["sbp", "dbp"], temp: ["temp"]};

/// What a chart shows at least, so that two patients' charts look alike; by `step` further where something was measured there.
const usual: Record<Slot, {low: number; high: number; step: number}> = {
  hr: {low: 40, high: 140, step: 20}, spo2: {low: 85, high: 100, step: 5}, rr: {low: 5, high: 35, step: 5}, bp: {low: 40, high: 180, step: 20}, temp: {low: 35, high: 40, step: 1},
};

export function range(slot: Slot, samples: Sample[]): {low: number; high: number; step: number} {
  const {low, high, step} = usual[slot];
  const least = Math.min(low, ...samples.map((one) => one.low)), most = Math.max(high, ...samples.map((one) => one.high));
  return {low: low - Math.ceil((low - least) / step) * step, high: high + Math.ceil((most - high) / step) * step, step};
}

/// Stretches without a hole: where nothing was measured there is no line.
export function stretches(samples: Sample[], stepMs: number): Sample[][] {
  const all: Sample[][] = [];
  let last = -Infinity;
  for (const one of samples) {
    const at = Date.parse(one.at);
    if (at - last > 2.5 * stepMs) all.push([]);
    all.at(-1)?.push(one);
    last = at;
  }
  return all;
}

/// The same in `parts` rows: the mean of what was measured in each; null: nothing was.
export function rows(told: Told, from: number, until: number, parts: number): {at: number; values: Partial<Record<Measure, number>>}[] {
  const long = (until - from) / parts;
  return Array.from({length: parts}, (_, i) => {
    const begin = from + i * long;
    const values: Partial<Record<Measure, number>> = {};
    for (const {measure, samples} of told.courses) {
      const mine = samples.filter(({at}) => Date.parse(at) >= begin && Date.parse(at) < begin + long);
      const count = mine.reduce((sum, one) => sum + one.count, 0);
      if (count) values[measure] = mine.reduce((sum, one) => sum + one.mean * one.count, 0) / count;
    }
    return {at: begin, values};
  }).filter(({values}) => Object.keys(values).length > 0);
}
