import assert from "node:assert/strict";
import {test} from "node:test";
import {ageAt, entry} from "../../../plugins/console/web/src/lib/patients.ts";

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
