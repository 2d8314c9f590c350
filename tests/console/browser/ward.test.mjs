// A nurse's ward page, with a monitor at a real broker: values that are live, then grey, then gone; alarms acknowledged and paused; what is
// entered by hand; a line that is lost; by keyboard, in English and Arabic, light and dark, at a desk and on a phone.

import assert from "node:assert/strict";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {Broker, Device} from "./broker.mjs";
import {breaches, Browser, House, picture, until} from "./kit.mjs";
import {pageOf, phrase, session} from "./people.mjs";

const there = ["identity", "vitals"].every((name) => existsSync(join(process.env.VESTIBULE_PLUGINS, `${name}.so`)));
const only = {skip: there ? false : "this build has no plugin that knows people, or none that keeps vitals"};
const secret = "a-secret-of-the-monitor-that-nobody-can-guess";
const every = Boolean(process.env.VESTIBULE_PICTURES);
const looks = [
  {as: "en", locale: "en", look: "light", width: 1280, height: 800},
  {as: "ar-phone", locale: "ar", look: "dark", width: 390, height: 844},
  ...(every ? [{as: "en-phone", locale: "en", look: "dark", width: 390, height: 844}, {as: "ar", locale: "ar", look: "light", width: 1280, height: 800},
               {as: "en-dark", locale: "en", look: "dark", width: 1920, height: 1080}] : []),
];

let house, browser, broker, ada, nina, cookie, monitor;
let beating, seq = 0;
const now = {hr: 72, spo2: 97, rr: 16, sbp: 121, dbp: 78, map: 92};
/// A value each second, as a monitor sends them, until it is told to be silent.
const beat = () => monitor.publish("num", {v: 1, seq: ++seq, ts: Date.now(), q: 0, ...now});

before(async () => {
  if (!there) return;
  house = await House.open({without: []});
  await house.stop("SIGTERM");
  broker = await Broker.open(house);
  house.change((text) => `${text}\n[vitals]\nwrite_seconds = 1\n`);
  await house.start();
  browser = await Browser.open();
  ada = await house.setUp();
  await ada.tell("identity.add_person", {name: "nina", full_name: "Nina Stern", role: "nurse", departments: ["medicine"], password: phrase});
  nina = await house.as("nina");
  cookie = await session(house, "nina");
  for (const [ward, name] of [["west", "Ward West"], ["east", "Ward East"]]) await ada.tell("vitals.set_ward", {ward, name: {en: name}, department: "medicine", names: "initials"});
  for (const [i, name] of ["12A", "12B", "12C"].entries()) await ada.tell("vitals.set_bed", {bed: `bed-${i}`, ward: "west", name, place: i});
  await ada.tell("vitals.set_bed", {bed: "bed-9", ward: "east", name: "20A"});
  await ada.tell("identity.register_device", {device: "mon-1", kind: "monitor"});
  const {code} = await ada.ask("identity.device_code", {device: "mon-1"});
  await house.answer(fetch(`${house.url}/api/v1/identity.enrol_device`, {method: "POST", headers: {"Content-Type": "application/json", "X-Vestibule": "1", Origin: house.url},
                                                                           body: JSON.stringify({device: "mon-1", code, secret})}));
  await nina.tell("vitals.put_device", {device: "mon-1", bed: "bed-0"});
  await nina.tell("vitals.admit", {patient: "p1", bed: "bed-0", shown_name: "R. K.", age: 71});
  await nina.tell("vitals.admit", {patient: "p2", bed: "bed-1", age: 44});
  monitor = await until(async () => {
    const tried = await Device.connect(broker, "mon-1", secret);
    if (tried.code === 0) return tried;
    tried.close();
    return null;
  }, "the monitor to be let in");
  monitor.publish("status", {st: "online", boot: 1, model: "M-5", fw: "2.1"});
  beating = setInterval(beat, 1_000);
});
after(async () => {
  clearInterval(beating);
  monitor?.close();
  await browser?.close();
  await house?.close();
  broker?.close();
});

