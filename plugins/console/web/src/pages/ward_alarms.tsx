// The open alarms of a ward, the most urgent first, and what is done about them. Pausing concerns a patient, not one alarm: it stands at
// the first of each.

import {useState} from "preact/hooks";
import {refusal} from "../lib/refusal.ts";
import {tell} from "../lib/house.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {patientIn} from "../lib/ward_live.ts";
import {alarmValue, stars, type Alarm} from "../lib/ward_rules.ts";
import {alarmSentence, conditionText} from "../lib/ward_words.ts";
import {alarmLook} from "./ward_tile.tsx";

interface Props {
  alarms: Alarm[];
  bedName: (bed: string) => string;
  done: () => void;
}

/// Busy while something is under way; afterwards the ward is asked anew.
function useDeeds(done: () => void) {
  const {t} = useStage();
  const {say, warn} = useCrew();
  const [busy, setBusy] = useState(false);
  const act = async (what: () => Promise<string>) => {
    setBusy(true);
    try {
      say(await what());
    } catch (error) {
      warn(refusal(t, error));
    } finally {
      setBusy(false);
      done();
    }
  };
  return {busy, act};
}

function Circumstances({alarm}: {alarm: Alarm}) {
  const {t, language} = useStage();
  const clock = (at: string) => new Intl.DateTimeFormat(language, {hour: "2-digit", minute: "2-digit", hourCycle: "h23", numberingSystem: "latn"}).format(new Date(at));
  const state = alarm.state === "active" ? "" : t(`ward_${alarm.state}`);
  const until = alarm.paused_until && alarm.state.endsWith("paused") && t("ward_until", {time: clock(alarm.paused_until)});
  return <p class="how">{[clock(alarm.since), state, until, alarm.escalation > 0 && t(`ward_escalated_${Math.min(2, alarm.escalation)}`)].filter(Boolean).join(" · ")}</p>;
}

function Row({alarm, first, ...props}: {alarm: Alarm; first: boolean} & Props) {
  const {t} = useStage();
  const bed = props.bedName(alarm.bed), what = alarmSentence(t, alarm, bed);
  const {busy, act} = useDeeds(props.done);
  const acknowledge = () => act(async () => {
    await tell("vitals.acknowledge_alarm", {alarm: alarm.alarm});
    return t("ward_said_acknowledged", {alarm: what});
  });
  const pause = (command: string, said: string) => act(async () => {
    const patient = await patientIn(alarm.bed);
    if (!patient) return t("ward_nobody_there", {bed});
    await tell(command, {patient});
    return t(said, {bed});
  });
  const of = props.alarms.filter((one) => one.bed === alarm.bed);
  return (
    <li class={`ward-alarm ${alarmLook(alarm)}`}>
      <p><span class="stars" dir="ltr">{stars[alarm.priority]}</span> <bdi>{bed}</bdi> <b>{conditionText(t, alarm)} <bdi dir="ltr">{alarmValue(alarm)}</bdi></b></p>
      <Circumstances alarm={alarm} />
      <div class="row">
        {alarm.state !== "acknowledged" && <button class="small primary" disabled={busy} onClick={() => void acknowledge()} aria-label={`${t("ward_acknowledge")}: ${what}`}>{t("ward_acknowledge")}</button>}
        {first && of.some(({state}) => state === "active") && (
          <button class="small" disabled={busy} onClick={() => void pause("vitals.pause_audio", "ward_said_audio")} aria-label={`${t("ward_pause_audio")}: ${bed}`}>{t("ward_pause_audio")}</button>
        )}
        {first && of.some(({state}) => state === "active" || state === "audio_paused") && (
          <button class="small" disabled={busy} onClick={() => void pause("vitals.pause_alarms", "ward_said_paused")} aria-label={`${t("ward_pause_alarms")}: ${bed}`}>{t("ward_pause_alarms")}</button>
        )}
      </div>
    </li>
  );
}

export function WardAlarms(props: Props) {
  const {t} = useStage();
  const {alarms} = props;
  return (
    <section class="card flush ward-alarms" aria-labelledby="alarms">
      <h2 id="alarms" class="pad">{alarms.length ? `${t("ward_alarms")}: ${alarms.length}` : t("ward_no_alarms")}</h2>
      <ul>{alarms.map((alarm, i) => <Row key={alarm.alarm} alarm={alarm} first={alarms.findIndex((one) => one.bed === alarm.bed) === i} {...props} />)}</ul>
    </section>
  );
}
