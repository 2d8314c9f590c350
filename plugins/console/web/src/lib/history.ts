// How days went: the house's sums, as charts and CSV want them. No page, no network.

export interface WaitsTold {
  called: number;
  half_seconds: number;
  nine_in_ten_seconds: number;
}
export interface HourTold {
  hour: number;
  came: number;
  done: number;
  waits?: WaitsTold;
}
export interface DayTold extends Omit<HourTold, "hour"> {
  day: string;
  no_show: number;
  cancelled: number;
  with_target: number;
  in_target: number;
  promised: number;
  inside: number;
  hours: HourTold[];
}

/// One group of bars; null: nobody waited then.
export interface Column {
  name: string;
  came: number;
  done: number;
  half: number | null;
  nine: number | null;
}

const inMinutes = (seconds: number | undefined) => (seconds === undefined ? null : Math.round(seconds / 60));

/// Of one day its hours, of several the days.
export function columns(days: DayTold[], dayName: (day: string) => string, hourName: (hour: number) => string): Column[] {
  const told = days.length === 1 ? (days[0]?.hours ?? []).map((hour) => ({...hour, name: hourName(hour.hour)})) : days.map((day) => ({...day, name: dayName(day.day)}));
  return told.map(({name, came, done, waits}) => ({name, came, done, half: inMinutes(waits?.half_seconds), nine: inMinutes(waits?.nine_in_ten_seconds)}));
}

export const share = (part: number, whole: number) => (whole ? part / whole : null);

export const historyHeads = ["day", "hour", "came", "done", "no_show", "cancelled", "called", "half_waited_seconds", "nine_in_ten_waited_seconds", "in_target", "with_target", "told_came_true", "told"];

/// Each day, and below it its hours: what is counted by the day alone is empty there.
export function historyRows(days: DayTold[]): (string | number | undefined)[][] {
  return days.flatMap((day) => [
    [day.day, undefined, day.came, day.done, day.no_show, day.cancelled, day.waits?.called ?? 0, day.waits?.half_seconds, day.waits?.nine_in_ten_seconds, day.in_target, day.with_target, day.inside, day.promised],
    ...day.hours.map((hour) => [day.day, hour.hour, hour.came, hour.done, undefined, undefined, hour.waits?.called ?? 0, hour.waits?.half_seconds, hour.waits?.nine_in_ten_seconds]),
  ]);
}

/// Round numbers to draw lines at: at most five, the last one not below `most`.
export function steps(most: number): number[] {
  const rough = Math.max(most, 1) / 4;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((one) => one * ten).find((one) => one >= rough) ?? 10 * ten);
  return Array.from({length: Math.ceil(Math.max(most, 1) / step)}, (_, i) => (i + 1) * step);
}
