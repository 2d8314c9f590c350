// What may be shown of a ward: which values are live, grey or gone, which alarm comes first, and when the line counts as lost. Plain
// functions with time passed in; the same rules as those of the ward's own screen (display/ward).

import type {Texts} from "../wire.ts";

export type Measure = "hr" | "spo2" | "rr" | "sbp" | "dbp" | "map" | "temp" | "pr";
export type Priority = "low" | "medium" | "high";
export type AlarmState = "active" | "acknowledged" | "audio_paused" | "alarm_paused" | "latched";

export interface Figure {
  measure: Measure;
  value: number;
  age_ms: number;
  by_hand?: boolean | null;
  doubtful?: boolean | null;
}
export interface Life {
  measure: Measure;
  stale_ms: number;
  blank_ms: number;
}
export interface Score {
  points: number;
  risk: "low" | "low_medium" | "medium" | "high";
  missing: string[];
  trend: "unknown" | "falling" | "steady" | "rising";
  minutes_to_limit?: number | null;
}
export interface Tile {
  bed: string;
  name: string;
  occupied: boolean;
  label?: string | null;
  device: "none" | "online" | "silent" | "offline";
  figures: Figure[];
  faults: Measure[];
  score?: Score | null;
  demo?: boolean | null;
  silent_ms?: number | null;
}
export interface Alarm {
  alarm: string;
  bed: string;
  condition: string;
  priority: Priority;
  technical: boolean;
  state: AlarmState;
  since: string;
  value?: number | null;
  measure?: Measure | null;
  paused_until?: string | null;
  escalation: number;
}
export interface Picture {
  ward: string;
  name: Texts;
  tiles: Tile[];
  alarms: Alarm[];
  lives: Life[];
  listening: boolean;
}
export interface WardEntry {
  ward: string;
  name: Texts;
  beds: {bed: string; patient?: string | null}[];
}

/// Without an answer for so long the page says that it sees nothing.
export const lostAfter = 5_000;
/// A score is of now, or is not shown.
const scoreCounts = 10_000;

// ---- values

export type Freshness = "live" | "stale" | "blank";
export interface Value {
  freshness: Freshness;
  text: string;
  age: number | null;   ///< milliseconds, where it is worth saying
  byHand: boolean;
  doubtful: boolean;
}

export type Slot = "hr" | "spo2" | "rr" | "bp" | "temp";
export const slots: Slot[] = ["hr", "spo2", "rr", "bp", "temp"];
export const units: Record<Slot, string> = {hr: "u_rate", spo2: "u_spo2", rr: "u_rate", bp: "u_pressure", temp: "u_temp"};
const measuresOf: Record<Slot, Measure[]> = {hr: ["hr", "pr"], spo2: ["spo2"], rr: ["rr"], bp: ["sbp", "dbp", "map"], temp: ["temp"]};
export const slotOf = (measure: Measure): Slot => slots.find((slot) => measuresOf[slot].includes(measure)) ?? "hr";

const lifeOf = (lives: Life[], measure: Measure): Life => lives.find((one) => one.measure === measure) ?? {measure, stale_ms: 3_000, blank_ms: 10_000};
export const written = (measure: Measure, value: number) => (measure === "temp" ? value.toFixed(1) : String(Math.round(value)));

/// Whose values may be live: what nobody would renew is grey, however long it would keep.
export type Trust = "all" | "by_hand" | "none";
export const trustIn = (tile: Tile, picture: Picture, lost: boolean): Trust => (lost ? "none" : tile.device === "online" && picture.listening ? "all" : "by_hand");

/// `since`: milliseconds since the picture was asked for.
export function valueOf(figure: Figure, life: Life, since: number, trust: Trust): Value {
  const age = figure.age_ms + since, byHand = Boolean(figure.by_hand);
  let freshness: Freshness = age >= life.blank_ms ? "blank" : age >= life.stale_ms ? "stale" : "live";
  if (freshness === "live" && !(trust === "all" || (trust === "by_hand" && byHand))) freshness = "stale";
  const worth = life.stale_ms > 10_000 ? 60_000 : 2_000;
  const said = freshness !== "blank" && (age >= worth || byHand || freshness === "stale");
  return {freshness, text: freshness === "blank" ? "" : written(figure.measure, figure.value), age: said ? age : null, byHand, doubtful: Boolean(figure.doubtful)};
}

const worse: Freshness[] = ["live", "stale", "blank"];

