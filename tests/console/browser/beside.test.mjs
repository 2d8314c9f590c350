// Beside the desk: a clerk links a record to a number; whoever calls it sees what must not be overlooked, and writes into it.

import assert from "node:assert/strict";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {breaches, Browser, House, picture, until} from "./kit.mjs";

const there = ["identity", "records"].every((name) => existsSync(join(process.env.VESTIBULE_PLUGINS, `${name}.so`)));
const only = {skip: there ? false : "this build has no plugin that knows people, or none that keeps records"};

let house, browser, ada, clerk, doctor, patient;
before(async () => {
  if (!there) return;
  house = await House.open({without: []});
  browser = await Browser.open();
  ada = await house.setUp();
  await ada.tell("queue.open_day");
  // Neither doctor works in the department of the visit: what they see they see because the patient is with them.
  for (const [name, full_name, role] of [["grace", "Grace Rivers", "clerk"], ["dora", "Dora Stern", "doctor"], ["omar", "Omar Faris", "doctor"], ["olga", "Olga Price", "privacy_officer"], ["max", "Max Kane", "manager"], ["nina", "Nina Frost", "nurse"]])
    await ada.tell("identity.add_person", {name, full_name, role, departments: ["eyes"], password: "walnut-heron-42-lantern"});
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test("a clerk registers somebody and gives them a number that is linked to the record", only, async () => {
  await house.as("grace");
  clerk = await browser.signedIn(house, "grace", "/console/reception");
  await clerk.getByRole("button", {name: "Whose visit is it?"}).click();
  const dialog = clerk.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Haddad");
  await dialog.getByRole("button", {name: "Search"}).click();
  await dialog.getByText("Nobody fits.").waitFor();
  assert.deepEqual(await breaches(clerk), []);
  await dialog.getByRole("button", {name: "Register a patient"}).click();
  await dialog.getByLabel("Given name").fill("Layla");
  await dialog.getByLabel("Family name").fill("Haddad");
  await dialog.getByLabel("Date of birth").fill("1950-02-28");
  await dialog.getByRole("checkbox", {name: "Wheelchair"}).check();
  await dialog.getByRole("button", {name: "Save"}).click();
  await clerk.locator(".issue-for").getByText("Layla Haddad").waitFor();
  await clerk.getByRole("button", {name: /^General medicine/}).click();
  assert.ok(await clerk.getByRole("checkbox", {name: "Wheelchair"}).isChecked(), "what the record says is not asked again");
  await picture(clerk, "issue-for-en");
  await clerk.getByRole("button", {name: "Give the number"}).click();
  await clerk.getByText("Linked to the record of Layla Haddad").waitFor();
  assert.deepEqual(await breaches(clerk), []);
  await picture(clerk, "issued-linked-en");
});

test("whoever calls the number sees the summary, allergies first, and writes into it; nobody else does", only, async () => {
  await house.as("dora");
  doctor = await browser.signedIn(house, "dora", "/console/desk", {choices: {desk: "room-1"}});
  const beside = doctor.locator(".beside");
  await doctor.keyboard.press("o");
  await doctor.locator(".chip.open").waitFor();
  await doctor.keyboard.press("n");
  await beside.getByRole("heading", {name: "Layla Haddad"}).waitFor();
  await beside.locator(".allergy").getByText("None recorded").waitFor();
  await beside.getByText("Wheelchair").waitFor();
  await doctor.keyboard.press("s");

  const add = async (fill) => {
    await doctor.keyboard.press("h");
    await fill(doctor.getByRole("dialog"));
    await doctor.keyboard.press("Enter");
    await doctor.getByRole("dialog").waitFor({state: "detached"});
  };
  await add(async (dialog) => {
    assert.deepEqual(await breaches(doctor), []);
    await dialog.getByRole("radio", {name: "Allergy"}).check();
    await dialog.getByLabel("Severity").selectOption("severe");
    await dialog.getByLabel("Reaction").fill("rash");
    await dialog.getByLabel("Allergic to").fill("Penicillin");
    await picture(doctor, "entry-en");
  });
  await beside.locator(".allergies").getByText("Penicillin").waitFor();
  await add((dialog) => dialog.getByLabel("Which condition").fill("Asthma"));
  await add(async (dialog) => {
    await dialog.getByRole("radio", {name: "Medication"}).check();
    await dialog.getByLabel("Dose").fill("2 × 100 µg");
    await dialog.getByLabel("Currency").selectOption("EUR");
    await dialog.getByLabel("Cost of the whole course").fill("12.505");
    assert.equal(await dialog.locator("input[name=cost]").evaluate((field) => field.validationMessage), "An amount with at most 2 digits after the point");
    await dialog.getByLabel("Cost of the whole course").fill("12.50");
    assert.deepEqual(await breaches(doctor), []);
    await picture(doctor, "entry-medication-en");
    await dialog.getByLabel("Which medication").fill("Salbutamol");
  });
  await add(async (dialog) => {
    await dialog.getByRole("radio", {name: "Surgery or procedure"}).check();
    await dialog.getByLabel("When").fill("1987-05-01");
    await dialog.getByLabel("What was done").fill("Appendectomy");
  });
  await beside.getByText("Appendectomy").waitFor();
  const day = 24 * 3600 * 1000;
  const costs = await (await house.as("max")).ask("records.medication_costs", {from: new Date(Date.now() - day).toISOString(), until: new Date(Date.now() + day).toISOString()});
  assert.deepEqual(costs.totals.map(({total}) => total), [{minor: 1250, currency: "EUR"}]);
  const order = await beside.locator("h3").allInnerTexts();
  assert.deepEqual(order, ["Allergies", "Conditions", "Medications", "Procedures"]);
  assert.deepEqual(await breaches(doctor), []);
  await picture(doctor, "beside-en");

  // It was a mistake: the entry goes from the summary.
  await beside.locator("li", {hasText: "Asthma"}).getByRole("button").click();
  await doctor.getByRole("radio", {name: "It was a mistake"}).check();
  await doctor.getByRole("button", {name: "Save"}).click();
  await until(async () => !(await beside.innerText()).includes("Asthma"), "the mistake is gone");

  const token = (await (await house.as("dora")).ask("queue.desks")).desks.find((desk) => desk.desk === "room-1").token.token;
  patient = (await (await house.as("dora")).ask("records.summary", {reference: `token ${token}`})).summary.patient;
  await assert.rejects(async () => (await house.as("omar")).ask("records.summary", {reference: `token ${token}`}), /denied/);
  const seen = (await (await house.as("grace")).ask("records.summary", {reference: `token ${token}`})).summary;
  assert.equal(seen.items, undefined);
  assert.equal(seen.visits, undefined);
});

test("the same in Arabic, on a phone in the dark, and on a wall", only, async () => {
  const looks = [["ar", {locale: "ar"}], ["ar-phone", {locale: "ar", look: "dark", width: 390, height: 844}], ["en-wide", {width: 1920, height: 1080}]];
  for (const [as, look] of looks) {
    const page = await browser.signedIn(house, "dora", "/console/desk", {...look, choices: {desk: "room-1"}});
    await page.locator(".beside .allergies").waitFor();
    assert.deepEqual(await breaches(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, "something sticks out sideways");
    await picture(page, `beside-${as}`);
    await page.context().close();
  }
});

test("the visit ends with one of the hospital's own outcomes, and the look stands among those who saw", only, async () => {
  await doctor.keyboard.press("e");
  const dialog = doctor.getByRole("dialog");
  assert.deepEqual(await dialog.locator(".choices button").allInnerTexts(), ["Treated, going home", "Referred elsewhere", "Admitted to a ward", "Comes back for follow-up", "Left before the end"]);
  await picture(doctor, "outcome-en");
  await dialog.getByRole("button", {name: "Referred elsewhere"}).click();
  await doctor.locator(".current.empty").waitFor();
  await doctor.locator(".beside").waitFor({state: "detached"});
  const {looks} = await (await house.as("olga")).ask("records.who_saw", {patient});
  assert.ok(looks.some((one) => one.what === "records.summary" && one.role === "doctor" && one.outcome === "ok"), "the doctor looked");
  assert.ok(looks.some((one) => one.what === "records.summary" && one.outcome === "denied"), "another was refused");
  assert.doesNotMatch(house.said, /Layla|Haddad|Penicillin/);
});

test("a nurse registers somebody new and links the record to a number that waits", only, async () => {
  const token = await (await house.as("grace")).tell("queue.issue_token", {service: "medicine", needs: []});
  await house.as("nina");
  const page = await browser.signedIn(house, "nina", "/console/reception");
  await page.locator("section[aria-labelledby=find] input").fill(token.call_code);
  const row = page.locator("li.found", {hasText: token.call_code});
  await row.getByRole("button", {name: "Link a record"}).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", {name: "Register a patient"}).click();
  await dialog.getByLabel("Family name").fill("Okafor");
  await dialog.getByRole("button", {name: "Save"}).click();
  await page.getByText(`The record is linked to ${token.call_code}`).first().waitFor();
  const {summary} = await (await house.as("nina")).ask("records.summary", {reference: `token ${token.token}`});
  assert.equal(summary.name.family, "Okafor");
  await page.context().close();
});
