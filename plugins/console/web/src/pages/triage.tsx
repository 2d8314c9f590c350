// Who waits, the most urgent first; who has been forgotten; and changing a class with a reason; and what is measured by hand.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {useAsking} from "../lib/asking.ts";
import {byUrgency, forgotten, type Placed} from "../lib/board_rules.ts";
import {useWaitingNow} from "../lib/waiting_now.ts";
import {classesOf, serviceOf, useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";
import {ClassMark, Needs, Speaks} from "../parts/token_bits.tsx";
import {minutes} from "../lib/spans.ts";
import type {TokenView} from "../wire.ts";
import {useVitals, VitalsDialog} from "./vitals_dialog.tsx";

const reasons = ["pain", "breathing", "bleeding", "confused", "fever", "child", "better"];

function Told({token}: {token: string}) {
  const {t} = useStage();
  const {value} = useAsking<{symptoms?: string; age?: number}>("queue.visitor", {token});
  if (!value?.symptoms && value?.age === undefined) return null;
  return <p class="told">{t("visitor")}: <span dir="auto">{[value?.symptoms, value?.age].filter((one) => one !== undefined && one !== "").join(" · ")}</span></p>;
}

function Change({token, close}: {token: TokenView; close: () => void}) {
  const {t} = useStage();
  const {site} = useCrew();
  const {act} = useActing();
  const [reason, setReason] = useState("");
  return (
    <Dialog title={t("priority_title", {code: token.call_code})} deed={t("priority_do")} onClose={close} onDeed={(fields) => {
      close();
      void act("queue.change_priority", {token: token.token, priority: String(fields.get("priority")), reason: reason.trim()});
    }}>
      <Told token={token.token} />
      <div class="scale">
        {classesOf(site, token.service).map((one) => (
          <label key={one.priority} class="pick">
            <input type="radio" name="priority" value={one.priority} required defaultChecked={one.priority === token.priority} />
            <span><ClassMark service={token.service} priority={one.priority} />
              {one.target_minutes !== undefined && <small>{one.target_minutes === 0 ? t("at_once") : t("within", {count: one.target_minutes})}</small>}</span>
          </label>
        ))}
      </div>
      <label>{t("reason")}
        <input required maxlength={200} value={reason} autocomplete="off" onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <div class="row">{reasons.map((one) => <button type="button" class="small" key={one} onClick={() => setReason(t(`triage_${one}`))}>{t(`triage_${one}`)}</button>)}</div>
    </Dialog>
  );
}

function Row({one, choose, measure}: {one: Placed; choose: () => void; measure: (() => void) | null}) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const {token, used, waited} = one;
  const late = forgotten(one);
  return (
    <li class={`token ${late ? "overdue" : ""}`}>
      <strong class="number" dir="ltr">{token.call_code}</strong>
      <div class="about">
        <p class="row">
          <ClassMark service={token.service} priority={token.priority} />
          <span class={`waited ${used !== null && used >= 1 ? "over" : ""}`}>{t("minutes", {count: minutes(waited)})}</span>
          <Speaks token={token} /><Needs needs={token.needs} />
        </p>
        <p class="quiet">{n(serviceOf(site, token.service)?.name)}{late && <> · <strong class="forgotten">{t("look_again")}</strong></>}</p>
      </div>
      {measure && <button class="small" onClick={measure} aria-label={t("vitals_title", {code: token.call_code})}>{t("vitals")}</button>}
      <button class="small" onClick={choose} aria-label={t("priority_title", {code: token.call_code})}>{t("priority_change")}</button>
    </li>
  );
}

export function TriagePage() {
  const {t, n} = useStage();
  const {site} = useCrew();
  const {all, loaded, total} = useWaitingNow(10);
  const [service, setService] = useState("");
  const [chosen, setChosen] = useState<TokenView | null>(null);
  const [measured, setMeasured] = useState<TokenView | null>(null);
  const vitals = useVitals();
  const mine = all.filter(({token}) => !service || token.service === service).sort(byUrgency);
  const lost = mine.filter(forgotten);
  const row = (one: Placed) => <Row key={one.token.token} one={one} choose={() => setChosen(one.token)} measure={vitals ? () => setMeasured(one.token) : null} />;
  return (
    <div class="triage">
      <header class="row">
        <h1>{t("page_triage")}</h1>
        <label class="row push inline">{t("service")}
          <select value={service} onChange={(event) => setService(event.currentTarget.value)}>
            <option value="">{t("all_services")}</option>
            {site.services.map((one) => <option key={one.service} value={one.service}>{n(one.name)}</option>)}
          </select>
        </label>
      </header>
      <div class="two">
        <section class="card flush" aria-labelledby="forgotten">
          <h2 id="forgotten" class="pad">{t("forgotten_title", {count: lost.length})}</h2>
          {loaded && lost.length === 0 ? <p class="quiet pad">{t("forgotten_none")}</p> : <ul class="tokens">{lost.map(row)}</ul>}
        </section>
        <section class="card flush" aria-labelledby="all-waiting">
          <h2 id="all-waiting" class="pad">{t("waiting_all", {count: service ? mine.length : total})}</h2>
          {loaded && mine.length === 0 ? <p class="quiet pad">{t("nobody_waits")}</p> : <ul class="tokens">{mine.map(row)}</ul>}
        </section>
      </div>
      {measured && <VitalsDialog token={measured} close={() => setMeasured(null)} />}
      {chosen && <Change token={chosen} close={() => setChosen(null)} />}
    </div>
  );
}
