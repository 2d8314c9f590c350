// Where one is signed in, and an end to each of these sessions by itself.

import {tell} from "../lib/house.ts";
import {useAsking} from "../lib/asking.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {useTrying} from "./factor_setup.tsx";

interface OwnSession {
  session: string;
  begun_at: string;
  used_at: string;
  desk?: string | null;
  this_one: boolean;
}

export function OwnSessions() {
  const {t, language} = useStage();
  const {leave} = useCrew();
  const {value, again} = useAsking<{sessions: OwnSession[]}>("identity.my_sessions", {}, () => false, 30);
  const [wrong, attempt] = useTrying();
  const time = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeStyle: "short"});
  const end = (one: OwnSession) => void attempt(() => tell("identity.end_own_session", {session: one.session})).then((done) => {
    if (done && one.this_one) leave();
    else again();
  });
  return (
    <section aria-labelledby="own-sessions">
      <h3 id="own-sessions">{t("sessions_own")}</h3>
      <ul class="own-sessions">
        {value?.sessions.map((one) => (
          <li key={one.session}>
            <p>{t("session_since", {at: time.format(new Date(one.begun_at))})}
              {one.desk && <> · <bdi>{one.desk}</bdi></>}
              {one.this_one ? <> <span class="chip open">{t("session_this")}</span></> : <span class="quiet"> · {t("session_used", {at: time.format(new Date(one.used_at))})}</span>}</p>
            <button type="button" class="small" onClick={() => end(one)} aria-label={`${t("session_end")}: ${t("session_since", {at: time.format(new Date(one.begun_at))})}`}>{t("session_end")}</button>
          </li>
        ))}
      </ul>
      <div role="alert">{wrong && <p class="wrong">{wrong}</p>}</div>
    </section>
  );
}
