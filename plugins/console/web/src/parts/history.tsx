// What a history holds, as lists: allergies where they cannot be overlooked; and the visits.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {itemKinds, shownCost, type Item, type ItemKind, type Visit} from "../lib/patients.ts";
import {deskOf, serviceOf, useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "./dialog.tsx";

/// What may be done with entries; absent: they are only read.
export interface Writing {
  patient: string;
  done: () => void;
}

function StopDialog({item, writing, close}: {item: Item; writing: Writing; close: () => void}) {
  const {t} = useStage();
  const {act} = useActing();
  return (
    <Dialog title={t("entry_stop_title", {entry: item.what.text})} deed={t("save")} onClose={close} onDeed={(fields) => {
      const reason = String(fields.get("reason")).trim();
      close();
      void act("records.stop", {patient: writing.patient, item: item.item, state: fields.get("state"), ...(reason ? {reason} : {})}).then(writing.done);
    }}>
      <div class="choices">
        {(item.kind === "procedure" ? ["mistaken"] : ["ended", "mistaken"]).map((state, i) => (
          <label key={state} class="pick"><input type="radio" name="state" value={state} required defaultChecked={i === 0} /><span>{t(`entry_${state}`)}</span></label>
        ))}
      </div>
      <label>{t("reason")}<input name="reason" maxlength={200} autocomplete="off" dir="auto" /></label>
    </Dialog>
  );
}

function Entry({item, writing}: {item: Item; writing: Writing | undefined}) {
  const {t, language} = useStage();
  const [asked, setAsked] = useState(false);
  const day = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeZone: "UTC"});
  const about = [item.reaction, item.dose, item.note, item.since && day.format(new Date(item.since)), item.cost && shownCost(item.cost, language)].filter(Boolean).join(" · ");
  return (
    <li class={item.state}>
      <p>
        <strong dir="auto">{item.what.text}</strong>{item.severity && <> · {t(`severity_${item.severity}`)}</>}
        {item.kind === "procedure" && item.surgery && <> · {t("surgery")}</>}
        {about && <span class="quiet"> · <bdi>{about}</bdi></span>}
        {item.state === "ended" && <span class="chip">{t("record_ended")}</span>}
      </p>
      {writing && item.state === "active" && <button class="plain small" onClick={() => setAsked(true)} aria-label={t("entry_stop_title", {entry: item.what.text})}>{t(item.kind === "procedure" ? "entry_wrong" : "entry_stop")}</button>}
      {asked && writing && <StopDialog item={item} writing={writing} close={() => setAsked(false)} />}
    </li>
  );
}

/// `all`: a kind without entries is told as such too, where silence could be taken for "not asked".
function Entries({kind, items, all, writing}: {kind: ItemKind; items: Item[]; all: boolean; writing: Writing | undefined}) {
  const {t} = useStage();
  const mine = items.filter((item) => item.kind === kind && item.state !== "mistaken");
  if (!mine.length) return all ? <section class={kind}><h3>{t(`record_${kind}`)}</h3><p class="quiet">{t("entry_none")}</p></section> : null;
  return (
    <section class={kind === "allergy" ? "allergy allergies" : kind}>
      <h3>{t(`record_${kind}`)}</h3>
      <ul>{mine.map((item) => <Entry key={item.item} item={item} writing={writing} />)}</ul>
    </section>
  );
}

export function HistoryItems({items, all = false, kinds = itemKinds, writing}: {items: Item[]; all?: boolean; kinds?: readonly ItemKind[]; writing?: Writing | undefined}) {
  return <>{kinds.map((kind) => <Entries key={kind} kind={kind} items={items} all={all || kind === "allergy"} writing={writing} />)}</>;
}

/// Departments and outcomes by the hospital's own names, where its file has them.
export function Visits({visits, title}: {visits: Visit[]; title: string}) {
  const {t, n, language} = useStage();
  const {site} = useCrew();
  const time = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeStyle: "short"});
  if (!visits.length) return null;
  const outcome = (code: string | undefined) => code && n(site.outcomes?.find((one) => one.outcome === code)?.name, code);
  return (
    <section>
      <h3>{title}</h3>
      <ul class="visits">
        {visits.map((visit) => {
          const at = visit.opened ?? visit.planned ?? visit.closed;
          const place = n(serviceOf(site, visit.department)?.name ?? deskOf(site, visit.department)?.name, visit.department);
          return (
            <li key={visit.visit}>
              <p>{at && time.format(new Date(at))} · {place} <span class="quiet">{[visit.doctor, outcome(visit.outcome)].filter(Boolean).join(" · ")}</span>
                {visit.state !== "closed" && <span class="chip">{t(`visit_${visit.state}`)}</span>}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
