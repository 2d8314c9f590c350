// What the records answer, as plugins/records/contract describes it. Only what is used stands here.

import type {Need} from "../wire.ts";

export interface PersonName {
  family?: string;
  given?: string;
}
export interface FoundPatient {
  patient: string;
  state: string;
  name: PersonName;
  birth_date?: string;
  sex?: string;
}

export const itemKinds = ["allergy", "condition", "medication", "procedure"] as const;
export type ItemKind = (typeof itemKinds)[number];

export interface Item {
  item: string;
  kind: ItemKind;
  state: "active" | "ended" | "mistaken";
  what: {text: string};
  severity?: string;
  reaction?: string;
  dose?: string;
  note?: string;
  reason?: string;
  since?: string;
  surgery?: boolean;
  cost?: Cost;
}
/// In the currency's smallest unit.
export interface Cost {
  minor: number;
  currency: string;
}
export interface Visit {
  visit: string;
  state: string;
  department: string;
  doctor?: string;
  outcome?: string;
  planned?: string;
  opened?: string;
  closed?: string;
}
export interface Summary {
  patient: string;
  visit: string;
  restricted: boolean;
  name: PersonName;
  birth_date?: string;
  sex?: string;
  language?: string;
  needs?: Need[];
  items?: Item[];
  visits?: Visit[];
}

/// What a visit is linked to: a token, as the journal calls it.
export const referenceOf = (token: string) => `token ${token}`;

export const fullName = (name: PersonName | undefined) => [name?.given, name?.family].filter(Boolean).join(" ");

/// In whole years. Dates of birth have no time and no zone.
export function ageAt(birth: string, today: Date): number {
  const [year = 0, month = 1, day = 1] = birth.split("-").map(Number);
  const had = today.getMonth() + 1 > month || (today.getMonth() + 1 === month && today.getDate() >= day);
  return today.getFullYear() - year - (had ? 0 : 1);
}

/// How many digits a currency has behind the point: none of the yen, three of the dinar.
export const digitsOf = (currency: string) => new Intl.NumberFormat("en", {style: "currency", currency}).resolvedOptions().maximumFractionDigits ?? 2;

/// What was typed, digit by digit: 0.29 * 100 is not 29 for a computer. Null: no amount of that currency.
export function costOf(typed: string, currency: string): Cost | null {
  const digits = digitsOf(currency);
  const parts = /^(\d{1,9})(?:[.,](\d+))?$/.exec(typed.trim());
  if (!parts || (parts[2] ?? "").length > digits) return null;
  return {minor: Number((parts[1] ?? "") + (parts[2] ?? "").padEnd(digits, "0")), currency};
}

export const shownCost = (cost: Cost, language: string) =>
  new Intl.NumberFormat(language, {style: "currency", currency: cost.currency}).format(cost.minor / 10 ** digitsOf(cost.currency));

/// The command that writes an entry, from what a form holds; a field that was left empty is not told.
export function entry(patient: string, kind: ItemKind, of: (name: string) => string): {command: string; body: object} {
  const told = Object.fromEntries((["severity", "reaction", "dose", "note", "since"] as const).map((name) => [name, of(name)]).filter(([, text]) => text));
  const named = {allergy: "substance", condition: "condition", medication: "medication", procedure: "procedure"}[kind];
  const cost = kind === "medication" && of("cost") ? costOf(of("cost"), of("currency")) : null;
  const surgery = kind === "procedure" ? {surgery: of("surgery") === "on"} : {};
  return {command: `records.add_${kind}`, body: {patient, [named]: {text: of("text")}, ...told, ...surgery, ...(cost ? {cost} : {})}};
}

/// Those who may write into a history. The house decides; this is what is offered.
export const isClinical = (role: string) => ["doctor", "nurse", "operator"].includes(role);
