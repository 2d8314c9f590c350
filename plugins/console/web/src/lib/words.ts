// Texts for people: from locale/*.toml, by the language's own plural forms; and names the hospital gave in its languages.

import type {Texts} from "../wire.ts";

export interface Language {
  language: string;
  name: string;
  right_to_left: boolean;
  words: string;  ///< where they are
}
type Forms = Record<string, string>;
export type Words = Record<string, string | Forms>;
export type Fill = Record<string, string | number>;

/// A text in one language. `fill.count` chooses the form; numbers are written in the language's own digits.
export function say(language: string, words: Words, key: string, fill: Fill = {}): string {
  const found = words[key];
  if (found === undefined) return key;
  let text: string;
  if (typeof found === "string") text = found;
  else {
    const form = new Intl.PluralRules(language).select(Number(fill["count"] ?? 0));
    text = found[form] ?? found["other"] ?? key;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = fill[name];
    return value === undefined ? whole : typeof value === "number" ? new Intl.NumberFormat(language).format(value) : value;
  });
}

/// The hospital's own name for a thing: in this language, else in English, else in any it has.
export function named(texts: Texts | undefined, language: string, otherwise = ""): string {
  if (!texts) return otherwise;
  return texts[language] ?? texts["en"] ?? Object.values(texts)[0] ?? otherwise;
}

/// Whichever of ours the reader's machine asks for first.
export function preferred(wanted: readonly string[], ours: readonly string[]): string {
  for (const one of wanted) {
    const stem = one.toLowerCase().split("-")[0] ?? "";
    const known = stem === "iw" ? "he" : stem;
    if (ours.includes(known)) return known;
  }
  return ours[0] ?? "en";
}
