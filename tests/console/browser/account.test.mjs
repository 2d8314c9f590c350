// One's own account: a second factor by QR code, another password, a badge for a shared desk, an end to all sessions; and access in an
// emergency, which the privacy officer looks at.

import assert from "node:assert/strict";
import {randomBytes} from "node:crypto";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {breaches, Browser, House, phrase, picture, totp, until} from "./kit.mjs";

const there = ["identity", "records"].every((name) => existsSync(join(process.env.VESTIBULE_PLUGINS, `${name}.so`)));
const only = {skip: there ? false : "this build has no plugin that knows people, or none that keeps records"};

let house, browser, ada;
before(async () => {
  if (!there) return;
  house = await House.open({without: []});
  browser = await Browser.open();
  ada = await house.setUp();
  for (const [name, full_name, role] of [["dora", "Dora Stern", "doctor"], ["grace", "Grace Rivers", "clerk"], ["olga", "Olga Price", "privacy_officer"]])
    await ada.tell("identity.add_person", {name, full_name, role, departments: ["eyes"], password: phrase});
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const account = async (page, name) => {
  await page.getByRole("button", {name}).click();
  return page.getByRole("dialog");
};

test("a second factor is set up by QR code, and from then on a code is wanted", only, async () => {
  await house.as("dora");
  const page = await browser.signedIn(house, "dora");
  let dialog = await account(page, /^Dora Stern/);
  assert.deepEqual(await breaches(page), []);
  await picture(page, "account-en");
  await dialog.getByRole("button", {name: "Set up a second factor"}).click();
  dialog = page.getByRole("dialog");
  await dialog.getByLabel("Present password").fill("not this one at all");
  await dialog.getByRole("button", {name: "Show the key"}).click();
  await dialog.getByText("That is not right.").waitFor();
  await until(async () => {  // a wrong try makes the next one wait
    if (await dialog.locator("svg.qr").count()) return true;
    await dialog.getByLabel("Present password").fill(phrase, {timeout: 1000}).catch(() => {});
    await dialog.getByRole("button", {name: "Show the key"}).click({timeout: 1000}).catch(() => {});
    return false;
  }, "the key is shown");
  assert.deepEqual(await breaches(page), []);
  await picture(page, "factor-en");
  const key = await dialog.locator(".key").textContent();
  await dialog.locator("input[name=code]").fill(totp(key));
  await dialog.getByRole("button", {name: "Confirm"}).click();
  await page.getByRole("heading", {name: "Sign in"}).waitFor();

  await page.getByLabel("Name", {exact: true}).fill("dora");
  await page.getByLabel("Password").fill(phrase);
  await page.keyboard.press("Enter");
  await page.getByText("That is not right.").waitFor();
  await until(async () => {
    if (await page.locator("nav").count()) return true;
    await page.getByLabel(/^Code/).fill(totp(key, Date.now() + 30_000), {timeout: 1000}).catch(() => {});
    await page.keyboard.press("Enter");
    return false;
  }, "the code lets in");
  dialog = await account(page, /^Dora Stern/);
  await dialog.getByText("Second factor", {exact: true}).waitFor();
  await page.context().close();
});

test("one changes one's password, and other sessions end", only, async () => {
  const elsewhere = await house.as("grace");
  const page = await browser.signedIn(house, "grace");
  let dialog = await account(page, /^Grace Rivers/);
  await dialog.getByRole("button", {name: "Change my password"}).click();
  await page.getByLabel("Present password").fill(phrase);
  await page.getByLabel(/^New password/).fill(`${phrase}-new`);
  assert.deepEqual(await breaches(page), []);
  await page.getByRole("button", {name: "Save"}).click();
  await page.getByText("The password is changed.").waitFor();
  await until(async () => elsewhere.ask("queue.site").then(() => false, () => true), "the other session has ended");
  await house.as("grace", `${phrase}-new`);
  await page.context().close();
});

test("at a shared desk badge and PIN switch from one person to the next", only, async () => {
  const badge = randomBytes(8).toString("hex");
  const own = await browser.signedIn(house, "grace", "/console/", {password: `${phrase}-new`});
  await account(own, /^Grace Rivers/);
  await own.getByRole("button", {name: "Badge and PIN"}).click();
  await own.getByLabel("Present password").fill(`${phrase}-new`);
  await own.locator("input[name=badge]").fill(badge);
  await own.locator("input[name=pin]").fill("730284");
  await own.getByRole("button", {name: "Save"}).click();
  await own.getByText("Badge and PIN are set.").waitFor();
  await own.context().close();

  const officer = await house.as("ada");
  await officer.tell("identity.register_device", {device: "counter-pc", kind: "desk"});
  const {code} = await officer.ask("identity.device_code", {device: "counter-pc"});
  const desk = await browser.page(house, "/console/");
  await desk.getByRole("button", {name: "Make this a shared desk"}).click();
  await desk.getByLabel("Name at the broker").fill("counter-pc");
  await desk.getByLabel("Code").fill(code);
  assert.deepEqual(await breaches(desk), []);
  await picture(desk, "shared-desk-en");
  await desk.keyboard.press("Enter");
  await desk.getByRole("heading", {name: "Badge and PIN"}).waitFor();
  assert.deepEqual(await breaches(desk), []);
  await picture(desk, "badge-en");
  // A reader types the badge and Enter: the PIN is next.
  await desk.locator("input[name=badge]").focus();
  await desk.keyboard.type(`${badge}\n730284`);
  await desk.keyboard.press("Enter");
  await desk.locator("nav").waitFor();
  await desk.getByRole("button", {name: "Switch"}).click();
  await desk.getByRole("heading", {name: "Badge and PIN"}).waitFor();
  await officer.tell("identity.revoke_device", {device: "counter-pc"});
  await desk.locator("input[name=badge]").fill(badge);
  await desk.locator("input[name=pin]").fill("730284");
  await desk.keyboard.press("Enter");
  await desk.getByText("Check badge and PIN.").waitFor();
  await desk.context().close();
});

test("signing out everywhere ends each of one's sessions", only, async () => {
  const first = await browser.signedIn(house, "grace", "/console/", {password: `${phrase}-new`});
  const second = await browser.signedIn(house, "grace", "/console/reception", {password: `${phrase}-new`});
  const dialog = await account(first, /^Grace Rivers/);
  await dialog.getByRole("button", {name: "Sign out everywhere"}).click();
  await first.getByRole("heading", {name: "Sign in"}).waitFor();
  await second.getByRole("heading", {name: "Sign in"}).waitFor();
  await first.context().close();
  await second.context().close();
});

test("in an emergency a doctor opens one record with a coded reason, under a banner, and the officer looks at it", only, async () => {
  await ada.tell("identity.add_person", {name: "omar", full_name: "Omar Faris", role: "doctor", departments: ["eyes"], password: phrase});
  const clerk = await house.as("grace", `${phrase}-new`);
  await clerk.tell("records.register", {person: {identifiers: [{kind: "national", value: "N-55-812"}], names: [{given: "Samir", family: "Nassar"}], birth_date: "1961-07-09", contacts: [], needs: [], next_of_kin: []}});
  await house.as("omar");
  const page = await browser.signedIn(house, "omar", "/console/records");
  await page.getByLabel("Name").fill("Nassar");
  await page.getByRole("button", {name: "Search"}).click();
  await page.getByText("Nobody fits.").waitFor();
  await page.getByRole("button", {name: "Emergency access"}).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Identifier").fill("N-55-812");
  await dialog.getByLabel("Reason").selectOption("covering");
  await dialog.getByLabel("Password").fill(phrase);
  assert.deepEqual(await breaches(page), []);
  await picture(page, "glass-dialog-en");
  await dialog.getByRole("button", {name: "Emergency access"}).click();
  await page.getByText(/^Emergency access to one record: (29|30) min left/).waitFor();
  await page.getByRole("heading", {name: "Samir Nassar"}).waitFor();
  assert.deepEqual(await breaches(page), []);
  await picture(page, "glass-en");

  const officer = await browser.signedIn(house, "olga", "/console/journal", {locale: "ar"});
  const card = officer.locator("section", {has: officer.locator("#glasses")});
  await card.getByText("Omar Faris").waitFor();
  assert.deepEqual(await breaches(officer), []);
  await picture(officer, "glass-review-ar");
  await card.getByRole("button").first().click();
  await card.waitFor({state: "detached"});

  await page.getByRole("button", {name: "End it"}).click();
  await page.locator(".glass").waitFor({state: "detached"});
  assert.doesNotMatch(house.said, /Nassar|N-55-812/);
});

test("the administrator sees every setting, where it stands, and what was changed between two starts", only, async () => {
  const page = await browser.signedIn(house, "ada", "/console/admin");
  await page.getByRole("button", {name: "Settings"}).click();
  await page.getByText(/the file, line \d/).first().waitFor();
  await page.getByText("Nothing since the first start.").waitFor();
  assert.deepEqual(await breaches(page), []);
  await picture(page, "settings-en");
  await page.context().close();
  await house.stop("SIGTERM");
  house.change((text) => text.replace("[mqtt]", "[identity]\nidle_minutes = 20\n[mqtt]"));
  await house.start();
  const again = await browser.signedIn(house, "ada", "/console/admin", {locale: "ar", width: 390, height: 844});
  await again.locator(".tabs button").last().click();
  await again.getByText(/identity\.idle_minutes: — → 20/).waitFor();
  assert.deepEqual(await breaches(again), []);
  assert.equal(await again.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, "something sticks out sideways");
  await picture(again, "settings-ar-phone");
});
