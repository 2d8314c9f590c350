// Durations and times for people.

/// Whole minutes; a wait that has begun is never "0 min" for long: the first minute is told as 1.
export function minutes(seconds: number): number {
  return seconds <= 0 ? 0 : Math.max(1, Math.round(seconds / 60));
}

/// "4:07"; from an hour on "1:04:07". For a clock that runs.
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const rest = `${hours ? two(Math.floor(whole / 60) % 60) : Math.floor(whole / 60)}:${two(whole % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

/// How much of its target a wait has used: 1 is all of it. Null: it has none.
export function share(waitedSeconds: number, targetMinutes: number | undefined): number | null {
  if (targetMinutes === undefined) return null;
  return targetMinutes === 0 ? Infinity : waitedSeconds / 60 / targetMinutes;
}
