import assert from "node:assert/strict";
import {test} from "node:test";
import {ageAt, costOf, entry, shownCost} from "../../../plugins/console/web/src/lib/patients.ts";
import {observation} from "../../../plugins/console/web/src/lib/observation.ts";

test("somebody is a year older on their birthday, not the day before", () => {
  assert.equal(ageAt("1950-02-28", new Date(2026, 1, 27)), 75);
  assert.equal(ageAt("1950-02-28", new Date(2026, 1, 28)), 76);
  assert.equal(ageAt("2026-11-22", new Date(2026, 10, 22)), 0);
});

test("an entry tells what its kind has, and nothing that was left empty", () => {
  const of = (fields: Record<string, string>) => (name: string) => fields[name] ?? "";
  assert.deepEqual(entry("p", "allergy", of({text: "Penicillin", severity: "severe"})),
    {command: "records.add_allergy", body: {patient: "p", substance: {text: "Penicillin"}, severity: "severe"}});
  assert.deepEqual(entry("p", "procedure", of({text: "Appendectomy", surgery: "on", since: "1987-05-01"})),
    {command: "records.add_procedure", body: {patient: "p", procedure: {text: "Appendectomy"}, since: "1987-05-01", surgery: true}});
  assert.deepEqual(entry("p", "procedure", of({text: "Biopsy"})).body, {patient: "p", procedure: {text: "Biopsy"}, surgery: false});
});

test("what a medication costs is told digit by digit, in the currency's smallest unit", () => {
  const of = (fields: Record<string, string>) => (name: string) => fields[name] ?? "";
  assert.deepEqual(costOf("0.29", "EUR"), {minor: 29, currency: "EUR"});
  assert.deepEqual(costOf("12,5", "EUR"), {minor: 1250, currency: "EUR"});
  assert.deepEqual(costOf("1200", "JPY"), {minor: 1200, currency: "JPY"});
  assert.deepEqual(costOf("1.250", "KWD"), {minor: 1250, currency: "KWD"});
  for (const [typed, currency] of [["1.5", "JPY"], ["1.234", "EUR"], ["-1", "EUR"], ["1e3", "EUR"], ["", "EUR"], ["twelve", "EUR"]] as const) assert.equal(costOf(typed, currency), null);
  assert.match(shownCost({minor: 1250, currency: "EUR"}, "en"), /€12\.50/);
  assert.deepEqual(entry("p", "medication", of({text: "Salbutamol", cost: "12.50", currency: "EUR"})).body, {patient: "p", medication: {text: "Salbutamol"}, cost: {minor: 1250, currency: "EUR"}});
  assert.deepEqual(entry("p", "medication", of({text: "Salbutamol", currency: "EUR"})).body, {patient: "p", medication: {text: "Salbutamol"}});
});

test("what was measured by hand is told as numbers; what was left empty was not measured, and nothing at all is nothing", () => {
  const of = (fields: Record<string, string>) => (name: string) => fields[name] ?? "";
  assert.deepEqual(observation("p", of({temp: "37.2", hr: "88", consciousness: "A", oxygen: "no"})), {patient: "p", values: {hr: 88, temp: 37.2}, consciousness: "A", oxygen: false});
  assert.deepEqual(observation("p", of({oxygen: "yes"})), {patient: "p", values: {}, oxygen: true});
  assert.equal(observation("p", of({})), null);
});
