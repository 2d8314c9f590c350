// What the house said no to, as a sentence.

import {Refused} from "./house.ts";
import type {Fill} from "./words.ts";

/// "unavailable" from the house itself has a reason worth reading; only where nobody answered is it the line.
export function refusal(t: (key: string, fill?: Fill) => string, error: unknown): string {
  if (!(error instanceof Refused)) return String(error);
  const key = error.code === "unavailable" && error.status !== 0 ? "conflict" : error.code;
  return t(`refused_${key}`, {detail: error.message});
}
