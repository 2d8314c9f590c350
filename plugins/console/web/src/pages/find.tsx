// Any number of today, wherever it is, and what a clerk may do with it.

import {useState} from "preact/hooks";
import {useAsking, useTicking} from "../lib/asking.ts";
import {useActing} from "../lib/acting.ts";
import {classesOf, deskOf, serviceOf, useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";
import {ClassMark, Needs, Speaks, Waited} from "../parts/token_bits.tsx";
import type {TokenView} from "../wire.ts";
import {LinkDialog} from "./patient_choice.tsx";

type What = "priority" | "cancel" | "print" | "transfer" | "link";

function TokenDialog({what, token, close}: {what: What; token: TokenView; close: () => void}) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const {act} = useActing();
  const send = (command: string, body: object) => {
    close();
    void act(command, {token: token.token, ...body});
  };
  const of = (fields: FormData, name: string) => String(fields.get(name) ?? "").trim();
  const reason = <label>{t("reason")}<input name="reason" required maxlength={200} autocomplete="off" /></label>;
  if (what === "link") return <LinkDialog token={token} close={close} done={() => {}} />;
  if (what === "print") return (
    <Dialog title={t("print_title", {code: token.call_code})} onClose={close}>
      <div class="choices">
        {site.kiosks.map((one) => <button type="button" key={one.kiosk} onClick={() => send("queue.reprint_ticket", {kiosk: one.kiosk})}>{n(one.name)}</button>)}
      </div>
    </Dialog>
  );
  if (what === "cancel") return (
    <Dialog title={t("cancel_title", {code: token.call_code})} deed={t("cancel_do")} danger onClose={close}
            onDeed={(fields) => send("queue.cancel", {reason: of(fields, "reason")})}>{reason}</Dialog>
  );
  if (what === "transfer") return (
    <Dialog title={t("transfer_title", {code: token.call_code})} deed={t("do_transfer")} onClose={close}
            onDeed={(fields) => send("queue.transfer", {service: of(fields, "service")})}>
      <label>{t("service")}
        <select name="service">{site.services.filter((one) => one.service !== token.service).map((one) => <option key={one.service} value={one.service}>{n(one.name)}</option>)}</select>
      </label>
      <p class="quiet">{t("transfer_keeps")}</p>
    </Dialog>
  );
  return (
    <Dialog title={t("priority_title", {code: token.call_code})} deed={t("priority_do")} onClose={close}
            onDeed={(fields) => send("queue.change_priority", {priority: of(fields, "priority"), reason: of(fields, "reason")})}>
      <div class="choices tight">
        {classesOf(site, token.service).map((one) => (
          <label key={one.priority} class="pick">
            <input type="radio" name="priority" value={one.priority} required defaultChecked={one.priority === token.priority} /><span>{n(one.name, one.priority)}</span>
          </label>
        ))}
      </div>
      {reason}
      <p class="quiet">{t("reason_kept")}</p>
    </Dialog>
  );
}

function Found({token, since}: {token: TokenView; since: number}) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const {act} = useActing();
  const [what, setWhat] = useState<What | null>(null);
  const over = ["done", "cancelled"].includes(token.state);
  const desk = deskOf(site, token.desk);
  return (
    <li class="token found">
      <strong class="number" dir="ltr">{token.call_code}</strong>
      <div class="about">
        <p class="row">
          <span class="chip">{t(`state_${token.state}`)}</span>
          <ClassMark service={token.service} priority={token.priority} />
          {token.state === "waiting" && <Waited token={token} since={since} />}
          <Speaks token={token} /><Needs needs={token.needs} />
        </p>
        <p class="quiet">{n(serviceOf(site, token.service)?.name)}{desk && <> · {n(desk.name)}</>}</p>
        <div class="row">
          {(token.state === "parked" || token.state === "no_show") && <button class="small" onClick={() => void act("queue.return_token", {token: token.token})}>{t("return")}</button>}
          {!over && <button class="small" onClick={() => setWhat("priority")}>{t("priority_change")}</button>}
          {token.state === "waiting" && <button class="small" onClick={() => setWhat("transfer")}>{t("do_transfer")}</button>}
          {!over && <button class="small" onClick={() => setWhat("link")}>{t("link")}</button>}
          {!over && site.kiosks.length > 0 && <button class="small" onClick={() => setWhat("print")}>{t("print_again")}</button>}
          {!over && <button class="small" onClick={() => setWhat("cancel")}>{t("cancel_do")}</button>}
        </div>
      </div>
      {what && <TokenDialog what={what} token={token} close={() => setWhat(null)} />}
    </li>
  );
}

export function Find({text, setText}: {text: string; setText: (text: string) => void}) {
  const {t} = useStage();
  const wanted = text.trim();
  const {value, at} = useAsking<{total: number; tokens: TokenView[]}>(wanted ? "queue.find_tokens" : null, {text: wanted, limit: 8},
    ({name}) => /queue\.(token_|serving|priority|action|day)/.test(name), 30);
  const now = useTicking(10);
  return (
    <section class="card" aria-labelledby="find">
      <h2 id="find">{t("find_title")}</h2>
      <label><span class="unseen">{t("find_number")}</span>
        <input type="search" value={text} placeholder={t("find_number")} dir="auto" autocomplete="off" spellcheck={false} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      {wanted && value && (
        <div role="status">
          {value.total === 0 ? <p class="quiet">{t("find_nothing")}</p> : value.total > value.tokens.length && <p class="quiet">{t("find_many", {count: value.total})}</p>}
        </div>
      )}
      {wanted && <ul class="tokens flush">{value?.tokens.map((token) => <Found key={token.token} token={token} since={Math.max(0, now - at) / 1000} />)}</ul>}
    </section>
  );
}
