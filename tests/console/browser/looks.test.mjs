// What the other journeys do not open: each tab of the administrator, the journal, messages, one's own account and every dialog of it, the
// door, access in an emergency. In English and Arabic, light and dark, at a desk and on a phone: axe-core, nothing sticks out, by keyboard.
// And on every page of every role: nothing that this role may not see, not even said to a screen reader alone.

import assert from "node:assert/strict";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {breaches, Browser, House, phrase, picture, until} from "./kit.mjs";

const there = ["identity", "records", "messages"].every((name) => existsSync(join(process.env.VESTIBULE_PLUGINS, `${name}.so`)));
const only = {skip: there ? false : "this build has no plugin that knows people, keeps records or carries messages"};
const every = Boolean(process.env.VESTIBULE_PICTURES);
/// Language, look and size; the pictures show all of it, the test the two that are furthest apart.
const looks = [
  {as: "en", locale: "en", look: "light", width: 1280, height: 800},
  {as: "ar-phone", locale: "ar", look: "dark", width: 390, height: 844},
  ...(every ? [{as: "en-phone", locale: "en", look: "dark", width: 390, height: 844}, {as: "ar", locale: "ar", look: "light", width: 1280, height: 800}] : []),
];
const staff = {dora: "doctor", omar: "doctor", nina: "nurse", grace: "clerk", max: "manager", olga: "privacy_officer", ada: "administrator"};
const pages = {
  dora: ["desk", "triage", "records", "messages"], omar: ["desk", "triage", "records"], nina: ["triage", "reception", "records"], grace: ["reception", "records"],
  max: ["manager", "messages"], olga: ["journal", "records"], ada: ["admin", "manager", "journal", "messages"],
};

let house, browser, ada, kept;
before(async () => {
  if (!there) return;
  house = await House.open({without: []});
  browser = await Browser.open();
  ada = await house.setUp();
  for (const [name, role] of Object.entries(staff)) if (name !== "ada")
    await ada.tell("identity.add_person", {name, full_name: `${name[0].toUpperCase()}${name.slice(1)} Example`, role, departments: name === "omar" ? ["bones"] : ["medicine"], password: phrase});
  await ada.tell("queue.open_day");
  await ada.tell("identity.register_device", {device: "display-1", kind: "display", area: "main"});
  await ada.tell("identity.register_device", {device: "display-2", kind: "display"});
  const clerk = await house.as("grace"), doctor = await house.as("dora");
  const {patient} = await clerk.tell("records.register", {person: {identifiers: [{kind: "national", value: "CANARY-ID-7"}], names: [{given: "Canarygiven", family: "Canaryfamily"}], birth_date: "1961-07-09",
    contacts: [{kind: "mobile", value: "+49 7777"}], needs: [], next_of_kin: [{name: "Canarykin"}]}});
  const token = await clerk.tell("queue.issue_token", {service: "medicine", needs: ["wheelchair"], visitor: {name: "Canarytold", symptoms: "Canarysymptom"}});
  await clerk.tell("records.open_visit", {patient, department: "medicine", reference: `token ${token.token}`});
  await doctor.tell("records.add_allergy", {patient, substance: {text: "Canaryallergy"}});
  await doctor.tell("queue.open_desk", {desk: "room-1"});
  await doctor.tell("queue.call_next", {desk: "room-1"});
  await clerk.tell("messages.send", {to: {kind: "role", id: "doctor"}, text: "The lift is out of order until noon"});
  kept = {patient};
});
after(async () => {
  await browser?.close();
  await house?.close();
});

