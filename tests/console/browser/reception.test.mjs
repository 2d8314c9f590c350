// A clerk's half hour at the counter, a nurse's look at who waits, and the manager's at all of it.

import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {after, before, test} from "node:test";
import {breaches, Browser, House, picture, until} from "./kit.mjs";

let house, browser;
before(async () => {
  house = await House.open();
  browser = await Browser.open();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const token = async (number) => (await house.ask("queue.find_tokens", {text: number})).tokens[0];

test("the manager opens the day", async () => {
  const page = await browser.page(house, "/console/manager");
  await page.getByRole("button", {name: "Open the day"}).click();
  await page.getByRole("button", {name: "Close the day"}).waitFor();
  assert.equal((await house.ask("queue.day")).open, true);
});

test("a clerk gives numbers, finds one, changes its urgency with a reason, and cancels it", async () => {
  const page = await browser.page(house, "/console/reception");
  await page.getByRole("button", {name: /^General medicine/}).click();
  await page.getByLabel("Wheelchair").check();
  await page.getByLabel("Patient’s language").selectOption("ar");
  await page.getByRole("button", {name: "Give the number"}).click();
  const number = await page.locator(".issued .code").textContent();
  assert.deepEqual((({needs, language, priority}) => ({needs, language, priority}))(await token(number)), {needs: ["wheelchair"], language: "ar", priority: "green"});
  await picture(page, "reception-issued-en");

  await page.getByRole("button", {name: "Look after it"}).click();
  await page.locator(".found").getByRole("button", {name: "Urgency"}).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Very urgent").check();
  await dialog.getByLabel("Reason").fill("short of breath");
  await dialog.getByRole("button", {name: "Change"}).click();
  await until(async () => (await token(number)).priority === "orange", "the class has changed");
  await page.locator(".found").getByText("Very urgent").waitFor();

  await page.locator(".found").getByRole("button", {name: "Cancel visit"}).click();
  await dialog.getByLabel("Reason").fill("went home");
  await dialog.getByRole("button", {name: "Cancel visit"}).click();
  await until(async () => (await token(number)).state === "cancelled", "cancelled");
});

test("a higher class from the counter needs a reason", async () => {
  const page = await browser.page(house, "/console/reception");
  await page.getByRole("button", {name: /^General medicine/}).click();
  await page.getByLabel("Immediate").check();
  await page.getByRole("button", {name: "Give the number"}).click();
  assert.equal(await page.locator(".issued").count(), 0);
  await page.getByLabel("Reason").fill("fainted at the counter");
  await page.getByRole("button", {name: "Give the number"}).click();
  await page.locator(".issued .code").waitFor();
});

test("who wants help at a kiosk is seen at once, and somebody goes", async () => {
  const page = await browser.page(house, "/console/reception");
  await page.locator(".line-state.live").waitFor();
  await house.tell("queue.call_staff", {kiosk: "kiosk-1", reason: "staff", needs: ["deaf"]});
  await page.getByText("Somebody is wanted").waitFor();
  await page.getByRole("button", {name: "I am going"}).click();
  await until(async () => (await house.ask("queue.help", {area: "main"})).calls.length === 0, "answered");
  await page.getByText("Somebody is wanted").waitFor({state: "detached"});
});

test("a patient with an appointment is checked in by code and date of birth", async () => {
  await house.tell("queue.book_appointment", {code: "AB12CD", birth_date: "1950-02-28", service: "medicine", at: new Date().toISOString(), needs: []});
  const page = await browser.page(house, "/console/reception");
  await page.getByLabel("Appointment code").fill("ab12cd");
  await page.getByLabel("Date of birth").fill("1950-03-01");
  await page.getByRole("button", {name: "Check in"}).click();
  await page.getByText("No appointment fits").waitFor();
  await page.getByLabel("Date of birth").fill("1950-02-28");
  await page.getByRole("button", {name: "Check in"}).click();
  await page.locator(".outcome .code").waitFor();
});

test("a nurse sees the most urgent first and reclassifies with one of the usual reasons", async () => {
  const plain = await house.issue("medicine");
  const page = await browser.page(house, "/console/triage");
  const all = page.getByRole("region", {name: /^All who wait/});
  await all.getByText(plain.call_code).waitFor();
  assert.match(await all.locator(".token").first().innerText(), /Immediate/);
  await page.getByRole("region", {name: /^Look again/}).getByText("look again").first().waitFor();
  await all.getByRole("button", {name: `Urgency of ${plain.call_code}`}).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Urgent/).check();
  await dialog.getByRole("button", {name: "High fever"}).click();
  await dialog.getByRole("button", {name: "Change"}).click();
  await until(async () => (await token(plain.number)).priority === "yellow", "reclassified");
});

test("the manager's board counts, and its ledger can be taken away as CSV", async () => {
  await house.tell("queue.open_desk", {desk: "room-1"});
  const page = await browser.page(house, "/console/manager");
  await page.locator(".line-state.live").waitFor();
  await house.tell("queue.call_next", {desk: "room-1"});
  await house.tell("queue.finish", {desk: "room-1"});
  await house.issue("medicine", {priority: "red", reason: "fell"});
  const {token: called} = await house.tell("queue.call_next", {desk: "room-1"});  // goes before those who came earlier
  await page.locator(".desk-tile", {hasText: called.call_code}).waitFor();
  await page.locator("tr", {hasText: called.call_code}).first().waitFor();
  const ledger = page.getByRole("region", {name: "Who went before whom"}).first();
  const [file] = await Promise.all([page.waitForEvent("download"), ledger.getByRole("button", {name: "As CSV"}).click()]);
  const lines = readFileSync(await file.path(), "utf8").trimEnd().split("\r\n");
  assert.match(lines[0], /^\uFEFFat,service,desk,number,/);
  assert.ok(lines.slice(1).some((line) => line.includes(`,medicine,room-1,${called.number},`)), lines.join("\n"));
  await picture(page, "manager-en");

  const history = page.getByRole("region", {name: "How the days went"}).first();
  await history.locator("rect.came").first().waitFor({state: "attached"});
  const [days] = await Promise.all([page.waitForEvent("download"), history.getByRole("button", {name: "As CSV"}).click()]);
  assert.match(readFileSync(await days.path(), "utf8"), /^\uFEFFday,hour,came,.*\r\n\d{4}-\d\d-\d\d,,\d+,/);
  await history.getByText("As a table").first().click();
  await history.getByRole("columnheader", {name: "Hour"}).first().waitFor();
  await history.getByLabel("Show").selectOption("7");
  const [report] = await Promise.all([page.waitForEvent("download"), history.getByRole("button", {name: "As PDF"}).click()]);
  assert.match(report.suggestedFilename(), /^report-\d{4}-\d\d-\d\d\.pdf$/);
  assert.equal(readFileSync(await report.path()).subarray(0, 5).toString(), "%PDF-");
  assert.deepEqual(await breaches(page), []);
});
