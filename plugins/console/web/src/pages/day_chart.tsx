// The day so far, hour by hour: how many came, and of those how many are done. A picture, and the same as a table for those who do not see it.

import {useAsking} from "../lib/asking.ts";
import {byHour} from "../lib/board_rules.ts";
import {useStage} from "../lib/stage.tsx";
import type {TokenView} from "../wire.ts";

const height = 120, step = 44, bar = 30;

export function DayChart() {
  const {t, num} = useStage();
  const {value} = useAsking<{total: number; tokens: TokenView[]}>("queue.find_tokens", {limit: 500}, () => false, 60);
  const hours = byHour(value?.tokens ?? []);
  if (!hours.length) return null;
  const most = Math.max(...hours.map(({came}) => came));
  const tall = (count: number) => (count / most) * height;
  return (
    <section class="card" aria-labelledby="day-chart">
      <h2 id="day-chart">{t("day_chart")}</h2>
      {value && value.total > value.tokens.length && <p class="quiet">{t("day_chart_part", {count: value.tokens.length})}</p>}
      <svg class="chart" viewBox={`0 0 ${hours.length * step} ${height + 44}`} width={hours.length * step} height={height + 44} aria-hidden="true">
        {hours.map(({hour, came, done}, i) => (
          <g key={hour} transform={`translate(${i * step + (step - bar) / 2} 0)`}>
            <rect class="came" x="0" y={height + 18 - tall(came)} width={bar} height={tall(came)} rx="3" />
            <rect class="done" x="0" y={height + 18 - tall(done)} width={bar} height={tall(done)} rx="3" />
            <text x={bar / 2} y={height + 12 - tall(came)}>{num(came)}</text>
            <text class="hour" x={bar / 2} y={height + 36}>{num(hour)}</text>
          </g>
        ))}
      </svg>
      <p class="quiet row legend"><span><i class="came" />{t("chart_came")}</span><span><i class="done" />{t("chart_done")}</span></p>
      <table class="unseen">
        <caption>{t("day_chart")}</caption>
        <thead><tr><th scope="col">{t("at")}</th><th scope="col">{t("chart_came")}</th><th scope="col">{t("chart_done")}</th></tr></thead>
        <tbody>{hours.map(({hour, came, done}) => <tr key={hour}><th scope="row">{num(hour)}</th><td>{num(came)}</td><td>{num(done)}</td></tr>)}</tbody>
      </table>
    </section>
  );
}
