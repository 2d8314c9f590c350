// Facts of a ward as texts. Values keep the digits of the monitors, which are the same in every language.

import {ageWords, alarmValue, conditionWords, stars, type Alarm} from "./ward_rules.ts";
import type {Stage} from "./stage.tsx";

type Say = Stage["t"];

/// "4 s", "12 min", "3 h"
export function ageText(t: Say, ms: number): string {
  const {key, count} = ageWords(ms);
  return t(`ward_of_age_${key}`, {count: String(count)});
}

/// "SpO₂ low"
export function conditionText(t: Say, alarm: Alarm): string {
  const {key, measure} = conditionWords(alarm.condition);
  return t(`ward_${key}`, measure ? {measure: t(`ward_${measure}`)} : {});
}

/// "*** 12A: SpO₂ low 86", for a screen reader.
export const alarmSentence = (t: Say, alarm: Alarm, bed: string) => `${stars[alarm.priority]} ${bed}: ${conditionText(t, alarm)} ${alarmValue(alarm)}`.trim();
