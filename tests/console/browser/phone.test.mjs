// A patient's phone: the address on the ticket, from taking the number to the room, and over a restart of the host.

import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {breaches, Browser, House, picture, until} from "./kit.mjs";

let house, browser;
before(async () => {
  house = await House.open();
  browser = await Browser.open();
  await house.tell("queue.open_day");
  await house.tell("queue.open_desk", {desk: "room-1"});
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const phone = {width: 390, height: 844};
const says = (page, words) => page.getByText(words).first().waitFor();

test("a phone follows its token to the room, while the host restarts", async () => {
  await house.issue("medicine");
  const mine = await house.issue("medicine");
  const page = await browser.page(house, `/t/${mine.secret}`, phone);
  await says(page, "1 person before you");
  assert.equal(await page.locator("h1").textContent(), mine.call_code);
  await picture(page, "phone-waiting-en");

  const emergency = await house.issue("medicine", {priority: "red", reason: "fell"});
  await house.tell("queue.call_next", {desk: "room-1"});
  await says(page, "1 emergency came first.");
  await house.tell("queue.finish", {desk: "room-1"});

  await house.stop();
  await says(page, "No connection");
  await house.start();
  await says(page, "Up to date");

  await house.tell("queue.call_next", {desk: "room-1"});
  await says(page, "You are next");
  await house.tell("queue.finish", {desk: "room-1"});
  const desk = await house.tell("queue.call_next", {desk: "room-1"});
  assert.equal(desk.token.number, mine.number);
  assert.notEqual(emergency.number, mine.number);
  await says(page, "Please go to");
  await says(page, "Room 1");
  await picture(page, "phone-called-en");
  assert.deepEqual(await breaches(page), []);
  await house.tell("queue.finish", {desk: "room-1"});
  await says(page, "Your visit is finished");
});

test("its holder comes back later, is back, and gives the place up; the journal never holds the secret", async () => {
  const mine = await house.issue("medicine");
  const page = await browser.page(house, `/t/${mine.secret}`, phone);
  await page.getByRole("button", {name: "Come back later"}).click();
  await page.getByRole("dialog").getByRole("button", {name: "20 min"}).click();
  await says(page, "You are back in the line in 20 minutes");
  assert.equal((await house.ask("queue.find_tokens", {text: mine.number})).tokens[0].state, "parked");
  await page.getByRole("button", {name: "I am back now"}).click();
  await says(page, "You are next");
  await page.getByRole("button", {name: "Give up my place"}).click();
  await page.getByRole("dialog").getByRole("button", {name: "Give it up"}).click();
  await says(page, "This place was given up.");
  await until(async () => (await house.ask("queue.find_tokens", {text: mine.number})).tokens[0].state === "cancelled", "given up");
});

test("it speaks the patient's language, from right to left where that is so", async () => {
  const mine = await house.issue("medicine", {language: "ar"});
  const page = await browser.page(house, `/t/${mine.secret}`, {...phone, look: "dark", choices: {language: ""}});
  await page.evaluate(() => localStorage.removeItem("vestibule.language"));
  await page.addInitScript(() => localStorage.removeItem("vestibule.language"));
  await page.reload();
  await says(page, "أنت التالي");
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
  assert.deepEqual(await breaches(page), []);
  await picture(page, "phone-waiting-ar");
});

test("a secret that is none says so, and nothing else", async () => {
  const page = await browser.page(house, "/t/0000000000000000000000000", phone);
  await says(page, "This ticket is not of today.");
  assert.equal(await page.locator(".ticket-card").count(), 0);
});

test("it can be put on the home screen, and opens the last ticket from there", async () => {
  const mine = await house.issue("medicine");
  const page = await browser.page(house, `/t/${mine.secret}`, phone);
  await says(page, mine.call_code);
  const manifest = await page.evaluate(async () => (await fetch(document.querySelector("link[rel=manifest]").href)).json());
  assert.equal(manifest.display, "standalone");
  await page.goto(house.url + manifest.start_url);
  await says(page, mine.call_code);
});

test("the browser itself finds nothing that keeps it from being installed", async () => {
  const mine = await house.issue("medicine");
  const page = await browser.page(house, `/t/${mine.secret}`, phone);
  await says(page, mine.call_code);
  const browserItself = await page.context().newCDPSession(page);
  const {errors} = await browserItself.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const {installabilityErrors} = await browserItself.send("Page.getInstallabilityErrors");
  // A profile that keeps nothing cannot install anything; that is this test's, not the page's.
  assert.deepEqual(installabilityErrors.map(({errorId}) => errorId).filter((id) => id !== "in-incognito"), []);
});

test("whoever wants it is told when it is nearly their turn, while the page is out of sight", async () => {
  await house.issue("cashier");
  await house.issue("cashier");
  const mine = await house.issue("cashier");
  const page = await browser.page(house, "/healthz", phone);
  await page.context().grantPermissions(["notifications"], {origin: house.url});
  await page.goto(`${house.url}/t/${mine.secret}`);
  await says(page, "2 people before you");
  await until(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration("/t/"))?.active?.state === "activated"), "the worker stands by");
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", {get: () => "hidden"});
    globalThis.shown = [];
    const show = ServiceWorkerRegistration.prototype.showNotification;
    ServiceWorkerRegistration.prototype.showNotification = function (title, more) {
      globalThis.shown.push([title, more.body]);
      return show.call(this, title, more);
    };
  });
  const desk = (await house.ask("queue.desks")).desks.find((one) => one.services.includes("cashier")).desk;
  await house.tell("queue.open_desk", {desk});
  await house.tell("queue.call_next", {desk});
  await until(() => page.evaluate(() => globalThis.shown.length === 1), "the notice that it is near");
  for (let i = 0; i < 2; ++i) {
    await house.tell("queue.finish", {desk});
    await house.tell("queue.call_next", {desk});
  }
  await until(() => page.evaluate(() => globalThis.shown.length === 2), "the notice of the call");
  assert.deepEqual(await page.evaluate(() => globalThis.shown), [["It is nearly your turn", mine.call_code], ["You are called", mine.call_code]]);
});
