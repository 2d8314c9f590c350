// One patient: who it is, what must not be overlooked, the history and the visits.

import {useState} from "preact/hooks";
import {useAsking} from "../lib/asking.ts";
import {fullName, isClinical, itemKinds, type Item, type ItemKind, type PersonName, type Visit} from "../lib/patients.ts";
import {refusal} from "../lib/refusal.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import type {Need} from "../wire.ts";
import {HistoryItems, Visits} from "../parts/history.tsx";
import {Needs} from "../parts/token_bits.tsx";
import {EntryDialog} from "./entry_dialog.tsx";
import {BreakGlass} from "./glass.tsx";
import {Born} from "./records.tsx";

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
export const identifierKinds = ["national", "passport", "insurance", "hospital"];

export function PatientRecord({patient, likely, choose}: {patient: string; likely: string[]; choose: (patient: string) => void}) {
  const {t} = useStage();
  const record = useAsking<Record>("records.patient", {patient});
  const {me} = useCrew();
  // Others are not shown it; to ask would only leave a refusal in the journal each time.
  const clinical = isClinical(me.role);
  const history = useAsking<{items?: Item[]; visits?: Visit[]}>(clinical ? "records.history" : null, {patient},
    ({name, body}) => name === "records.record_changed" && (body as {patient?: string}).patient === patient);
  const [adding, setAdding] = useState<ItemKind | null>(null);
  if (record.refused) return (
    <section class="card stack">
      <p class="wrong">{refusal(t, record.refused)}</p>
      {record.refused.code === "denied" && <p><BreakGlass subject={`patient ${patient}`} /></p>}
    </section>
  );
  if (!record.value) return null;
  const {person, restricted, state} = record.value;
  const items = history.value?.items ?? [];
  const writing = clinical && history.value ? {patient, done: history.again} : undefined;
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
      {history.value && <HistoryItems kinds={["allergy"]} items={items} writing={writing} />}
      <dl>
        {person.identifiers?.map((one) => <div key={one.kind + one.value}><dt>{identifierKinds.includes(one.kind) ? t(`identifier_${one.kind}`) : one.kind} {one.issuer}</dt><dd dir="ltr">{one.value}</dd></div>)}
        {person.contacts?.map((one) => <div key={one.value}><dt>{t("visitor_contact")}</dt><dd dir="ltr">{one.value}</dd></div>)}
        {person.next_of_kin?.map((one) => <div key={one.name}><dt>{t("next_of_kin")}</dt><dd dir="auto">{[one.name, one.relation, one.contact].filter(Boolean).join(" · ")}</dd></div>)}
      </dl>
      {history.value && <HistoryItems kinds={["condition", "medication", "procedure"]} all items={items} writing={writing} />}
      {writing && (
        <div class="row" role="group" aria-label={t("entry_title")}>
          {itemKinds.map((kind) => <button key={kind} class="small" onClick={() => setAdding(kind)}>+ {t(`entry_${kind}`)}</button>)}
        </div>
      )}
      <Visits visits={history.value?.visits ?? []} title={t("record_visits")} />
      {adding && <EntryDialog patient={patient} kind={adding} close={() => setAdding(null)} done={history.again} />}
      {history.refused && history.refused.code !== "denied" && <p class="wrong">{refusal(t, history.refused)}</p>}
    </section>
  );
}