/// What one place on a tile shows; null: nothing may be shown there. Of two measures in one place the older speaks for both.
export function slotValue(slot: Slot, tile: Tile, lives: Life[], since: number, trust: Trust): Value | null {
  const shown = (measure: Measure): Value | null => {
    const of = tile.figures.filter((one) => one.measure === measure).sort((a, b) => a.age_ms - b.age_ms)[0];
    const value = of ? valueOf(of, lifeOf(lives, measure), since, trust) : null;
    return value?.freshness === "blank" ? null : value;
  };
  if (slot !== "bp") return measuresOf[slot].map(shown).find((one) => one !== null) ?? null;
  const upper = shown("sbp"), lower = shown("dbp");
  if (!upper && !lower) {
    const mean = shown("map");
    return mean && {...mean, text: `(${mean.text})`};
  }
  const both = [upper, lower].filter((one): one is Value => one !== null);
  const ages = both.map(({age}) => age).filter((age): age is number => age !== null);
  return {
    freshness: worse[Math.max(...both.map(({freshness}) => worse.indexOf(freshness)))] ?? "blank",
    text: `${upper?.text ?? "–"}/${lower?.text ?? "–"}`,
    age: ages.length ? Math.max(...ages) : null,
    byHand: both.some((one) => one.byHand), doubtful: both.some((one) => one.doubtful),
  };
}

export const faulty = (slot: Slot, tile: Tile) => measuresOf[slot].some((measure) => tile.faults.includes(measure));
export const scoreOf = (tile: Tile, since: number): Score | null => (since < scoreCounts ? tile.score ?? null : null);

const arrows = {unknown: "", falling: " ↓", steady: " →", rising: " ↑"};
export const arrow = (score: Score) => arrows[score.trend];

// ---- alarms

export const stars: Record<Priority, string> = {high: "***", medium: "**", low: "*"};
const rank: Record<Priority, number> = {high: 2, medium: 1, low: 0};

/// Those that nobody has acknowledged first; of them the most urgent; a patient's before a device's; the newest.
export function byUrgency(one: Alarm, other: Alarm): number {
  return Number(one.state === "acknowledged") - Number(other.state === "acknowledged") || rank[other.priority] - rank[one.priority]
    || Number(one.technical) - Number(other.technical) || Date.parse(other.since) - Date.parse(one.since);
}

/// Its colour comes and goes. An acknowledged one is steady; of a paused one only the frame stays.
export const flashes = ({state}: Alarm) => state === "active" || state === "audio_paused" || state === "latched";
export const coloured = ({state}: Alarm) => state !== "alarm_paused";

/// Which of a bed's alarms its tile shows: a pause hides none that is not paused.
export const foremost = (alarms: Alarm[]): Alarm | undefined => alarms.find(coloured) ?? alarms[0];

/// Alarms that are new or more urgent than `before`, by id.
export function risen(before: ReadonlyMap<string, Priority>, now: Alarm[]): Alarm[] {
  return now.filter(({alarm, priority, state}) => {
    const old = before.get(alarm);
    return state === "active" && (old === undefined || rank[priority] > rank[old]);
  });
}

const named: Record<string, string> = {news2: "cond_news2"};
const whole = ["asystole", "fibrillation", "apnoea", "news2_red", "no_data", "clock_wrong", "device_alarm"];
const places = ["hr", "spo2", "rr", "temp", "pr", "sbp", "dbp", "map", "pressure"];

/// What a condition is called: a text's key, and the key of the measure that stands in it.
export function conditionWords(condition: string): {key: string; measure?: string} {
  if (condition in named) return {key: named[condition] ?? "other"};
  if (whole.includes(condition)) return {key: condition};
  for (const key of ["high", "low", "disagrees", "sensor_off"]) {
    const measure = condition.endsWith(`_${key}`) ? condition.slice(0, -key.length - 1) : "";
    if (places.includes(measure)) return {key, measure: measure === "pressure" ? "bp" : measure};
  }
  return {key: "other"};
}

export function alarmValue({value, measure, condition}: Alarm): string {
  if (value === undefined || value === null) return "";
  return measure ? written(measure, value) : condition === "news2" ? String(Math.round(value)) : "";
}

// ---- time

/// An instant by two clocks: one stands still while the machine sleeps, the other may be set.
export interface Moment {
  steady: number;
  wall: number;
}
export const moment = (): Moment => ({steady: performance.now(), wall: Date.now()});
/// What went by, by whichever clock says more: a value is rather called too old than too young.
export const between = (from: Moment, until: Moment) => Math.max(0, until.steady - from.steady, until.wall - from.wall);

export function ageWords(ms: number): {key: "s" | "min" | "h"; count: number} {
  const seconds = Math.floor(ms / 1000);
  return seconds < 60 ? {key: "s", count: seconds} : seconds < 3600 ? {key: "min", count: Math.floor(seconds / 60)} : {key: "h", count: Math.floor(seconds / 3600)};
}