const bed = (page, name) => page.locator("li.bed", {has: page.locator("h3", {hasText: name})});
const figure = (page, name, place) => bed(page, name).locator(".figure").nth(["hr", "spo2", "rr", "bp", "temp"].indexOf(place));
const open = async (look = looks[0]) => {
  const page = await pageOf(browser, house, cookie, "/console/ward", {...look, choices: {ward: "west"}});
  await page.locator(".ward .beds").waitFor();
  return page;
};
const state = async (condition) => (await nina.ask("vitals.alarms", {ward: "west"})).alarms.find((one) => one.condition === condition)?.state;
const press = async (button) => {
  await button.focus();
  await button.page().keyboard.press("Enter");
};

test("a ward is chosen, and its beds show what is measured, and that the bedside monitor stays the primary alarm", only, async () => {
  const page = await open();
  await page.getByText("Secondary system: the bedside monitor stays the primary alarm").waitFor();
  await figure(page, "12A", "hr").and(page.locator(".live")).getByText("72", {exact: true}).waitFor();
  await figure(page, "12A", "bp").getByText("121/78").waitFor();
  assert.match(await bed(page, "12A").innerText(), /R\. K\./);
  await nina.tell("vitals.observe", {patient: "p1", oxygen: false});
  await bed(page, "12A").getByText(/NEWS2 ≥ \d/).waitFor();
  assert.match(await bed(page, "12B").innerText(), /No monitor/);
  assert.match(await bed(page, "12C").innerText(), /Empty/);
  await page.locator(".ward select").selectOption("east");
  await bed(page, "20A").waitFor();
  assert.equal(await bed(page, "12A").count(), 0);
  await page.locator(".ward select").selectOption("west");
  await bed(page, "12A").waitFor();
  await page.context().close();
});

test("by keyboard: what is entered by hand is shown, and never written down for another who lies there meanwhile", only, async () => {
  const page = await open();
  const enter = bed(page, "12B").getByRole("button", {name: "Enter by hand"});
  await press(enter);
  assert.equal(await page.locator("dialog input").count(), 6, "without a monitor everything is entered");
  await page.keyboard.press("Escape");
  await press(bed(page, "12A").getByRole("button", {name: "Enter by hand"}));
  assert.equal(await page.locator("dialog input").count(), 1);
  await page.locator("dialog input[name=temp]").fill("38.4");
  await page.locator("dialog select[name=consciousness]").selectOption("A");
  await page.locator("dialog select[name=oxygen]").selectOption("no");
  const [asked] = await Promise.all([page.waitForResponse("**/api/v1/vitals.observe"), page.locator("dialog input[name=temp]").press("Enter")]);
  assert.deepEqual(asked.request().postDataJSON(), {patient: "p1", values: {temp: 38.4}, consciousness: "A", oxygen: false});
  assert.equal(asked.status(), 200, await asked.text());
  await figure(page, "12A", "temp").getByText("38.4").waitFor();
  await figure(page, "12A", "temp").getByText("by hand").waitFor();
  await bed(page, "12A").getByText(/NEWS2 \d/).waitFor();  // nothing is missing now
  await press(enter);
  await page.locator("dialog input[name=temp]").fill("37");
  await nina.tell("vitals.move", {patient: "p2", bed: "bed-2"});
  await nina.tell("vitals.admit", {patient: "p3", bed: "bed-1"});
  await page.locator("dialog input[name=temp]").press("Enter");
  await page.locator("dialog").getByText("Somebody else, or nobody, lies in bed 12B now. Nothing was done.").waitFor();
  await page.keyboard.press("Escape");
  await page.context().close();
});

