// One bed of a ward. What is old is grey and tells its age; what is too old is not shown at all.

import {ageText, conditionText} from "../lib/ward_words.ts";
import {arrow, coloured, faulty, flashes, foremost, scoreOf, slots, slotValue, stars, trustIn, units, type Alarm, type Picture, type Slot, type Tile} from "../lib/ward_rules.ts";
import {useStage} from "../lib/stage.tsx";

interface Props {
  tile: Tile;
  picture: Picture;
  alarms: Alarm[];  ///< of this bed, the most urgent first
  since: number;
  lost: boolean;
  enter: (() => void) | null;   ///< null: nobody lies there
  course: (() => void) | null;
}

/// Of an alarm: its colour, and whether it flashes.
export const alarmLook = (alarm: Alarm | undefined) => (alarm ? `alarm-${alarm.priority} ${coloured(alarm) ? "coloured" : ""} ${flashes(alarm) ? "flashes" : ""}` : "");

function Shown({slot, tile, picture, since, lost}: Omit<Props, "alarms" | "enter" | "course"> & {slot: Slot}) {
  const {t} = useStage();
  const value = slotValue(slot, tile, picture.lives, since, trustIn(tile, picture, lost)), broken = faulty(slot, tile);
  const age = value?.age ?? null, aged = age !== null && (value?.byHand ? ageText(t, age) : t("ward_ago", {age: ageText(t, age)}));
  return (
    <div class={`figure ${value?.freshness ?? "blank"}`}>
      <dt>{t(`ward_${slot}`)} <small dir="auto">{t(`ward_${units[slot]}`)}</small></dt>
      <dd>
        {value ? <b dir="ltr">{value.text}{value.doubtful && <span aria-hidden="true">?</span>}</b> : <><b aria-hidden="true">–</b><span class="unseen">{t("ward_nothing")}</span></>}
        {value?.doubtful && <span class="unseen">{t("ward_disagrees", {measure: t(`ward_${slot}`)})}</span>}
        <small>{[value?.byHand && t("ward_by_hand"), aged, broken && t("ward_sensor_off", {measure: t(`ward_${slot}`)})].filter(Boolean).join(" · ")}</small>
      </dd>
    </div>
  );
}

/// What is wrong, the most important only.
function note(t: (key: string, fill?: Record<string, string | number>) => string, tile: Tile, first: Alarm | undefined, more: number, since: number): string {
  if (first) return `${stars[first.priority]} ${conditionText(t, first)}${more ? ` +${more}` : ""}`;
  if (!tile.occupied) return t("ward_empty");
  if (tile.device === "none") return t("ward_no_device");
  if (tile.device === "offline") return t("ward_device_offline");
  if (tile.device === "silent") return t("ward_device_silent", {age: ageText(t, (tile.silent_ms ?? 0) + since)});
  return tile.demo ? t("ward_demo") : "";
}

function ScoreMark({tile, since}: {tile: Tile; since: number}) {
  const {t} = useStage();
  const score = scoreOf(tile, since);
  if (!score) return null;
  const count = score.missing.length, text = t(count ? "ward_news2_at_least" : "ward_news2", {points: String(score.points)});
  return (
    <p class="row score-line">
      <strong class={`class-mark ${score.risk === "high" ? "high" : score.risk === "medium" ? "middle" : ""}`}><bdi dir="ltr">{text + arrow(score)}</bdi></strong>
      <small>{[count > 0 && t("ward_missing", {count: String(count)}), score.minutes_to_limit && t("ward_limit_in", {age: ageText(t, score.minutes_to_limit * 60_000)})].filter(Boolean).join(" · ")}</small>
    </p>
  );
}

export function WardTile({tile, picture, alarms, since, lost, enter, course}: Props) {
  const {t} = useStage();
  const first = foremost(alarms);
  return (
    <li class={`bed ${alarmLook(first)} ${tile.occupied ? "" : "empty"}`}>
      <header>
        <h3><bdi>{tile.name}</bdi> {tile.label && <small><bdi>{tile.label}</bdi></small>}</h3>
        <p>{note(t, tile, first, alarms.length - 1, since)}</p>
      </header>
      {tile.occupied && (
        <div class="bed-body">
          <ScoreMark tile={tile} since={since} />
          <dl>{slots.map((slot) => <Shown key={slot} slot={slot} tile={tile} picture={picture} since={since} lost={lost} />)}</dl>
          <p class="row bed-deeds">
            {enter && <button class="small" onClick={enter} aria-label={t("ward_enter_at", {bed: tile.name})}>{t("ward_enter")}</button>}
            {course && <button class="small" onClick={course} aria-label={t("ward_course_of", {bed: tile.name})}>{t("ward_course")}</button>}
          </p>
        </div>
      )}
    </li>
  );
}
