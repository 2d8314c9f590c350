// Somebody with an appointment, at the counter: by code and date of birth, as at a kiosk.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {useStage} from "../lib/stage.tsx";
import type {CheckedIn} from "../wire.ts";

export function CheckIn() {
  const {t, n} = useStage();
  const {busy, act} = useActing();
  const [answer, setAnswer] = useState<CheckedIn | null>(null);
  const [asked, setAsked] = useState<object>({});
  const send = async (body: object) => {
    setAsked(body);
    setAnswer(await act<CheckedIn>("queue.check_in", body));
  };
  const token = answer?.token;
  return (
    <section class="card" aria-labelledby="check-in">
      <h2 id="check-in">{t("check_in")}</h2>
      <form class="row fields" onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        void send({code: String(fields.get("code")).trim().toUpperCase(), scanned: false, birth_date: String(fields.get("birth")), needs: []});
      }}>
        <label>{t("check_in_code")}<input name="code" required minlength={4} maxlength={32} pattern="[A-Za-z0-9\-]+" autocomplete="off" dir="ltr" /></label>
        <label>{t("birth_date")}<input name="birth" type="date" required /></label>
        <button class="primary" disabled={busy}>{t("check_in")}</button>
      </form>
      <div role="status">
        {answer && (token ? <p class="outcome"><strong class="code" dir="ltr">{token.call_code}</strong> {n(token.service_name)} · {n(token.area_name)}</p>
          : (
            <p class="outcome">{t(`check_in_${answer.outcome}`, {time: answer.at?.time ?? "", from: answer.from?.time ?? ""})}{" "}
              {(answer.outcome === "early" || answer.outcome === "late") && <button class="small" onClick={() => void send({...asked, as_walk_in: true})}>{t("check_in_walk_in")}</button>}
            </p>
          ))}
      </div>
    </section>
  );
}
