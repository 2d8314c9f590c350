// The ward's beds, and what alarms. A secondary system, as the page says all the time: the monitor at the bed stays the primary alarm.

import {useEffect, useMemo, useRef, useState} from "preact/hooks";
import {remember, remembered} from "../lib/choices.ts";
import {refusal} from "../lib/refusal.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {useWardNow, useWards} from "../lib/ward_live.ts";
import {byUrgency, risen, type Alarm, type Picture, type Priority, type Tile} from "../lib/ward_rules.ts";
import {ageText, alarmSentence} from "../lib/ward_words.ts";
import {WardAlarms} from "./ward_alarms.tsx";
import {WardCourse} from "./ward_course.tsx";
import {WardDevices} from "./ward_devices.tsx";
import {EntryByHand} from "./ward_entry.tsx";
import {WardTile} from "./ward_tile.tsx";

/// New alarms are said to whoever cannot see the page; those that were open before it was opened are not.
function useSaid(ward: string, picture: Picture | null, alarms: Alarm[], bedName: (bed: string) => string) {
  const {t} = useStage();
  const {say} = useCrew();
  const known = useRef<{ward: string; alarms: Map<string, Priority>} | null>(null);
  useEffect(() => {
    if (!picture) return;
    const before = known.current?.ward === ward ? known.current.alarms : null;
    known.current = {ward, alarms: new Map(alarms.map(({alarm, priority}) => [alarm, priority]))};
    const now = before ? risen(before, alarms) : [];
    if (now.length) say(now.map((alarm) => alarmSentence(t, alarm, bedName(alarm.bed))).join(". "));
  }, [picture]);
}

function Warning({lost, deaf}: {lost: number | null; deaf: boolean}) {
  const {t} = useStage();
  // Said once; the age that grows is for eyes.
  return (
    <>
      <div role="alert" class="unseen">{lost !== null ? t("line_lost") : deaf ? t("ward_deaf_house") : ""}</div>
      {lost !== null && <p class="ward-warning">{t("ward_lost", {age: ageText(t, lost)})}</p>}
      {lost === null && deaf && <p class="ward-warning">{t("ward_deaf_house")}</p>}
    </>
  );
}

export function WardPage() {
  const {t, n} = useStage();
  const wards = useWards();
  const [chosen, setChosen] = useState(() => remembered("ward"));
  const ward = wards?.find((one) => one.ward === chosen) ?? wards?.[0] ?? null;
  const {picture, refused, since, lost, again} = useWardNow(ward?.ward ?? null);
  const [opened, setOpened] = useState<{what: "entry" | "course"; tile: Tile; patient: string} | null>(null);
  const [devices, setDevices] = useState(false);
  const alarms = useMemo(() => [...(picture?.alarms ?? [])].sort(byUrgency), [picture]);
  const bedName = (bed: string) => picture?.tiles.find((tile) => tile.bed === bed)?.name ?? bed;
  const patientOf = (bed: string) => ward?.beds.find((one) => one.bed === bed)?.patient ?? null;
  useSaid(ward?.ward ?? "", picture, alarms, bedName);
  return (
    <div class="ward stack">
      <header class="row">
        <h1>{t("page_ward")}</h1>
        <label class="row push inline">{t("page_ward")}
          <select value={ward?.ward ?? ""} onChange={(event) => {
            setChosen(event.currentTarget.value);
            remember("ward", event.currentTarget.value);
          }}>{(wards ?? []).map((one) => <option key={one.ward} value={one.ward}>{n(one.name, one.ward)}</option>)}</select>
        </label>
      </header>
      <p class="secondary">{t("ward_secondary")}</p>
      {ward && <Warning lost={lost} deaf={picture !== null && !picture.listening} />}
      {refused && <p class="wrong" role="alert">{refusal(t, refused)}</p>}
      {!picture ? !refused && lost === null && <p class="starting">{t("starting")}</p> : (
        <div class="ward-parts">
          <WardAlarms alarms={alarms} bedName={bedName} done={again} />
          <ul class={`beds ${lost !== null ? "lost" : ""}`} aria-label={n(picture.name, picture.ward)}>
            {picture.tiles.map((tile) => {
              const patient = patientOf(tile.bed);
              return <WardTile key={tile.bed} tile={tile} picture={picture} alarms={alarms.filter(({bed}) => bed === tile.bed)} since={since} lost={lost !== null}
                               enter={patient ? () => setOpened({what: "entry", tile, patient}) : null}
                               course={patient ? () => setOpened({what: "course", tile, patient}) : null} />;
            })}
          </ul>
        </div>
      )}
      {picture && <WardDevices picture={picture} open={devices} setOpen={setDevices} />}
      {opened?.what === "entry" && <EntryByHand {...opened} close={() => setOpened(null)} done={again} />}
      {opened?.what === "course" && <WardCourse {...opened} close={() => setOpened(null)} />}
    </div>
  );
}
