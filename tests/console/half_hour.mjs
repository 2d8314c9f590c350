// A doctor's and a clerk's half hour in the browser, in a house that stands already: what `./run demo` shows of the console.
// VESTIBULE_URL, VESTIBULE_PEOPLE and VESTIBULE_PICTURES say where, as whom, and where the pictures go; CONSOLE_MODULES names the
// modules the console was built with. Fails if anything cannot be done, or if a page breaks a rule of its own (see kit.mjs).

import {Browser, picture, until} from "./browser/kit.mjs";

const house = {url: process.env.VESTIBULE_URL};
const people = JSON.parse(process.env.VESTIBULE_PEOPLE);
const browser = await Browser.open();

/// A page as the first who has that role.
function as(role, path, look = {}) {
  const {name, password} = people.find((one) => one.role === role);
  return browser.signedIn(house, name, path, {password, ...look});
}
const say = (text) => console.log(`  ${text}`);

async function clerk() {
  const page = await as("clerk", "/console/reception");
  const codes = [];
  for (const [given, family, need] of [["Layla", "Haddad", "Wheelchair"], ["Tomás", "Ibarra", null], ["Mei", "Chen", null]]) {
    await page.getByRole("button", {name: "Whose visit is it?"}).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill(family);
    await dialog.getByRole("button", {name: "Search"}).click();
    await dialog.getByText("Nobody fits.").waitFor();
    await dialog.getByRole("button", {name: "Register a patient"}).click();
    await dialog.getByLabel("Given name").fill(given);
    await dialog.getByLabel("Family name").fill(family);
    await dialog.getByLabel("Date of birth").fill("1950-02-28");
    if (need) await dialog.getByRole("checkbox", {name: need}).check();
    await dialog.getByRole("button", {name: "Save"}).click();
    await page.locator(".issue-for").getByText(`${given} ${family}`).waitFor();
    await page.getByRole("button", {name: /^General medicine/}).click();
    await page.getByRole("button", {name: "Give the number"}).click();
    await page.getByText(`Linked to the record of ${given} ${family}`).waitFor();
    codes.push(await page.locator(".issued .code").textContent());
    if (codes.length === 1) await picture(page, "reception-en");
    await page.getByRole("button", {name: "Next patient"}).click();
  }
  say(`the clerk has registered three patients and given them ${codes.join(", ")}`);
  return codes;
}

async function doctor(codes) {
  const page = await as("doctor", "/console/desk", {choices: {desk: "room-1"}});
  const code = page.locator(".current .code");
  const key = (name) => page.keyboard.press(name);
  await page.locator(".chip.open").first().waitFor();
  for (const called of codes) {
    await key("n");
    await until(async () => (await code.textContent().catch(() => "")) === called, `${called} is called`);
    await page.locator(".beside").getByRole("heading").first().waitFor();
    await key("s");
    await page.locator(".current.serving").waitFor();
    if (called !== codes[0]) continue;
    await key("h");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", {name: "Allergy"}).check();
    await dialog.getByLabel("Allergic to").fill("Penicillin");
    await dialog.getByLabel("Reaction").fill("rash");
    await dialog.getByRole("button", {name: "Save"}).click();
    await page.locator(".beside .allergies").getByText("Penicillin").waitFor();
    await picture(page, "desk-en");
    const arabic = await as("doctor", "/console/desk", {locale: "ar", choices: {desk: "room-1"}});
    await arabic.locator(".beside .allergies").waitFor();
    await picture(arabic, "desk-ar");
    await arabic.context().close();
  }
  await key("e");
  await page.getByRole("dialog").locator(".choices button").first().click();
  await page.locator(".current.empty").waitFor();
  say(`the doctor has called, seen and finished all three by single keys, and written an allergy down`);
}

async function others() {
  for (const [role, path, name, look] of [["manager", "/console/manager", "overview-en", {}], ["manager", "/console/manager", "overview-ar", {locale: "ar"}],
                                          ["nurse", "/console/triage", "triage-en", {}], ["administrator", "/console/admin", "administration-en", {}]]) {
    const page = await as(role, path, look);
    await page.locator("main h2, main h1, main table").first().waitFor();
    await picture(page, name);
    await page.context().close();
  }
  say("the manager, the nurse and the administrator have looked at their pages");
}

try {
  const codes = await clerk();
  await others();  // while three are waiting
  await doctor(codes);
} finally {
  await browser.close();  // which fails if a page broke a rule
}
