// Emergency access to one person (break-glass): who asks shows again who they are, says why, and the privacy officer looks at it later.

import type {ComponentChildren} from "preact";
import {useRef, useState} from "preact/hooks";
import {Refused, signIn, tell} from "../lib/house.ts";
import {useActing} from "../lib/acting.ts";
import {useAsking} from "../lib/asking.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";

const reasons = ["emergency", "covering", "consultation", "at_the_patients_wish", "other"];
const verdicts = ["justified", "to_be_clarified", "misuse"];

/// `find` finds whom it is about, by what the asker knows, where the record itself is not shown.
function GlassDialog({close, fields, find}: {close: () => void; fields?: ComponentChildren; find: (of: (name: string) => string) => Promise<string>}) {
  const {t} = useStage();
  const {me, refresh} = useCrew();
  const [reason, setReason] = useState("emergency");
  const [wrong, setWrong] = useState("");
  const working = useRef(false);  // a key pressed twice is one glass
  const send = async (form: FormData) => {
    const of = (name: string) => String(form.get(name) ?? "").trim();
    if (working.current) return;
    working.current = true;
    setWrong("");
    try {
      const subject = await find(of);
      if (!subject) return setWrong(t("glass_nobody"));
      await signIn(me.login, String(form.get("password") ?? ""), of("code").replaceAll(" ", ""));
      await tell("identity.break_glass", {subject, reason, ...(of("note") ? {note: of("note")} : {})});
      close();
      refresh();
    } catch (error) {
      const known = error instanceof Refused && (error.code === "conflict" || error.code === "invalid");
      setWrong(known ? t(`refused_${error.code}`, {detail: error.message}) : t("sign_in_wrong"));
    } finally {
      working.current = false;
    }
  };
  return (
    <Dialog title={t("glass_break")} deed={t("glass_break")} danger onClose={close} onDeed={(form) => void send(form)}>
      <p>{t("glass_text")}</p>
      {fields}
      <label>{t("reason")}
        <select value={reason} onChange={(event) => setReason(event.currentTarget.value)}>{reasons.map((one) => <option key={one} value={one}>{t(`glass_${one}`)}</option>)}</select>
      </label>
      {reason === "other" && <label>{t("glass_note")}<input name="note" required maxlength={200} autocomplete="off" dir="auto" /></label>}
      <label>{t("sign_in_password")}<input name="password" type="password" required autocomplete="current-password" dir="ltr" /></label>
      <label>{t("sign_in_code")} <small class="quiet">{t("sign_in_code_text")}</small><input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" dir="ltr" /></label>
      <div role="alert">{wrong && <p class="wrong">{wrong}</p>}</div>
    </Dialog>
  );
}

function useMayBreak(): boolean {
  const {me} = useCrew();
  return me.accounts && (me.role === "doctor" || me.role === "nurse");
}

/// For a record that is there, but not shown.
export function BreakGlass({subject}: {subject: string}) {
  const {t} = useStage();
  const [asked, setAsked] = useState(false);
  if (!useMayBreak()) return null;
  return (
    <>
      <button class="danger" onClick={() => setAsked(true)}>{t("glass_break")}</button>
      {asked && <GlassDialog close={() => setAsked(false)} find={() => Promise.resolve(subject)} />}
    </>
  );
}

/// For somebody whom a search does not show, because the asker does not look after them: all that is known must fit.
export function EmergencySearch() {
  const {t} = useStage();
  const [asked, setAsked] = useState(false);
  if (!useMayBreak()) return null;
  const find = async (of: (name: string) => string) => {
    const body = Object.fromEntries((["identifier", "name", "birth_date"] as const).map((name) => [name, of(name)]).filter(([, text]) => text));
    const {patients} = await tell<{patients: string[]}>("records.locate", body);
    return patients.length === 1 ? `patient ${patients[0]}` : "";
  };
  return (
    <p class="row emergency">
      <span class="quiet">{t("glass_search_text")}</span>
      <button class="danger small push" onClick={() => setAsked(true)}>{t("glass_break")}</button>
      {asked && (
        <GlassDialog close={() => setAsked(false)} find={find} fields={(
          <fieldset>
            <legend>{t("glass_whom")}</legend>
            <label>{t("identifier")}<input name="identifier" autocomplete="off" dir="ltr" autofocus /></label>
            <div class="row fields">
              <label>{t("visitor_name")}<input name="name" autocomplete="off" dir="auto" /></label>
              <label>{t("birth_date")}<input name="birth_date" type="date" /></label>
            </div>
          </fieldset>
        )} />
      )}
    </p>
  );
}

interface Glass {
  glass: string;
  person: string;
  subject: string;
  reason: string;
  note?: string | null;
  at: string;
  verdict?: string;
}

/// For the privacy officer: what waits to be looked at.
export function GlassReview() {
  const {t, language} = useStage();
  const {me} = useCrew();
  const {act, busy} = useActing();
  const {value, again} = useAsking<{glasses: Glass[]}>(me.role === "privacy_officer" ? "identity.glasses" : null, {reviewed: false}, ({name}) => name.startsWith("identity.glass_"), 60);
  const people = useAsking<{people: {person: string; full_name: string}[]}>(value?.glasses.length ? "identity.people" : null);
  if (!value?.glasses.length) return null;
  const nameOf = (person: string) => people.value?.people.find((one) => one.person === person)?.full_name ?? person;
  const time = new Intl.DateTimeFormat(language, {dateStyle: "short", timeStyle: "short"});
  return (
    <section class="card flush" aria-labelledby="glasses">
      <h2 id="glasses" class="pad">{t("glass_review", {count: value.glasses.length})}</h2>
      <ul class="tokens">
        {value.glasses.map((one) => (
          <li key={one.glass} class="token">
            <strong dir="auto">{nameOf(one.person)}</strong>
            <div class="about">
              <p><span dir="ltr">{one.subject}</span> · {t(`glass_${one.reason}`)} · {time.format(new Date(one.at))}</p>
              {one.note && <p dir="auto">{one.note}</p>}
              <div class="row">{verdicts.map((verdict) => <button key={verdict} class="small" disabled={busy} onClick={() => void act("identity.review_glass", {glass: one.glass, verdict}).then(again)}>{t(`verdict_${verdict}`)}</button>)}</div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
