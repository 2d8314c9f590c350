// Every page: against axe in English and Arabic, light and dark, desktop and phone; nothing sticks out; the first load is small.

import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {breaches, Browser, House, picture, until} from "./kit.mjs";

let house, browser;
before(async () => {
  house = await House.open();
  browser = await Browser.open();
  await house.tell("queue.open_day");
  for (const desk of ["room-1", "room-2", "counter-1"]) await house.tell("queue.open_desk", {desk});
  await house.tell("queue.pause_desk", {desk: "room-2"});
  for (let i = 0; i < 5; ++i) await house.issue("medicine", {needs: ["wheelchair", "interpreter"], language: "ar"});
  await house.issue("medicine", {priority: "red", reason: "fell"});
  await house.issue("registration", {needs: ["deaf"]});
  await house.tell("queue.call_next", {desk: "room-1"});
  await house.tell("queue.call_staff", {kiosk: "kiosk-1", reason: "urgent", needs: ["blind"]});
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const names = ["desk", "reception", "triage", "manager", "admin"];
/// What is there once a page has its answers.
const filled = {desk: ".queue .token", reception: ".tile", triage: ".token", manager: "tbody tr", admin: ".pad"};
const looks = [
  {locale: "en", look: "light", width: 1280, height: 800, as: "en"},
  {locale: "ar", look: "dark", width: 390, height: 844, as: "ar-phone"},
];

for (const name of names)
  for (const {as, ...look} of looks)
    test(`${name}, ${as}: no breach of WCAG 2.2 AA, nothing sticks out`, async () => {
      const page = await browser.page(house, `/console/${name}`, {...look, choices: {desk: "room-1"}});
      await page.locator(".line-state.live").waitFor();
      await page.locator("main h1").first().waitFor({state: "attached"});
      await page.locator(filled[name]).first().waitFor();
      await picture(page, `${name}-${as}`);
      // Tall enough that nothing lies half under the bar at a phone's bottom: there one scrolls.
      await page.setViewportSize({width: look.width, height: 3000});
      assert.deepEqual(await breaches(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, "something sticks out sideways");
      assert.equal(await page.evaluate(() => document.documentElement.dir), look.locale === "ar" ? "rtl" : "ltr");
      await page.context().close();
    });

test("every page is reached, and left, by keyboard alone, and the focus is always seen", async () => {
  const page = await browser.page(house, "/console/desk", {choices: {desk: "room-1"}});
  await page.locator(".line-state.live").waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  for (const name of names.slice(1)) {
    const way = page.locator(`nav a[href="/console/${name}"]`);
    await way.focus();
    await page.keyboard.press("Enter");
    await until(async () => (await way.getAttribute("aria-current")) === "page", name);
    for (let i = 0; i < 6; ++i) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const {activeElement} = document;
        if (!activeElement || activeElement === document.body) return true;
        const own = getComputedStyle(activeElement), beside = activeElement.nextElementSibling && getComputedStyle(activeElement.nextElementSibling);
        return [own, beside].some((style) => style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
      });
      assert.ok(seen, `the focus on ${name} after ${i + 1} tabs is not seen`);
    }
  }
  await page.goBack();
  await until(async () => new URL(page.url()).pathname === "/console/manager", "back");
});

test("a dialog keeps the focus, Escape leaves it, and the focus goes back", async () => {
  const page = await browser.page(house, "/console/desk", {choices: {desk: "room-1"}});
  const opener = page.getByRole("button", {name: "Transfer"});
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  assert.deepEqual(await breaches(page), []);
  for (let i = 0; i < 8; ++i) {
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement === document.body || document.querySelector("dialog").contains(document.activeElement)));
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({state: "detached"});
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Transfer/);
});

test("the first page is small, comes packed, and under a content policy without exceptions", async () => {
  const page = await browser.page(house, "/");
  await page.locator("nav").waitFor();
  assert.match(page.url(), /\/console\/$/);
  const sizes = await page.evaluate(() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
    .filter((entry) => !entry.name.includes("/api/")).map((entry) => entry.encodedBodySize));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`first page of staff: ${bytes} bytes compressed in ${sizes.length} files`);
  assert.ok(bytes > 10_000 && bytes < 200_000);
  const answer = await fetch(`${house.url}/console/desk`);
  const policy = answer.headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  assert.doesNotMatch(await answer.text(), /<script>|<style|style="|onclick=/);
});

test("what is done is seen at once", async () => {
  const page = await browser.page(house, "/console/desk", {choices: {desk: "counter-1"}});
  await page.locator(".line-state.live").waitFor();
  await page.getByRole("button", {name: /^Call next/}).waitFor();
  const times = [];
  for (const [key, holds] of [["n", ".current.called"], ["s", ".current.serving"], ["f", ".current.empty"], ["b", ".chip.paused"], ["o", ".chip.open"]]) {
    times.push(await page.evaluate(([key, holds]) => new Promise((done) => {
      const begun = performance.now();
      const look = () => (document.querySelector(`.at-desk ${holds}`) ? done(performance.now() - begun) : requestAnimationFrame(look));
      dispatchEvent(new KeyboardEvent("keydown", {code: `Key${key.toUpperCase()}`, bubbles: true}));
      look();
    }), [key, holds]));
    await until(() => page.evaluate(() => !document.querySelector("[aria-busy=true]")), "the answer");
  }
  console.log(`from key to effect: ${times.map((time) => time.toFixed(0)).join(", ")} ms`);
});
