// A patient's course: what was measured over the last hours or days, as charts and as a table.

import {useMemo, useState} from "preact/hooks";
import {useAsking} from "../lib/asking.ts";
import {hour, rows, spans, type Told} from "../lib/course.ts";
import {refusal} from "../lib/refusal.ts";
import {useStage} from "../lib/stage.tsx";
import {slots, written, type Measure, type Tile} from "../lib/ward_rules.ts";
import {CourseChart} from "../parts/course_chart.tsx";
import {Dialog} from "../parts/dialog.tsx";

const columns: Measure[] = ["hr", "spo2", "rr", "sbp", "dbp", "temp"];

function Table({told, from, until, clock}: {told: Told; from: number; until: number; clock: (at: number) => string}) {
  const {t} = useStage();
  return (
    <details>
      <summary>{t("as_table")}</summary>
      <div class="scroll" tabIndex={0} role="group" aria-label={t("as_table")}>
        <table>
          <thead><tr><th scope="col">{t("at")}</th>{columns.map((one) => <th key={one} scope="col">{t(`ward_${one}`)}</th>)}</tr></thead>
          <tbody>
            {rows(told, from, until, 12).map(({at, values}) => (
              <tr key={at}><th scope="row">{clock(at)}</th>{columns.map((one) => <td key={one}>{values[one] === undefined ? "–" : written(one, values[one] ?? 0)}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/// From one hour to a week; half a span earlier or later.
export function WardCourse({tile, patient, close}: {tile: Tile; patient: string; close: () => void}) {
  const {t, language} = useStage();
  const [span, setSpan] = useState(6);
  const [until, setUntil] = useState(() => Date.now());
  const from = until - span * hour;
  const {value, refused} = useAsking<Told>("vitals.history", {patient, from: new Date(from).toISOString(), until: new Date(until).toISOString(), points: 300});
  const clock = useMemo(() => {
    const days = span > 24 ? {weekday: "short" as const} : {};
    const format = new Intl.DateTimeFormat(language, {...days, hour: "2-digit", minute: "2-digit", hourCycle: "h23", numberingSystem: "latn"});
    return (at: number) => format.format(at);
  }, [language, span]);
  const long = (hours: number) => new Intl.NumberFormat(language, {style: "unit", unit: hours < 48 ? "hour" : "day", unitDisplay: "long"}).format(hours < 48 ? hours : hours / 24);
  return (
    <Dialog title={t("ward_course_of", {bed: tile.name})} wide onClose={close}>
      {tile.label && <p><strong><bdi>{tile.label}</bdi></strong></p>}
      <div class="row">
        <label class="row inline">{t("history_span")}
          <select value={span} onChange={(event) => setSpan(Number(event.currentTarget.value))}>{spans.map((one) => <option key={one} value={one}>{long(one)}</option>)}</select>
        </label>
        <button type="button" class="small" onClick={() => setUntil(until - (span * hour) / 2)}>{t("ward_earlier")}</button>
        <button type="button" class="small" onClick={() => setUntil(Math.min(Date.now(), until + (span * hour) / 2))}>{t("ward_later")}</button>
      </div>
      <div role="status">
        {refused && <p class="wrong">{refusal(t, refused)}</p>}
        {value && value.courses.every(({samples}) => samples.length === 0) && <p class="quiet">{t("ward_course_none")}</p>}
      </div>
      {value && <div class="courses">{slots.map((slot) => <CourseChart key={slot} slot={slot} told={value} from={from} until={until} clock={clock} />)}</div>}
      {value && <Table told={value} from={from} until={until} clock={clock} />}
    </Dialog>
  );
}