async function fine(page, name, {as, width, height}) {
  await picture(page, `${name}-${as}`);
  await page.setViewportSize({width, height: Math.max(height, 3000)});
  assert.deepEqual(await breaches(page), [], `${name}, ${as}`);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${name}, ${as}: something sticks out sideways`);
  await page.setViewportSize({width, height});
}
/// Everywhere Tab leads to within, the focus is seen; and it gets somewhere.
async function reached(page, within, least) {
  const seen = new Set();
  for (let i = 0; i < 40; ++i) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((where) => {
      const {activeElement} = document;
      if (!activeElement?.closest(where)) return "";
      const box = activeElement.matches(".pick input") ? activeElement.nextElementSibling : activeElement;
      const style = getComputedStyle(box);
      if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `unseen: ${box.outerHTML.slice(0, 120)}`;
      return activeElement.textContent + activeElement.getAttribute("name") + activeElement.tagName;
    }, within);
    assert.ok(!at.startsWith("unseen"), `the focus in ${within} is ${at}`);
    if (at) seen.add(at);
  }
  assert.ok(seen.size >= least, `by Tab only ${[...seen].join(", ")} is reached in ${within}`);
}
const steps = (page) => page.locator(".line-state.live").waitFor();
const dialogOf = (page) => page.getByRole("dialog");

test("each tab of the administrator", only, async () => {
  for (const look of looks) {
    const page = await browser.signedIn(house, "ada", "/console/admin", look);
    await steps(page);
    for (const [i, tab] of ["people", "hospital", "devices", "screens", "kiosks", "plugins", "settings"].entries()) {
      await page.locator(".tabs button").nth(i).click();
      await page.locator(".tabs button[aria-pressed=true]").nth(0).waitFor();
      if (!["screens", "kiosks"].includes(tab)) await page.locator(".tokens li").first().waitFor();
      await fine(page, `admin-${tab}`, look);
    }
    await page.context().close();
  }
});

test("the administrator says where a screen hangs, gives a department and a shift, and sees how old the keys are", only, async () => {
  const page = await browser.signedIn(house, "ada", "/console/admin");
  const tab = (name) => page.locator(".tabs").getByRole("button", {name}).click();
  await tab("Devices");
  const screen = page.locator("li.token", {hasText: "display-2"});
  await screen.getByText("It shows nothing until somebody says where it hangs.").waitFor();
  await screen.getByRole("button", {name: "Where it hangs"}).click();
  await dialogOf(page).getByLabel("Area").selectOption({index: 1});
  assert.deepEqual(await breaches(page), []);
  await dialogOf(page).getByRole("button", {name: "Save"}).click();
  await until(async () => !(await screen.innerText()).includes("shows nothing"), "it hangs somewhere");
  assert.ok((await ada.ask("identity.devices")).devices.every(({area}) => area));
  await tab("People");
  const nina = page.locator("li.token", {hasText: "Nina Example"});
  await nina.getByRole("button", {name: "Departments"}).click();
  await dialogOf(page).getByLabel("Departments").fill("medicine, eyes");
  await dialogOf(page).getByRole("button", {name: "Save"}).click();
  await nina.getByText("medicine, eyes").waitFor();
  await nina.getByRole("button", {name: "Plan a shift"}).click();
  await dialogOf(page).getByLabel("Department").fill("bones");
  await dialogOf(page).getByLabel("From").fill("2030-01-01T08:00");
  await dialogOf(page).getByLabel("Until").fill("2030-01-01T16:00");
  assert.deepEqual(await breaches(page), []);
  await dialogOf(page).getByRole("button", {name: "Save"}).click();
  await nina.getByText(/^bones: Jan 1, 2030/).waitFor();
  await nina.getByRole("button", {name: "Cancel"}).click();
  await nina.getByText(/^bones/).waitFor({state: "detached"});
  await tab("Settings");
  await page.locator("li", {hasText: "records.key_file"}).first().getByText(/^Written /).waitFor();
  await page.context().close();
});

test("journal, messages, records", only, async () => {
  for (const look of looks)
    for (const [who, name] of [["olga", "journal"], ["dora", "messages"], ["dora", "records"], ["grace", "records"]]) {
      const page = await browser.signedIn(house, who, `/console/${name}`, look);
      await steps(page);
      if (name === "records") {
        await page.locator("form input[name=name]").fill("Canaryfamily");
        await page.locator("form button.primary").click();
        await page.locator(".found-record").first().click();
        await page.locator("section.record").waitFor();
      }
      await fine(page, `${name}-${who}`, look);
      await page.context().close();
    }
});

test("one's own account with every dialog, by keyboard too", only, async () => {
  for (const look of looks) {
    const page = await browser.signedIn(house, "nina", "/console/triage", look);
    await steps(page);
    const open = async () => {
      await page.getByRole("button", {name: /^Nina Example/}).click();
      await dialogOf(page).locator(".own-sessions li").first().waitFor();
    };
    await open();
    await fine(page, "account", look);
    await reached(page, "dialog", 5);
    for (const [i, part] of ["password", "factor", "badge"].entries()) {
      await dialogOf(page).locator(".account").first().getByRole("button").nth(i).click();
      await page.locator("input[name=proof]").waitFor();
      await fine(page, `account-${part}`, look);
      await reached(page, "dialog", part === "factor" ? 3 : 4);
      if (part === "factor") {
        await page.locator("input[name=proof]").fill(phrase);
        await page.keyboard.press("Enter");
        await page.locator("svg.qr").waitFor();
        await fine(page, "account-factor-key", look);
      }
      await page.keyboard.press("Escape");
      await until(async () => !(await page.locator("input[name=proof], svg.qr").count()), "the dialog is closed");
      if (!(await dialogOf(page).count())) await open();
    }
    await page.context().close();
  }
});

const measured = {skip: only.skip || (existsSync(join(process.env.VESTIBULE_PLUGINS, "vitals.so")) ? false : "this build has no plugin of vitals")};
test("what a nurse measures by hand goes to whose record is linked, and a number without one asks for it", measured, async () => {
  const clerk = await house.as("grace");
  const linked = await clerk.tell("queue.issue_token", {service: "medicine", needs: []}), alone = await clerk.tell("queue.issue_token", {service: "medicine", needs: []});
  await clerk.tell("records.open_visit", {patient: kept.patient, department: "medicine", reference: `token ${linked.token}`});
  for (const look of looks) {
    const page = await browser.signedIn(house, "nina", "/console/triage", look);
    const button = (token) => page.locator("section[aria-labelledby=all-waiting] li.token", {hasText: token.call_code}).getByRole("button").first();
    await button(alone).click();
    await dialogOf(page).getByRole("button").first().waitFor();
    await dialogOf(page).locator("p").first().waitFor();
    await fine(page, "vitals-unlinked", look);
    await page.keyboard.press("Escape");
    await dialogOf(page).waitFor({state: "detached"});
    await button(linked).click();
    await dialogOf(page).locator("input[name=temp]").fill("38.4");
    await dialogOf(page).locator("input[name=spo2]").fill("91");
    await dialogOf(page).locator("select[name=consciousness]").selectOption("C");
    await fine(page, "vitals", look);
    await reached(page, "dialog", 9);
    const [asked] = await Promise.all([page.waitForResponse("**/api/v1/vitals.observe"), dialogOf(page).locator("input[name=temp]").press("Enter")]);
    assert.deepEqual(asked.request().postDataJSON(), {patient: kept.patient, values: {spo2: 91, temp: 38.4}, consciousness: "C"});
    assert.equal(asked.status(), 200, await asked.text());
    await dialogOf(page).waitFor({state: "detached"});
    await page.context().close();
  }
});

test("one session is ended from another, and ends at once", only, async () => {
  const here = await browser.signedIn(house, "max", "/console/manager");
  const elsewhere = await browser.signedIn(house, "max", "/console/messages");
  await steps(elsewhere);
  await here.getByRole("button", {name: /^Max Example/}).click();
  const sessions = dialogOf(here).locator(".own-sessions li");
  await until(async () => (await sessions.count()) === 2, "both are listed");
  await sessions.filter({hasNotText: "this one"}).getByRole("button").click();
  await elsewhere.getByRole("heading", {name: "Sign in"}).waitFor();
  await until(async () => (await sessions.count()) === 1, "one is left");
  await here.keyboard.press("Escape");
  await here.getByRole("link", {name: "Messages"}).waitFor();
  await here.context().close();
  await elsewhere.context().close();
});

test("the door: name and password, badge and PIN, a desk that is to be shared, the first account", only, async () => {
  for (const look of looks) {
    const page = await browser.page(house, "/console/", look);
    await page.locator("main.door input[name=name]").waitFor();
    await fine(page, "door", look);
    await reached(page, "main", 6);
    for (const [i, name] of [[0, "door-first"], [1, "door-desk"]]) {
      await page.locator("main.door .row.center button.plain").nth(i).click();
      await page.locator("input[name=once]").waitFor();
      await fine(page, name, look);
      await page.locator("main.door .row.center button.plain").first().click();
    }
    await page.evaluate(() => localStorage.setItem("vestibule.desk_key", "0".repeat(64)));
    await page.reload();
    await page.locator("input[name=badge]").waitFor();
    await fine(page, "door-badge", look);
    await page.context().close();
  }
});

test("somebody restricted: no emergency opens the record; another's does, for half an hour, under a banner, and the officer is told and judges", only, async () => {
  const officer = await house.as("olga");
  const clerk = await house.as("grace");
  const registered = async (family, value) => (await clerk.tell("records.register", {person: {identifiers: [{kind: "national", value}], names: [{family}], birth_date: "1970-01-01", contacts: [], needs: [], next_of_kin: []}})).patient;
  const shut = await registered("Canaryshut", "CANARY-SHUT-1"), other = await registered("Canaryother", "CANARY-OTHER-1");
  await officer.tell("records.restrict", {patient: shut, restricted: true});
  const review = await browser.signedIn(house, "olga", "/console/journal");
  await steps(review);

  for (const [n, look] of looks.entries()) {
    const page = await browser.signedIn(house, "omar", "/console/records", look);
    await steps(page);
    const emergency = async (identifier, password = phrase) => {
      await page.locator(".emergency button").click();
      await dialogOf(page).locator("input[name=identifier]").fill(identifier);
      await dialogOf(page).locator("select").selectOption("other");
      await dialogOf(page).locator("input[name=note]").fill("unconscious in the hall");
      await dialogOf(page).locator("input[name=password]").fill(password);
    };
    await emergency("CANARY-SHUT-1");
    await fine(page, "glass-dialog", look);
    await reached(page, "dialog", 6);
    await dialogOf(page).locator("input[name=password]").press("Enter");
    if (n === 0) {
      // The glass is broken, and told; the record stays shut.
      await page.locator(".glass").waitFor();
      await page.locator("section.card p.wrong").first().waitFor();
      assert.doesNotMatch(await page.content(), /Canaryshut/);
      await review.getByText("Omar Example").waitFor();
      await fine(page, "glass-restricted", look);
      await page.locator(".glass button").last().click();
      await page.locator(".glass").waitFor({state: "detached"});
      await emergency("CANARY-OTHER-1", "not the password at all");
      await dialogOf(page).locator("input[name=password]").press("Enter");
      await dialogOf(page).locator("p.wrong").waitFor();
      await until(async () => {  // a wrong try makes the next one wait
        if (await page.locator(".glass").count()) return true;
        await dialogOf(page).locator("input[name=password]").fill(phrase, {timeout: 1000}).catch(() => {});
        await dialogOf(page).locator("input[name=password]").press("Enter", {timeout: 1000}).catch(() => {});
        return false;
      }, "the glass is broken");
    } else {
      await page.locator(".glass").waitFor();
      await page.locator(".glass button").last().click();
      await page.locator(".glass").waitFor({state: "detached"});
      await emergency("CANARY-OTHER-1");
      await dialogOf(page).locator("input[name=password]").press("Enter");
      await page.locator(".glass").waitFor();
    }
    await page.locator("#record", {hasText: "Canaryother"}).waitFor();
    if (n === 0) await page.getByText(/^Emergency access to one record: (29|30) min left/).waitFor();
    const mine = await (await house.as("omar")).ask("identity.me");
    assert.ok(mine.glass.seconds_left > 1700 && mine.glass.seconds_left <= 1800);
    assert.equal(mine.glass.subject, `patient ${other}`);
    await fine(page, "glass-banner", look);
    await page.locator(".glass button").last().click();
    await page.locator(".glass").waitFor({state: "detached"});
    await page.locator("#record").waitFor({state: "detached"});  // what was seen by it goes with it
    await page.context().close();
  }
  await until(async () => (await officer.ask("identity.me")).to_review === 2 * looks.length, "all wait for the officer");
  for (const look of looks) {
    const page = await browser.signedIn(house, "olga", "/console/journal", look);
    await page.locator("#glasses").waitFor();
    await page.locator("section", {has: page.locator("#glasses")}).getByText("unconscious in the hall").first().waitFor();
    await fine(page, "glass-review", look);
    await page.context().close();
  }
  const before = (await officer.ask("identity.me")).to_review;
  await review.locator("section", {has: review.locator("#glasses")}).getByRole("button").first().click();
  await until(async () => (await officer.ask("identity.me")).to_review === before - 1, "one is judged");
  const {glasses} = await officer.ask("identity.glasses", {reviewed: true});
  assert.ok(glasses.some((one) => one.verdict === "justified" && one.reviewed_by));
  await review.context().close();
});

test("no page of any role shows, or says to a screen reader, what that role may not see", only, async () => {
  const clinical = ["dora", "nina"], told = ["dora", "omar", "nina", "grace"];
  const denied = (who) => [
    ...(["max", "ada", "omar"].includes(who) ? ["Canarygiven", "Canaryfamily", "CANARY-ID-7", "7777", "Canarykin"] : []),
    ...(clinical.includes(who) ? [] : ["Canaryallergy"]), ...(told.includes(who) ? [] : ["Canarytold", "Canarysymptom"]),
  ];
  let shown = "";
  for (const [who, names] of Object.entries(pages))
    for (const name of names) {
      const page = await browser.signedIn(house, who, `/console/${name}`, {choices: {desk: "room-1"}});
      await steps(page);
      if (name === "records") {
        for (const text of ["Canaryfamily", "Canarygiven"]) {
          await page.locator("form input[name=name]").fill(text);
          await page.locator("form button.primary").click();
          await page.locator("div[role=status] p, .found-record").first().waitFor();
        }
        if (await page.locator(".found-record").count()) {
          await page.locator(".found-record").first().click();
          await page.locator("section.record dl").waitFor();
        }
        await page.locator("form input[name=name]").fill("");
      }
      if (name === "desk" && who === "dora") await page.locator(".beside").waitFor();
      const text = await page.content();
      for (const canary of denied(who)) assert.ok(!text.includes(canary), `${name} shows ${canary} to ${who}`);
      shown += who + text.match(/Canary\w+|CANARY-\w+-\d/g)?.join(" ");
      await page.context().close();
    }
  // What may be seen was there to be seen.
  for (const canary of ["Canaryfamily", "Canaryallergy", "CANARY-ID-7", "Canarykin"]) assert.ok(shown.includes(canary), canary);
  assert.doesNotMatch(house.said, /canary/i);
});
