// Three screens at a real broker: enrolled in the browser, seen and heard at the desk, their health and pictures with the administrator,
// and cut off when they are revoked.

import assert from "node:assert/strict";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {Broker, Device} from "./broker.mjs";
import {breaches, Browser, House, phrase, picture, until} from "./kit.mjs";

const there = existsSync(join(process.env.VESTIBULE_PLUGINS, "identity.so"));
const only = {skip: there ? false : "this build has no plugin that knows people"};
const secret = "a-secret-of-the-screen-that-nobody-can-guess";
/// One white pixel.
const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=";

let house, browser, broker, ada;
const screens = [];
before(async () => {
  if (!there) return;
  house = await House.open({without: ["records"]});
  await house.stop("SIGTERM");
  broker = await Broker.open(house);
  await house.start();
  browser = await Browser.open();
  ada = await house.setUp();
  await ada.tell("identity.add_person", {name: "dora", full_name: "Dora Stern", role: "doctor", departments: ["medicine"], password: phrase});
  await ada.tell("queue.open_day");
});
after(async () => {
  for (const screen of screens) screen.close();
  await browser?.close();
  await house?.close();
  broker?.close();
});

const report = (number, more = {}) => ({area: "main", layout: "hall", theme: "light", width: 1920, height: 1080, frames: number, picture: `p${number}`, one_colour: false, shown: 0, answered: 0, ...more});

test("an administrator adds three screens by the browser; each comes in with its code, and reads its own area alone", only, async () => {
  const page = await browser.signedIn(house, "ada", "/console/admin");
  await page.locator(".tabs").getByRole("button", {name: "Devices"}).click();
  for (const device of ["display-1", "display-2", "display-3"]) {
    await page.getByRole("button", {name: "Add a device"}).click();
    await page.getByLabel("Name at the broker").fill(device);
    await page.getByRole("combobox", {name: "Kind"}).selectOption("display");
    await page.getByRole("combobox", {name: "Area"}).selectOption("main");
    await page.getByRole("button", {name: "Save"}).click();
    const code = await page.locator("p.code.big").textContent();
    assert.deepEqual(await breaches(page), []);
    await page.getByRole("button", {name: "Close"}).click();
    await house.answer(fetch(`${house.url}/api/v1/identity.enrol_device`, {method: "POST", headers: {"Content-Type": "application/json", "X-Vestibule": "1", Origin: house.url},
                                                                             body: JSON.stringify({device, code, secret})}));
    screens.push(await until(async () => {
      const tried = await Device.connect(broker, device, secret);
      if (tried.code === 0) return tried;
      tried.close();
      return null;
    }, `${device} to be let in`));
  }
  assert.match(broker.access(), /user display-2\ntopic read vestibule\/v1\/state\/board\/main\n/);
  await until(async () => (await page.locator(".chip.open").count()) === 3, "all are enrolled");
  await picture(page, "devices-en");
  await page.context().close();
});

test("the desk is told: seen on 3 of 3, heard on 2 of 3", only, async () => {
  screens.forEach((screen, i) => screen.ask("queue.report_screen", report(i + 1, {speaks: true})));
  await until(async () => (await ada.ask("queue.screens")).screens.length === 3, "three screens are known");
  const doctor = await house.as("dora");
  await doctor.tell("queue.open_desk", {desk: "room-1"});
  await doctor.tell("queue.issue_token", {service: "medicine", needs: []});
  const page = await browser.signedIn(house, "dora", "/console/desk", {choices: {desk: "room-1"}});
  await page.getByRole("button", {name: /^Call next/}).waitFor();
  await page.keyboard.press("n");
  await page.locator(".current .code").first().waitFor();
  const call = (await doctor.ask("queue.board", {area: "main"})).calls.at(-1);
  screens[0].tell("queue.acknowledge_call", {area: "main", sequence: call.sequence, shown: "painted"});
  await until(async () => /Seen on 1 of 3/.test(await page.locator(".seen").innerText()), "one has painted it");
  for (const screen of screens.slice(1)) screen.tell("queue.acknowledge_call", {area: "main", sequence: call.sequence, shown: "painted"});
  for (const screen of screens.slice(0, 2)) screen.tell("queue.acknowledge_call", {area: "main", sequence: call.sequence, shown: "spoken"});
  await until(async () => /Seen on 3 of 3[\s\S]*[Hh]eard on 2 of 3/.test(await page.locator(".seen").innerText()), "seen on 3 of 3, heard on 2 of 3");
  assert.deepEqual(await breaches(page), []);
  await picture(page, "seen-en");
  await page.context().close();
});

test("the administrator sees how each screen is and what it shows, and cuts one off", only, async () => {
  const page = await browser.signedIn(house, "ada", "/console/admin");
  await page.locator(".tabs").getByRole("button", {name: "Screens"}).click();
  const row = page.locator("li.token", {hasText: "display-2"});
  await row.getByText("1920 × 1080").waitFor();
  screens[1].ask("queue.report_screen", report(9, {one_colour: true, speaks: true}));
  await until(async () => (await row.locator(".chip.bad").count()) === 1, "a dark screen is bad news");
  await row.getByRole("button", {name: "Picture"}).click();
  const orders = await until(async () => {
    const found = (await ada.ask("queue.screens")).screens.find((one) => one.device === "display-2").orders;
    return found.picture > 0 ? found : null;
  }, "the screen is asked for a picture");
  screens[1].ask("queue.hand_in_picture", {number: orders.picture, width: 1, height: 1, png});
  await page.locator("img.screen-picture").waitFor();
  assert.deepEqual(await breaches(page), []);
  await page.keyboard.press("Escape");
  await picture(page, "screens-en");
  await page.locator(".tabs").getByRole("button", {name: "Devices"}).click();
  const gone = new Promise((done) => screens[2].line.once("close", done));
  await page.locator("li.token", {hasText: "display-3"}).getByRole("button", {name: "Revoke"}).click();
  await gone;
  assert.notEqual((await Device.connect(broker, "display-3", secret)).code, 0);
  await page.locator(".tabs").getByRole("button", {name: "Plugins"}).click();
  await page.locator("li.token", {hasText: "records"}).getByText("Switched off").waitFor();
  await page.context().close();
});
