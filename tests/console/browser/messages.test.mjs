// Staff write to each other: a badge that comes by itself, an answer, who has read it; by keyboard, in two languages, on a phone.

import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {breaches, Browser, House, picture, until} from "./kit.mjs";
import {pageOf, peopleKnown, settle, tellAs} from "./people.mjs";

const only = {skip: peopleKnown ? false : "this build has no plugin that knows people"};
let house, browser, people;
before(async () => {
  if (!peopleKnown) return;
  house = await House.open({without: []});
  browser = await Browser.open();
  people = await settle(house, {nora: ["Nora Lindqvist", "nurse"], nils: ["Nils Aziz", "nurse"], dora: ["Dora Ben-Ami", "doctor"], carl: ["Carl Okafor", "clerk"]});
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const badge = (page) => page.locator('nav a[href="/console/messages"] .badge');
const open = (name, path, options) => pageOf(browser, house, people[name].cookie, path, options);

test("a clerk writes to all nurses by keyboard alone; their badges come by themselves, nobody else's", only, async () => {
  const nora = await open("nora", "/console/triage"), dora = await open("dora", "/console/desk"), carl = await open("carl", "/console/messages");
  for (const page of [nora, dora, carl]) await page.locator(".line-state.live").waitFor();
  await carl.getByText("No messages yet.").waitFor();
  const heard = [];
  dora.on("request", (request) => heard.push(request.url()));
  await dora.locator("h1").first().waitFor();
  heard.length = 0;

  await carl.locator("select[name=to]").focus();
  await carl.keyboard.type("Everybody: Nurse");
  await carl.keyboard.press("Tab");
  await carl.keyboard.type("The lift is out of order.\nPlease bring Mr B. round the back <b>now</b>.");
  assert.match(await carl.locator("#left").textContent(), /^\d+ characters left$/);
  await carl.keyboard.press("Control+Enter");
  await carl.locator("[role=status]", {hasText: "Sent to 2 people"}).waitFor({state: "attached"});
  assert.equal(await carl.evaluate(() => document.activeElement.tagName), "TEXTAREA");

  await badge(nora).waitFor();
  assert.equal(await badge(nora).textContent(), "1");
  await nora.locator("[role=status]", {hasText: "A new message. 1 is unread."}).waitFor({state: "attached"});
  assert.match(await nora.title(), /^\(1\)/);
  await nora.getByRole("link", {name: /^Messages\s+1 unread message$/}).click();
  await nora.getByText("The lift is out of order.").waitFor();
  assert.match(await nora.locator(".message .text").textContent(), /<b>now<\/b>/);
  assert.equal(await badge(dora).count(), 0);
  assert.deepEqual(heard.filter((url) => url.includes("messages.")), [], "a message to others moves nobody's page");
});

test("who has read it is seen at once by the author, and an answer comes back", only, async () => {
  const carl = await open("carl", "/console/messages"), nora = await open("nora", "/console/messages");
  await carl.getByText("Read by 0 of 2").waitFor();
  await nora.getByRole("button", {name: /^I have read it.*Carl Okafor/}).focus();
  await nora.keyboard.press("Enter");
  await badge(nora).waitFor({state: "detached"});
  await carl.getByText("Read by 1 of 2").click();
  await carl.getByText("Nora Lindqvist:").waitFor();
  await carl.getByText("Nils Aziz: not yet").waitFor();

  await nora.getByRole("button", {name: /^Answer.*Carl Okafor/}).focus();
  await nora.keyboard.press("Enter");
  await until(() => nora.evaluate(() => document.activeElement.tagName === "TEXTAREA"), "the text has the focus");
  await nora.keyboard.type("I am on my way.");
  await picture(nora, "messages-answer-en");
  await nora.keyboard.press("Control+Enter");
  await carl.getByText("I am on my way.").waitFor();
  await carl.getByText(/^Answer to: “The lift/).waitFor();
  await badge(carl).waitFor();
  assert.deepEqual(await breaches(carl), []);
  await picture(carl, "messages-en");
});

test("what is written to a desk waits for whoever sits down there", only, async () => {
  const carl = await open("carl", "/console/messages");
  await carl.locator("select[name=to]").selectOption("desk:room-1");
  await carl.getByLabel("Text").fill("Your next patient needs an interpreter.");
  await carl.getByRole("button", {name: "Send"}).click();
  await carl.locator("[role=status]", {hasText: "Nobody sits there now."}).waitFor({state: "attached"});
  const dora = await open("dora", "/console/desk", {choices: {desk: "room-1"}});
  await badge(dora).waitFor();
  await dora.getByRole("link", {name: /Messages\s+1 unread/}).click();
  await dora.getByText("Your next patient needs an interpreter.").waitFor();
});

test("what cannot be sent is said, and what was typed stays", only, async () => {
  const carl = await open("carl", "/console/messages");
  await carl.locator("select[name=to]").selectOption("role:doctor");
  await carl.getByLabel("Text").fill("x".repeat(1001));
  assert.ok(await carl.getByRole("button", {name: "Send"}).isDisabled());
  assert.match(await carl.locator("#left").textContent(), /^-1 /);
  await carl.getByLabel("Text").fill("\u0007");
  await carl.getByRole("button", {name: "Send"}).click();
  await carl.getByRole("alert").getByText(/control characters/).waitFor();
  assert.equal(await carl.getByLabel("Text").inputValue(), "\u0007");
});

test("in Arabic on a phone, and dark: no breach, nothing sticks out", only, async () => {
  await tellAs(house, people.dora.cookie, "messages.send", {to: {kind: "person", id: people.carl.person}, text: "المريض في الغرفة ٣ يسأل عنك."});
  for (const [as, look] of [["ar-phone", {locale: "ar", look: "dark", width: 390, height: 844}], ["ar", {locale: "ar"}], ["en-phone", {width: 390, height: 844}]]) {
    const page = await open("carl", "/console/messages", look);
    await page.locator(".message").first().waitFor();
    await page.locator("select[name=to] option[value^='person:']").first().waitFor({state: "attached"});
    await picture(page, `messages-${as}`);
    await page.setViewportSize({width: look.width ?? 1280, height: 2000});  // so that nothing lies under the bar at the bottom
    assert.deepEqual(await breaches(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, "something sticks out sideways");
  }
});
