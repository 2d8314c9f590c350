// One measure over time: its mean as a line, least and most as a band; where nothing was measured there is nothing.

import {drawn, hour, range, stretches, type Sample, type Told} from "../lib/course.ts";
import {languages, useStage} from "../lib/stage.tsx";
import {units, written, type Slot} from "../lib/ward_rules.ts";

const width = 420, height = 110, edge = 40, top = 8, below = 22;

interface Props {
  slot: Slot;
  told: Told;
  from: number;
  until: number;
  clock: (at: number) => string;
}

export function CourseChart({slot, told, from, until, clock}: Props) {
  const {t, language} = useStage();
  const courses = told.courses.filter(({measure, samples}) => drawn[slot].includes(measure) && samples.length > 0);
  if (!courses.length) return null;
  const {low, high, step} = range(slot, courses.flatMap(({samples}) => samples));
  // Time runs the way the language is read.
  const mirrored = languages.find((one) => one.language === language)?.right_to_left ?? false;
  const across = (at: number) => {
    const share = (at - from) / (until - from);
    return (mirrored ? 1 - share : share) * (width - edge) + (mirrored ? 0 : edge);
  };
  const down = (value: number) => top + height - ((value - low) / (high - low)) * height;
  const point = (one: Sample, value: number) => `${across(Date.parse(one.at)).toFixed(1)} ${down(value).toFixed(1)}`;
  const line = (stretch: Sample[]) => `M${stretch.map((one) => point(one, one.mean)).join("L")}${stretch.length === 1 ? "h.1" : ""}`;
  const band = (stretch: Sample[]) => `M${[...stretch.map((one) => point(one, one.high)), ...[...stretch].reverse().map((one) => point(one, one.low))].join("L")}Z`;
  const grid = Array.from({length: Math.round((high - low) / step) + 1}, (_, i) => low + i * step).filter((_, i, all) => all.length < 6 || i % 2 === 0);
  const parts = until - from > 24 * hour ? 2 : 4;  // names of days need room
  const times = Array.from({length: parts + 1}, (_, i) => from + (i / parts) * (until - from));
  return (
    <figure class="course">
      <figcaption>{t(`ward_${slot}`)} <small dir="auto">{t(`ward_${units[slot]}`)}</small></figcaption>
      <svg class="chart" viewBox={`0 0 ${width} ${top + height + below}`} aria-hidden="true">
        {grid.map((value) => (
          <g key={value}>
            <path class="grid" d={`M${mirrored ? 0 : edge} ${down(value)}h${width - edge}`} />
            <text class={`hour grid-name ${mirrored ? "mirrored" : ""}`} x={mirrored ? width - edge + 6 : edge - 6} y={down(value) + 4}>{written(drawn[slot][0] ?? "hr", value).replace(/\.0$/, "")}</text>
          </g>
        ))}
        {times.map((at, i) => <text key={at} class={`hour ${i !== 0 && i !== parts ? "" : (i === 0) !== mirrored ? "begin" : "end"}`} x={across(at)} y={top + height + 17}>{clock(at)}</text>)}
        {courses.flatMap(({measure, samples}) => stretches(samples, told.step_ms).map((stretch, i) => (
          <g key={measure + i} class={measure === "dbp" ? "second" : ""}><path class="band" d={band(stretch)} /><path class="mean" d={line(stretch)} /></g>
        )))}
      </svg>
    </figure>
  );
}
