// Two counts side by side for each hour or day. A picture, and below it the same as a table for those who do not see it.

import {useId} from "preact/hooks";
import {steps} from "../lib/history.ts";
import {languages, useStage} from "../lib/stage.tsx";

export interface Pair {
  name: string;
  /// Above the name where there is room for two lines.
  over?: string;
  first: number | null;
  second: number | null;
}

interface Props {
  title: string;
  head: string;           ///< what the pairs are of: "Day"
  first: string;
  second: string;
  pairs: Pair[];
  /// The second is a part of the first and stands within it; otherwise beside it.
  within?: boolean;
}

const height = 150, top = 18, below = 40, edge = 40;

export function Bars({title, head, first, second, pairs, within}: Props) {
  const {t, num, language} = useStage();
  const id = useId();
  const step = pairs.length > 14 ? 30 : 58, width = edge + pairs.length * step, bar = within ? step * 0.66 : step * 0.36;
  const most = Math.max(1, ...pairs.flatMap((pair) => [pair.first ?? 0, pair.second ?? 0]));
  const lines = steps(most), highest = lines.at(-1) ?? most;
  const tall = (value: number | null) => ((value ?? 0) / highest) * height;
  const floor = top + height;
  // Time runs the way the language is read: of the pictures nothing mirrors them but this.
  const mirrored = languages.find((one) => one.language === language)?.right_to_left ?? false;
  const place = (i: number) => (mirrored ? (pairs.length - 1 - i) * step : edge + i * step);
  const said = (value: number | null) => (value === null ? "–" : num(value));
  const rect = (value: number | null, x: number, look: string) => <rect class={look} x={x} y={floor - tall(value)} width={bar} height={tall(value)} rx="2" />;
  return (
    <figure class="bars" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <div class="scroll" tabIndex={0} role="group" aria-labelledby={id}>
        <svg class="chart" viewBox={`0 0 ${width} ${floor + below}`} width={width} height={floor + below} aria-hidden="true">
          {[0, ...lines].map((line) => (
            <g key={line}>
              <path class="grid" d={`M${mirrored ? 0 : edge} ${floor - tall(line)}h${width - edge}`} />
              <text class={`hour grid-name ${mirrored ? "mirrored" : ""}`} x={mirrored ? width - edge + 6 : edge - 6} y={floor - tall(line) + 4}>{num(line)}</text>
            </g>
          ))}
          {pairs.map((pair, i) => (
            <g key={i} transform={`translate(${place(i)} 0)`}>
              {rect(pair.first, within ? (step - bar) / 2 : step / 2 - bar, "came")}
              {rect(pair.second, within ? (step - bar) / 2 : step / 2, "done")}
              {pair.over && <text class="hour" x={step / 2} y={floor + 16}>{pair.over}</text>}
              <text class="hour" x={step / 2} y={floor + (pair.over ? 32 : 16)}>{pair.name}</text>
            </g>
          ))}
        </svg>
      </div>
      <p class="quiet row legend"><span><i class="came" />{first}</span><span><i class="done" />{second}</span></p>
      <details>
        <summary>{t("as_table")}<span class="unseen">: {title}</span></summary>
        <table>
          <caption class="unseen">{title}</caption>
          <thead><tr>{[head, first, second].map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
          <tbody>{pairs.map((pair, i) => <tr key={i}><th scope="row">{pair.over} {pair.name}</th><td>{said(pair.first)}</td><td>{said(pair.second)}</td></tr>)}</tbody>
        </table>
      </details>
    </figure>
  );
}