/// Alarms and the dialog, by axe; nothing sticks out.
async function inAllLooks() {
  for (const look of looks) {
    const seen = await open(look);
    await seen.locator("li.ward-alarm").first().waitFor();
    await picture(seen, `ward-${look.as}`);
    await seen.locator(".ward > details > summary").press("Enter");
    await seen.locator(".ward > details").getByText("mon-1").waitFor();
    await picture(seen, `ward-devices-${look.as}`);
    await seen.setViewportSize({width: look.width, height: 3000});
    assert.deepEqual(await breaches(seen), [], look.as);
    assert.equal(await seen.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${look.as}: something sticks out sideways`);
    await bed(seen, "12A").getByRole("button").nth(0).click();
    await seen.locator("dialog input").waitFor();
    assert.deepEqual(await breaches(seen), [], `${look.as}, the entry`);
    await seen.keyboard.press("Escape");
    await bed(seen, "12A").getByRole("button").nth(1).click();
    await seen.locator("dialog select").selectOption("1");  // longer spans are told by whole minutes
    await seen.locator("dialog figure.course").nth(3).waitFor();  // of the heart, oxygen, breath and pressure
    await seen.locator("dialog summary").click();
    await seen.locator("dialog tbody tr").first().waitFor();
    await picture(seen, `ward-course-${look.as}`);
    assert.deepEqual(await breaches(seen), [], `${look.as}, the course`);
    await seen.context().close();
  }
}

test("alarms: the most urgent first, acknowledged and paused by keyboard; then the monitor falls silent, and a page without a line says so", only, async () => {
  const page = await open();
  Object.assign(now, {spo2: 74});
  beat();
  const row = (what) => page.locator("li.ward-alarm", {hasText: what});
  await row("SpO₂ low").waitFor();
  assert.match(await row("SpO₂ low").innerText(), /^\*\*\* 12A SpO₂ low 74/);
  assert.match(await bed(page, "12A").getAttribute("class"), /alarm-high coloured flashes/);
  await press(row("SpO₂ low").getByRole("button", {name: "Acknowledge"}));
  await row("SpO₂ low").getByText("acknowledged").waitFor();
  assert.equal(await state("spo2_low"), "acknowledged");
  monitor.publish("alarm", {v: 1, seq: 1, ts: Date.now(), code: "vfib", priority: "high", on: true});
  await row("Ventricular fibrillation").waitFor();
  assert.match(await page.locator("li.ward-alarm").first().innerText(), /Ventricular fibrillation/, "nobody has seen it: before what is acknowledged");
  await press(row("Ventricular fibrillation").getByRole("button", {name: "Pause sound: 12A"}));
  await row("Ventricular fibrillation").getByText(/sound paused · until/).waitFor();
  assert.equal(await state("fibrillation"), "audio_paused");
  await press(row("Ventricular fibrillation").getByRole("button", {name: "Pause alarms: 12A"}));
  await until(async () => (await state("fibrillation")) === "alarm_paused", "its alarms are paused");
  await row("Ventricular fibrillation").getByText(/· paused · until/).waitFor();
  if (every) await inAllLooks();
  clearInterval(beating);
  const greys = figure(page, "12A", "hr").and(page.locator(".stale")).getByText(/ago/).waitFor().then(() => picture(page, "ward-stale"));
  const cut = await open();
  await cut.route("**/api/v1/vitals.ward*", (route) => route.abort());
  if (!every) await inAllLooks();  // meanwhile
  await greys;
  await row("No data").waitFor();
  await cut.getByText(/^No connection for \d+ (s|min)\. Look at the bedside monitors!$/).waitFor();
  assert.equal(await cut.locator(".figure.live").count(), 0, "nothing is shown as live");
  assert.deepEqual(await breaches(cut), []);
  await picture(cut, "ward-lost");
  await cut.unroute("**/api/v1/vitals.ward*");
  await cut.locator(".ward-warning").waitFor({state: "detached"});
  await figure(page, "12A", "hr").and(page.locator(".blank")).waitFor();
  assert.doesNotMatch(await figure(page, "12A", "hr").innerText(), /72/);
  await picture(page, "ward-blank");
  for (const one of [page, cut]) await one.context().close();
});
