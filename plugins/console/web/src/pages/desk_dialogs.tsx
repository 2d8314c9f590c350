// What a deed at a desk needs to be told first: how long, where to, why, with which outcome.

import {useState} from "preact/hooks";
import {serviceOf, useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";
import type {DeskView, TokenView} from "../wire.ts";

export interface Asked {
  deed: "park" | "transfer" | "send_on" | "outcome" | "call_token";
  token?: TokenView;
}
interface Props {
  asked: Asked;
  desk: DeskView;
  close: () => void;
  carryOut: (steps: {command: string; body: object}[]) => void;
}

const parkMinutes = [5, 10, 15, 30, 60, 120];
const text = (fields: FormData, name: string) => String(fields.get(name) ?? "").trim();

/// Large choices, one of which is taken at once.
function Choices({items, choose}: {items: {id: string; words: string}[]; choose: (id: string) => void}) {
  return (
    <div class="choices">
      {items.map(({id, words}, i) => <button type="button" key={id} autofocus={i === 0} onClick={() => choose(id)}>{words}</button>)}
    </div>
  );
}

function Transfer({desk, close, carryOut}: Omit<Props, "asked">) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const [service, setService] = useState(desk.token?.service ?? "");
  const desks = site.desks.filter((one) => one.services.includes(service) && one.desk !== desk.desk);
  return (
    <Dialog title={t("transfer_title", {code: desk.token?.call_code ?? ""})} deed={t("do_transfer")} onClose={close} onDeed={(fields) => {
      const to = text(fields, "desk");
      carryOut([{command: "queue.transfer", body: {desk: desk.desk, service, ...(to ? {to_desk: to} : {})}}]);
    }}>
      <label>{t("service")}
        <select autofocus value={service} onChange={(event) => setService(event.currentTarget.value)}>
          {site.services.map((one) => <option key={one.service} value={one.service}>{n(one.name)}</option>)}
        </select>
      </label>
      <label>{t("transfer_desk")}
        <select name="desk">
          <option value="">{t("any_desk")}</option>
          {desks.map((one) => <option key={one.desk} value={one.desk}>{n(one.name)}</option>)}
        </select>
      </label>
      <p class="quiet">{t("transfer_keeps")}</p>
    </Dialog>
  );
}

function SendOn({desk, close, carryOut}: Omit<Props, "asked">) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const token = desk.token;
  const mine = site.pathways.find((one) => one.pathway === token?.pathway);
  const fitting = site.pathways.filter((one) => one.stages.some((stage) => stage.includes(token?.service ?? "")));
  const send = (pathway?: string) => carryOut([{command: "queue.send_on", body: {desk: desk.desk, ...(pathway ? {pathway} : {})}}]);
  const next = mine?.stages[(token?.stage ?? 0) + 1] ?? [];
  return (
    <Dialog title={t("send_on_title", {code: token?.call_code ?? ""})} onClose={close} {...(mine ? {deed: t("do_send_on"), onDeed: () => send()} : {})}>
      {mine ? <p>{n(mine.name)}{next.length > 0 && <>: {next.map((service) => n(serviceOf(site, service)?.name, service)).join(" / ")}</>}</p>
        : fitting.length ? <Choices items={fitting.map((one) => ({id: one.pathway, words: n(one.name)}))} choose={send} />
        : <p>{t("no_pathway")}</p>}
    </Dialog>
  );
}

/// The hospital's own outcomes to choose from; where its file has none, a word of one's own.
function Outcome({desk, close, carryOut}: Omit<Props, "asked">) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const title = t("outcome_title", {code: desk.token?.call_code ?? ""});
  const finish = (outcome: string) => carryOut([{command: "queue.finish", body: {desk: desk.desk, outcome}}]);
  if (site.outcomes?.length) return (
    <Dialog title={title} onClose={close}><Choices items={site.outcomes.map((one) => ({id: one.outcome, words: n(one.name, one.outcome)}))} choose={finish} /></Dialog>
  );
  return (
    <Dialog title={title} deed={t("do_finish")} onClose={close} onDeed={(fields) => finish(text(fields, "outcome"))}>
      <label>{t("journal_outcome")}<input name="outcome" required maxlength={60} autocomplete="off" autofocus dir="auto" /></label>
    </Dialog>
  );
}

export function DeskDialog({asked, desk, close, carryOut}: Props) {
  const {t} = useStage();
  const here = {desk: desk.desk};
  if (asked.deed === "transfer") return <Transfer desk={desk} close={close} carryOut={carryOut} />;
  if (asked.deed === "send_on") return <SendOn desk={desk} close={close} carryOut={carryOut} />;
  if (asked.deed === "park") return (
    <Dialog title={t("park_title", {code: desk.token?.call_code ?? ""})} onClose={close}>
      <Choices items={parkMinutes.map((count) => ({id: String(count), words: t("minutes", {count})}))}
               choose={(id) => carryOut([{command: "queue.park", body: {...here, minutes: Number(id)}}])} />
    </Dialog>
  );
  if (asked.deed === "outcome") return <Outcome desk={desk} close={close} carryOut={carryOut} />;
  return (
    <Dialog title={t("call_this", {code: asked.token?.call_code ?? ""})} deed={t("call")} onClose={close}
            onDeed={(fields) => carryOut([{command: "queue.call_token", body: {...here, token: asked.token?.token, reason: text(fields, "reason")}}])}>
      <label>{t("reason")}<input name="reason" required maxlength={200} autocomplete="off" autofocus /></label>
      <p class="quiet">{t("reason_kept")}</p>
    </Dialog>
  );
}
