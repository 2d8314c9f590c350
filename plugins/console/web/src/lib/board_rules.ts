// Sums and orders for the triage and manager pages, from what the house answers. No page, no network.

import type {Counts, DeskView, Overtaking, ServiceCoverage, TokenView} from "../wire.ts";
import {share} from "./spans.ts";

/// A token with what its scale says of it.
export interface Placed {
  token: TokenView;
  rank: number;             ///< of its class; 0 is the most urgent
  waited: number;           ///< seconds, now
  used: number | null;      ///< of the target; 1 is all of it
}

export function placed(token: TokenView, since: number, rank: number, target: number | undefined): Placed {
  const waited = token.waited_seconds + (token.state === "waiting" ? since : 0);
  return {token, rank, waited, used: share(waited, target)};
}

/// Somebody must look at whoever waits past what the class or the promise says.
export function forgotten({token, waited, used}: Placed): boolean {
  const late = token.promised !== undefined && waited > token.promised.high * 60;
  return token.overdue || late || (used !== null && used >= 1 && waited > 0);
}

/// The most urgent class first; within it whoever has waited longest.
export function byUrgency(a: Placed, b: Placed): number {
  return a.rank - b.rank || b.waited - a.waited;
}

export interface ServiceRow {
  service: string;
  waiting: number;
  longest: number;          ///< seconds
  past: number;             ///< people past the target of their class
  soon: number;             ///< people who will be within ten minutes
  done: number;
  away: number;             ///< parked and not shown up
  open: number;
  paused: number;
  inside: number | null;    ///< share of the ranges shown that came true
}

const soonSeconds = 600;

export function serviceRow(service: string, counts: Counts | undefined, waiting: Placed[], desks: DeskView[], coverage: ServiceCoverage | undefined): ServiceRow {
  const mine = waiting.filter(({token}) => token.service === service);
  const past = mine.filter(({used}) => used !== null && used >= 1);
  const soon = mine.filter(({used, waited}) => used !== null && used < 1 && used * ((waited + soonSeconds) / Math.max(waited, 1)) >= 1);
  const at = desks.filter((desk) => desk.services.includes(service));
  return {
    service, waiting: counts?.waiting ?? mine.length, longest: Math.max(0, ...mine.map(({waited}) => waited)), past: past.length, soon: soon.length,
    done: counts?.done ?? 0, away: (counts?.parked ?? 0) + (counts?.no_show ?? 0),
    open: at.filter((desk) => desk.attendance === "open").length, paused: at.filter((desk) => desk.attendance === "paused").length,
    inside: coverage && coverage.promised > 0 ? coverage.inside / coverage.promised : null,
  };
}

/// A cell of a CSV file. A text that a spreadsheet would take for a formula gets a quote before it: what patients and staff typed must not
/// be carried out on a manager's machine. Numbers stay numbers.
function cell(value: string | number | boolean | undefined): string {
  let text = value === undefined ? "" : String(value);
  if (typeof value === "string" && /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/// RFC 4180, with a byte order mark: without one Excel reads a file as the machine's old code page, and names in other scripts are lost.
export function csv(heads: string[], rows: (string | number | boolean | undefined)[][]): string {
  return "\uFEFF" + [heads, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

export function ledgerRows(overtakings: Overtaking[]): (string | number | boolean | undefined)[][] {
  return overtakings.map((one) => [one.at, one.service, one.desk, one.number, one.priority, one.passed.priority, one.passed.count, one.passed.cause,
                                   one.passed.longest, one.passed.waited_seconds, one.by, one.reason, one.undone]);
}
export const ledgerHeads = ["at", "service", "desk", "number", "priority", "passed_priority", "passed_count", "cause", "longest", "waited_seconds", "by", "reason", "undone"];
