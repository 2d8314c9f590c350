// One patient: who it is, what must not be overlooked, the history and the visits.

import {useAsking} from "../lib/asking.ts";
import {refusal} from "../lib/refusal.ts";
import {useStage} from "../lib/stage.tsx";
import type {Need} from "../wire.ts";
import {Needs} from "../parts/token_bits.tsx";
import {BreakGlass} from "./glass.tsx";
import {Born, fullName, type PersonName} from "./records.tsx";

interface Record {
  state: string;
  restricted: boolean;
  person: {
    identifiers?: {kind: string; issuer?: string; value: string}[];
    names?: PersonName[];
    birth_date?: string;
    sex?: string;
    contacts?: {kind: string; value: string}[];
    language?: string;
    needs?: Need[];
    next_of_kin?: {name: string; relation?: string; contact?: string}[];
  };
}
interface Item {
  item: string;
  kind: "allergy" | "condition" | "medication" | "procedure";
  state: "active" | "ended" | "mistaken";
  what: {text: string};
  severity?: string;
  reaction?: string;
  dose?: string;
  note?: string;
  since?: string;
}
interface Visit {
  visit: string;
  state: string;
  department: string;
  doctor?: string;
  outcome?: string;
  planned?: string;
  opened?: string;
  closed?: string;
}

export const identifierKinds = ["national", "passport", "insurance", "hospital"];

function Items({kind, items}: {kind: Item["kind"]; items: Item[]}) {
  const {t, language} = useStage();
  const day = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeZone: "UTC"});
  const mine = items.filter((item) => item.kind === kind && item.state !== "mistaken");
  if (!mine.length) return null;
  return (
    <section class={kind === "allergy" ? "allergies" : ""}>
      <h3>{t(`record_${kind}`)}</h3>
      <ul>
        {mine.map((item) => (
          <li key={item.item} class={item.state}>
            <strong dir="auto">{item.what.text}</strong>{item.severity && <> · {t(`severity_${item.severity}`)}</>}
            <span class="quiet" dir="auto"> {[item.reaction, item.dose, item.note, item.since && day.format(new Date(item.since))].filter(Boolean).join(" · ")}</span>
            {item.state === "ended" && <span class="chip">{t("record_ended")}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Visits({visits}: {visits: Visit[]}) {
  const {t, language} = useStage();
  const time = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeStyle: "short"});
  if (!visits.length) return null;
  return (
    <section>
      <h3>{t("record_visits")}</h3>
      <ul>
        {visits.map((visit) => {
          const at = visit.opened ?? visit.planned ?? visit.closed;
          return <li key={visit.visit}><span class="chip">{t(`visit_${visit.state}`)}</span> {at && time.format(new Date(at))} <span class="quiet">{[visit.department, visit.doctor, visit.outcome].filter(Boolean).join(" · ")}</span></li>;
        })}
      </ul>
    </section>
  );
}

export function PatientRecord({patient, likely, choose}: {patient: string; likely: string[]; choose: (patient: string) => void}) {
  const {t} = useStage();
  const record = useAsking<Record>("records.patient", {patient});
  const history = useAsking<{items?: Item[]; visits?: Visit[]}>("records.history", {patient});
  if (record.refused) return (
    <section class="card stack">
      <p class="wrong">{refusal(t, record.refused)}</p>
      {record.refused.code === "denied" && <p><BreakGlass subject={`patient ${patient}`} /></p>}
    </section>
  );
  if (!record.value) return null;
  const {person, restricted, state} = record.value;
  const items = history.value?.items ?? [];
  return (
    <section class="card stack record" aria-labelledby="record">
      <header>
        <h2 id="record" dir="auto">{fullName(person.names?.[0])}</h2>
        <p class="row"><Born date={person.birth_date} sex={person.sex} />
          {restricted && <span class="chip bad">{t("record_restricted")}</span>}
          {state === "incomplete" && <span class="chip paused">{t("record_incomplete")}</span>}
          <Needs needs={person.needs ?? []} /></p>
      </header>
      {likely.length > 0 && (
        <p class="wrong">{t("record_likely", {count: likely.length})}{" "}
          {likely.map((one, i) => <button key={one} class="small" onClick={() => choose(one)}>{i + 1}</button>)}</p>
      )}
      <Items kind="allergy" items={items} />
      <dl>
        {person.identifiers?.map((one) => <div key={one.kind + one.value}><dt>{identifierKinds.includes(one.kind) ? t(`identifier_${one.kind}`) : one.kind} {one.issuer}</dt><dd dir="ltr">{one.value}</dd></div>)}
        {person.contacts?.map((one) => <div key={one.value}><dt>{t("visitor_contact")}</dt><dd dir="ltr">{one.value}</dd></div>)}
        {person.next_of_kin?.map((one) => <div key={one.name}><dt>{t("next_of_kin")}</dt><dd dir="auto">{[one.name, one.relation, one.contact].filter(Boolean).join(" · ")}</dd></div>)}
      </dl>
      <Items kind="condition" items={items} />
      <Items kind="medication" items={items} />
      <Items kind="procedure" items={items} />
      <Visits visits={history.value?.visits ?? []} />
      {history.refused && history.refused.code !== "denied" && <p class="wrong">{refusal(t, history.refused)}</p>}
    </section>
  );
}
