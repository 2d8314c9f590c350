import assert from "node:assert/strict";
import {readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {test} from "node:test";
import {parse} from "smol-toml";
import {named, preferred, say, type Words} from "../../../plugins/console/web/src/lib/words.ts";

test("a text takes the form of its language's plural, and numbers in its digits", () => {
  const words: Words = {ahead: {one: "{count} person", other: "{count} people"}, plain: "{a} and {b}"};
  assert.equal(say("en", words, "ahead", {count: 1}), "1 person");
  assert.equal(say("en", words, "ahead", {count: 1200}), "1,200 people");
  assert.equal(say("en", words, "plain", {a: "x"}), "x and {b}");
  assert.equal(say("en", words, "unknown"), "unknown");
  const arabic: Words = {ahead: {zero: "z", one: "o", two: "t", few: "f", many: "m", other: "x"}};
  assert.deepEqual([0, 1, 2, 3, 11, 100].map((count) => say("ar", arabic, "ahead", {count})), ["z", "o", "t", "f", "m", "x"]);
});

test("a name is told in the language, else in English, else in any", () => {
  assert.equal(named({en: "Room", ar: "غرفة"}, "ar"), "غرفة");
  assert.equal(named({en: "Room"}, "he"), "Room");
  assert.equal(named({de: "Raum"}, "he"), "Raum");
  assert.equal(named(undefined, "he", "room-1"), "room-1");
});

test("the first language a browser asks for that we have", () => {
  assert.equal(preferred(["pt-BR", "es-MX", "en"], ["en", "es"]), "es");
  assert.equal(preferred(["iw"], ["en", "he"]), "he");
  assert.equal(preferred(["pt"], ["en", "he"]), "en");
});

// ---- the files

const web = process.env["CONSOLE_WEB_SOURCES"] ?? "";
function sources(folder: string): string {
  return readdirSync(folder, {withFileTypes: true})
    .map((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : readFileSync(join(folder, entry.name), "utf8"))).join("\n");
}
const english = (parse(readFileSync(join(web, "locale/en.toml"), "utf8"))["words"] ?? {}) as Words;

test("every text the pages name exists, and every text is named", () => {
  const text = sources(join(web, "src")) + readFileSync(join(web, "build.mjs"), "utf8");
  const literal = [...text.matchAll(/\bt\(\s*"(\w+)"/g)].map((match) => match[1] ?? "");
  assert.deepEqual(literal.filter((key) => !(key in english)), []);
  const stems = [...text.matchAll(/`(\w+_)\$\{/g)].map((match) => match[1] ?? "");
  const mentioned = (key: string) => new RegExp(`["'.]${key}\\b`).test(text) || stems.some((stem) => key.startsWith(stem));
  assert.deepEqual(Object.keys(english).filter((key) => !mentioned(key)), []);
});

test("there are eight languages, and the two that run from right to left say so", () => {
  const files = readdirSync(join(web, "locale")).sort();
  assert.deepEqual(files, ["ar", "de", "en", "es", "fr", "he", "hi", "zh"].map((language) => `${language}.toml`));
  const mirrored = files.filter((file) => parse(readFileSync(join(web, "locale", file), "utf8"))["direction"] === "rtl");
  assert.deepEqual(mirrored, ["ar.toml", "he.toml"]);
});
