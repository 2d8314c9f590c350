// Emergency access to one person (break-glass): who asks shows again who they are, says why, and the privacy officer looks at it later.

import {useState} from "preact/hooks";
import {Refused, signIn, tell} from "../lib/house.ts";
import {useActing} from "../lib/acting.ts";
import {useAsking} from "../lib/asking.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";

const reasons = ["emergency", "covering", "consultation", "at_the_patients_wish", "other"];
const verdicts = ["justified", "to_be_clarified", "misuse"];

export function BreakGlass({subject}: {subject: string}) {
  const {t} = useStage();
  const {me, refresh} = useCrew();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState("emergency");
  const [wrong, setWrong] = useState("");
  if (!me.accounts || (me.role !== "doctor" && me.role !== "nurse")) return null;
  const send = async (fields: FormData) => {
    const of = (name: string) => String(fields.get(name) ?? "");
    try {
      await signIn(me.login, of("password"), of("code").replaceAll(" ", ""));
      await tell("identity.break_glass", {subject, reason, ...(of("note").trim() ? {note: of("note").trim()} : {})});
      refresh();
    } catch (error) {
      setWrong(error instanceof Refused && error.code === "conflict" ? t("refused_conflict", {detail: error.message}) : t("sign_in_wrong"));
    }
  };
  return (
    <>
      <button class="danger" onClick={() => setAsked(true)}>{t("glass_break")}</button>
      {asked && (
        <Dialog title={t("glass_break")} deed={t("glass_break")} danger onClose={() => setAsked(false)} onDeed={(fields) => void send(fields)}>
          <p>{t("glass_text")}</p>
          <label>{t("reason")}
            <select value={reason} onChange={(event) => setReason(event.currentTarget.value)}>{reasons.map((one) => <option key={one} value={one}>{t(`glass_${one}`)}</option>)}</select>
          </label>
          {reason === "other" && <label>{t("message")}<input name="note" required maxlength={200} autocomplete="off" dir="auto" /></label>}
          <label>{t("sign_in_password")}<input name="password" type="password" required autocomplete="current-password" dir="ltr" /></label>
          <label>{t("sign_in_code")} <small class="quiet">{t("sign_in_code_text")}</small><input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" dir="ltr" /></label>
          <div role="alert">{wrong && <p class="wrong">{wrong}</p>}</div>
        </Dialog>
      )}
    </>
  );
}

interface Glass {
  glass: string;
  person: string;
  subject: string;
  reason: string;
  at: string;
  verdict?: string;
}

/// For the privacy officer: what waits to be looked at.
export function GlassReview() {
  const {t, language} = useStage();
  const {me} = useCrew();
  const {act, busy} = useActing();
  const {value, again} = useAsking<{glasses: Glass[]}>(me.role === "privacy_officer" ? "identity.glasses" : null, {reviewed: false}, ({name}) => name.startsWith("identity.glass_"), 60);
  if (!value?.glasses.length) return null;
  const time = new Intl.DateTimeFormat(language, {dateStyle: "short", timeStyle: "short"});
  return (
    <section class="card flush" aria-labelledby="glasses">
      <h2 id="glasses" class="pad">{t("glass_review", {count: value.glasses.length})}</h2>
      <ul class="tokens">
        {value.glasses.map((one) => (
          <li key={one.glass} class="token">
            <strong dir="ltr">{one.person}</strong>
            <div class="about">
              <p><span dir="ltr">{one.subject}</span> · {t(`glass_${one.reason}`)} · {time.format(new Date(one.at))}</p>
              <div class="row">{verdicts.map((verdict) => <button key={verdict} class="small" disabled={busy} onClick={() => void act("identity.review_glass", {glass: one.glass, verdict}).then(again)}>{t(`verdict_${verdict}`)}</button>)}</div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
