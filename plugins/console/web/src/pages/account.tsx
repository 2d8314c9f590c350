// One's own account: password, second factor, badge and PIN, and an end to all sessions. Each shows again who is there.

import {useState} from "preact/hooks";
import {signIn, tell} from "../lib/house.ts";
import {useAsking} from "../lib/asking.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";
import {OwnSessions} from "./own_sessions.tsx";
import {beginFactor, confirmFactor, FactorFields, useTrying, type FactorKey} from "./factor_setup.tsx";

type Part = "password" | "factor" | "badge";

/// Who one is, shown again: what is serious wants it of a moment ago.
function Proof({factor}: {factor: boolean}) {
  const {t} = useStage();
  return (
    <fieldset class="proof">
      <legend>{t("proof")}</legend>
      <label>{t("password_now")}<input name="proof" type="password" required autocomplete="current-password" dir="ltr" autofocus /></label>
      {factor && <label>{t("sign_in_code")}<input name="proof_code" required inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" dir="ltr" /></label>}
    </fieldset>
  );
}

function Form({part, second, close, done}: {part: Part; second: boolean; close: () => void; done: (sentence: string) => void}) {
  const {t} = useStage();
  const {me, leave} = useCrew();
  const [factor, setFactor] = useState<FactorKey | null>(null);
  const [wrong, attempt] = useTrying();
  const send = (fields: FormData) => attempt(async () => {
    const of = (name: string) => String(fields.get(name) ?? "");
    if (factor) {
      await confirmFactor(fields);
      leave();  // all sessions have ended: from now on with a code
      return;
    }
    await signIn(me.login, of("proof"), of("proof_code").replaceAll(" ", ""));
    if (part === "factor") setFactor(await beginFactor());
    else if (part === "password") {
      await tell("identity.set_password", {password: of("password")});
      done(t("password_changed"));
    } else {
      await tell("identity.set_badge", {badge: of("badge").trim(), pin: of("pin")});
      done(t("badge_set"));
    }
  });
  return (
    <Dialog title={t(`account_${part}`)} deed={t(part === "factor" ? (factor ? "factor_confirm" : "factor_begin") : "save")} onClose={close} onDeed={(fields) => void send(fields)}>
      {factor ? <><p>{t("factor_text_own")}</p><FactorFields factor={factor} /></> : <Proof factor={second} />}
      {part === "password" && (
        <label>{t("password_new")} <small class="quiet">{t("password_rule")}</small>
          <input name="password" type="password" required minlength={8} autocomplete="new-password" dir="ltr" /></label>
      )}
      {part === "badge" && (
        <>
          <label>{t("badge")} <small class="quiet">{t("badge_text")}</small><input name="badge" required minlength={8} maxlength={200} autocomplete="off" dir="ltr" /></label>
          <label>{t("pin")} <small class="quiet">{t("pin_rule")}</small><input name="pin" type="password" required inputmode="numeric" pattern="[0-9]{6,12}" autocomplete="new-password" dir="ltr" /></label>
        </>
      )}
      <div role="alert">{wrong && <p class="wrong">{wrong}</p>}</div>
    </Dialog>
  );
}

export function Account({close}: {close: () => void}) {
  const {t} = useStage();
  const {me, leave} = useCrew();
  const {value, again} = useAsking<{departments: string[]; second_factor: boolean; badge: boolean}>("identity.me");
  const [part, setPart] = useState<Part | null>(null);
  const [said, setSaid] = useState("");
  const [wrong, attempt] = useTrying();
  if (part) return <Form part={part} second={value?.second_factor ?? false} close={() => setPart(null)} done={(sentence) => {
    setSaid(sentence);
    setPart(null);
    again();
  }} />;
  const everywhere = () => void attempt(() => tell("identity.sign_out_everywhere")).then((done) => done && leave());
  return (
    <Dialog title={me.name} onClose={close}>
      <p class="row"><span class="chip">{t(`role_${me.role}`)}</span><span class="quiet" dir="ltr">{me.login}</span>{value && value.departments.length > 0 && <span class="quiet">{value.departments.join(", ")}</span>}</p>
      <div class="account">
        <button type="button" onClick={() => setPart("password")}>{t("account_password")}</button>
        {value && (value.second_factor ? <p class="row"><span class="chip open">{t("second_factor")}</span></p> : <button type="button" onClick={() => setPart("factor")}>{t("account_factor")}</button>)}
        <button type="button" onClick={() => setPart("badge")}>{t("account_badge")}</button>
      </div>
      <OwnSessions />
      <div class="account"><button type="button" class="danger" onClick={everywhere}>{t("sessions_end")}</button></div>
      <div role="status">{said && <p>{said}</p>}</div>
      <div role="alert">{wrong && <p class="wrong">{wrong}</p>}</div>
    </Dialog>
  );
}
