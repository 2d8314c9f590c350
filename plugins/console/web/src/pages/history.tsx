// How the days went: the latest by the hour, a week or four day by day; as pictures, as tables, as CSV, and as PDF in the reader's language.

import {useState} from "preact/hooks";
import {useAsking} from "../lib/asking.ts";
import {csv} from "../lib/board_rules.ts";
import {columns, historyHeads, historyRows, share, type DayTold} from "../lib/history.ts";
import {ask} from "../lib/house.ts";
import {refusal} from "../lib/refusal.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {save, saveBase64} from "../lib/waiting_now.ts";
import {Bars} from "../parts/bars.tsx";

const spans = [1, 7, 28] as const;

function Sums({days}: {days: DayTold[]}) {
  const {t, num, language} = useStage();
  const date = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeZone: "UTC"});
  const percent = (part: number, whole: number) => {
    const value = share(part, whole);
    return value === null ? "–" : num(value, {style: "percent"});
  };
  const minutes = (seconds: number | undefined) => (seconds === undefined ? "–" : t("minutes", {count: Math.round(seconds / 60)}));
  return (
    <div class="scroll" tabIndex={0} role="group" aria-labelledby="history">
      <table>
        <thead><tr>{["day_head", "chart_came", "figure_done", "figure_no_show", "state_cancelled", "half", "nine_in_ten", "in_target", "inside"].map((head) => <th key={head} scope="col">{t(head)}</th>)}</tr></thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{date.format(new Date(day.day))}</th>
              <td>{num(day.came)}</td><td>{num(day.done)}</td><td>{num(day.no_show)}</td><td>{num(day.cancelled)}</td>
              <td>{minutes(day.waits?.half_seconds)}</td><td>{minutes(day.waits?.nine_in_ten_seconds)}</td>
              <td>{percent(day.in_target, day.with_target)}</td><td>{percent(day.inside, day.promised)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function usePdf(span: number) {
  const {t, language} = useStage();
  const {warn} = useCrew();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      const {name, type, base64} = await ask<{name: string; type: string; base64: string}>("queue.report", {language, days: span});
      saveBase64(name, type, base64);
    } catch (error) {
      warn(refusal(t, error));
    } finally {
      setBusy(false);
    }
  };
  return {busy, take};
}

export function History() {
  const {t, language} = useStage();
  const [span, setSpan] = useState<number>(1);
  const {value, refused} = useAsking<{days: DayTold[]}>("queue.days", {days: span}, ({name}) => name.startsWith("queue.day_"), 60);
  const {busy, take} = usePdf(span);
  const days = value?.days ?? [];
  const date = new Intl.DateTimeFormat(language, {day: "numeric", timeZone: "UTC"}), weekday = new Intl.DateTimeFormat(language, {weekday: "short", timeZone: "UTC"});
  const over = days.length > 1 && days.length <= 14 ? days.map((day) => weekday.format(new Date(day.day))) : [];
  const hour = new Intl.NumberFormat(language, {minimumIntegerDigits: 2});
  const pairs = columns(days, (day) => date.format(new Date(day)), (at) => `${hour.format(at % 24)}:${hour.format(0)}`);
  const head = t(days.length === 1 ? "hour_head" : "day_head");
  return (
    <section class="card flush history" aria-labelledby="history">
      <header class="row pad">
        <h2 id="history">{t("history")}</h2>
        <label class="inline row push">{t("history_span")}
          <select value={span} onChange={(event) => setSpan(Number(event.currentTarget.value))}>
            {spans.map((one) => <option key={one} value={one}>{t(`span_${one}`)}</option>)}
          </select>
        </label>
        <button class="small" disabled={!days.length} onClick={() => save("days.csv", csv(historyHeads, historyRows(days)))}>{t("as_csv")}</button>
        <button class="small" disabled={!days.length || busy} aria-busy={busy} onClick={() => void take()}>{t("as_pdf")}</button>
      </header>
      {refused && <p class="wrong">{refusal(t, refused)}</p>}
      {value && !days.length && <p class="quiet pad">{t("history_none")}</p>}
      {days.length > 0 && (
        <>
          <div class="charts pad">
            <Bars title={t("chart_counts")} head={head} first={t("chart_came")} second={t("chart_done")} within pairs={pairs.map((one, i) => ({name: one.name, over: over[i] ?? "", first: one.came, second: one.done}))} />
            <Bars title={t("chart_waits")} head={head} first={t("nine_in_ten")} second={t("half")} within pairs={pairs.map((one, i) => ({name: one.name, over: over[i] ?? "", first: one.nine, second: one.half}))} />
          </div>
          <Sums days={days} />
        </>
      )}
    </section>
  );
}
