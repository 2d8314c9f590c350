// Beside the desk: who is there for the token, what must not be overlooked, and what was done before. Shown to whoever has the
// token at their desk, by the house's policy; each look is in the journal.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {useAsking, type Asking} from "../lib/asking.ts";
import {fullName, isClinical, itemKinds, referenceOf, type ItemKind, type Summary} from "../lib/patients.ts";
import {refusal} from "../lib/refusal.ts";
import {useKeys} from "../lib/shortcuts.ts";
import {languages, useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";
import {HistoryItems, Visits} from "../parts/history.tsx";
import {Needs} from "../parts/token_bits.tsx";
import type {TokenView} from "../wire.ts";
import {EntryDialog} from "./entry_dialog.tsx";
import {LinkDialog} from "./patient_choice.tsx";
import {Born} from "./records.tsx";

function Somebody({summary, again}: {summary: Summary; again: () => void}) {
  const {t, language} = useStage();
  const {me} = useCrew();
  const {act} = useActing();
  const [adding, setAdding] = useState<ItemKind | null>(null);
  const [wrong, setWrong] = useState(false);
  const writing = isClinical(me.role) ? {patient: summary.patient, done: again} : undefined;
  useKeys((key) => {
    if (key !== "h" || !writing) return false;
    setAdding("condition");
    return true;
  });
  const speaks = summary.language && summary.language !== language ? languages.find((one) => one.language === summary.language)?.name ?? summary.language : "";
  return (
    <>
      <header>
        <div class="row"><h2 id="beside" dir="auto">{fullName(summary.name)}</h2>
          <button class="plain small push" onClick={() => setWrong(true)}>{t("link_wrong")}</button></div>
        <p class="row"><Born date={summary.birth_date} sex={summary.sex} />
          {summary.restricted && <span class="chip bad">{t("record_restricted")}</span>}
          {speaks && <span class="need">{speaks}</span>}<Needs needs={summary.needs ?? []} /></p>
      </header>
      {summary.items && <HistoryItems items={summary.items} writing={writing} />}
      {writing && (
        <div class="row" role="group" aria-label={t("entry_title")}>
          {itemKinds.map((kind) => <button key={kind} class="small" onClick={() => setAdding(kind)}>+ {t(`entry_${kind}`)}</button>)}
        </div>
      )}
      <Visits visits={summary.visits ?? []} title={t("visits_last")} />
      {adding && <EntryDialog patient={summary.patient} kind={adding} close={() => setAdding(null)} done={again} />}
      {wrong && (
        <Dialog title={t("link_wrong")} deed={t("link_wrong")} danger onClose={() => setWrong(false)} onDeed={() => {
          setWrong(false);
          void act("records.close_visit", {patient: summary.patient, visit: summary.visit, state: "closed", outcome: "mistaken"}).then(again);
        }}><p>{t("link_wrong_text", {name: fullName(summary.name)})}</p></Dialog>
      )}
    </>
  );
}

export function Beside({token}: {token: TokenView}) {
  const {t} = useStage();
  const {me} = useCrew();
  const [linking, setLinking] = useState(false);
  const found: Asking<{summary?: Summary | null}> = useAsking("records.summary", {reference: referenceOf(token.token)}, ({name, body}) => {
    if (name !== "records.record_changed" && name !== "records.visit_changed") return false;
    const mine = found.value?.summary?.patient;
    return !mine || (body as {patient?: string}).patient === mine;
  });
  if (found.refused?.code === "not_found") return null;  // a house without records
  const summary = found.value?.summary;
  return (
    <section class={`card stack beside record ${summary ? "" : "nobody"}`} {...(summary ? {"aria-labelledby": "beside"} : {"aria-label": t("beside")})}>
      {summary ? <Somebody summary={summary} again={found.again} />
        : found.refused ? <p class="wrong">{refusal(t, found.refused)}</p>
        : found.value && (
          <div class="row"><p class="quiet">{t("link_none")}</p>
            {["clerk", "nurse", "operator"].includes(me.role) && <button class="small push" onClick={() => setLinking(true)}>{t("link")}</button>}</div>
        )}
      {linking && <LinkDialog token={token} close={() => setLinking(false)} done={found.again} />}
    </section>
  );
}
