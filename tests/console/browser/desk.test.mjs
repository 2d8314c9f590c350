// A doctor's half hour, by keyboard alone; and two doctors on one line.

import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {Browser, House, picture, until} from "./kit.mjs";

let house, browser;
before(async () => {
  house = await House.open();
  browser = await Browser.open();
  await house.tell("queue.open_day");
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const code = (page) => page.locator(".current .code");
const state = (page) => page.locator(".current .state").first();

test("a doctor opens the desk, calls, sees, finishes, sends on and takes back, one key each", async () => {
  const [first, urgent, third] = [await house.issue("medicine"), await house.issue("medicine", {priority: "red", reason: "collapsed", needs: ["wheelchair"]}), await house.issue("medicine")];
  const page = await browser.page(house, "/console/desk");
  const key = (name) => page.keyboard.press(name);

  await page.getByRole("button", {name: /^Room 1/}).focus();
  await key("Enter");
  await page.getByRole("button", {name: "Open the desk"}).waitFor();
  await key("o");
  await page.locator(".chip.open").first().waitFor();

  // The line in order, each with why.
  const rows = page.locator(".queue .token");
  await until(async () => (await rows.count()) === 3, "three in the line");
  assert.match(await rows.nth(0).innerText(), new RegExp(`${urgent.call_code}[\\s\\S]*Immediate[\\s\\S]*Wheelchair[\\s\\S]*More urgent \\(Immediate\\): before 1 who came earlier`));
  assert.match(await rows.nth(1).innerText(), new RegExp(`${first.call_code}[\\s\\S]*In turn: nobody came earlier`));

  await key("n");
  await until(async () => (await code(page).textContent()) === urgent.call_code, "the urgent one is called");
  assert.match(await page.locator(".current .why").innerText(), /before 1 who came earlier/);
  await picture(page, "desk-called-en");

  // A screen says that it has shown and spoken the call.
  const call = (await house.ask("queue.board", {area: "main"})).calls.at(-1);
  for (const shown of ["painted", "spoken"]) await house.tell("queue.acknowledge_call", {area: "main", sequence: call.sequence, shown});
  await until(async () => /Seen on 1 of 1/.test(await page.locator(".seen").innerText()), "seen");

  await key("r");
  await until(async () => (await house.desk("room-1")).token.calls === 2, "called again");
  await key("s");
  await until(async () => /Here/.test(await state(page).innerText()), "the patient is here");
  await key("n");  // ends this visit and calls the next in one go
  await until(async () => (await code(page).textContent()) === first.call_code, "the next one");
  assert.equal((await house.ask("queue.day")).counts.done, 1);

  await key("p");  // comes back later: the first of the choices has the focus
  await page.getByRole("dialog").waitFor();
  await key("Enter");
  await page.locator(".current.empty").waitFor();
  await key("u");
  await until(async () => (await code(page).textContent()) === first.call_code, "taken back");

  await key("s");
  await page.locator(".current.serving").waitFor();
  await key("g");
  await page.getByRole("dialog").getByRole("button", {name: "Doctor, blood test, and back"}).click();
  await until(async () => (await house.ask("queue.find_tokens", {text: first.number})).tokens[0].service === "blood", "sent on");

  await key("n");
  await until(async () => (await code(page).textContent()) === third.call_code, "the last one");
  await key("x");
  await until(async () => (await house.ask("queue.day")).counts.no_show === 1, "did not come");
  await page.getByRole("button", {name: "Away"}).click();
  await page.getByRole("button", {name: `${third.call_code} back to the line`}).click();
  await until(async () => (await house.ask("queue.day")).counts.waiting === 2, "waits again");
  await key("n");
  await until(async () => (await code(page).textContent()) === third.call_code, "called again");
  await key("e");
  await page.getByRole("dialog").getByRole("button", {name: "Referred"}).click();
  await until(async () => (await house.ask("queue.find_tokens", {text: third.number})).tokens[0].outcome === "referred", "finished with an outcome");
  await page.locator(".current.empty").waitFor();
  await key("b");
  await until(async () => (await house.desk("room-1")).attendance === "paused", "a break");
});

test("calling somebody out of turn asks why, and letters typed there are letters", async () => {
  const chosen = await house.issue("medicine");
  await house.issue("medicine");
  await house.tell("queue.open_desk", {desk: "room-2"});
  const page = await browser.page(house, "/console/desk", {choices: {desk: "room-2"}});
  await page.getByRole("button", {name: `Call ${chosen.call_code}`}).click();
  await page.getByLabel("Reason").pressSequentially("needs sun");
  assert.equal((await house.desk("room-2")).token, undefined);
  await page.keyboard.press("Enter");
  await until(async () => (await house.desk("room-2")).token?.number === chosen.number, "the chosen one is called");
  assert.equal((await house.desk("room-2")).why.reason, "needs sun");
  assert.match(await page.locator(".current .why").innerText(), /Chosen by .*: needs sun/);
  await house.tell("queue.finish", {desk: "room-2"});
  await page.locator(".current.empty").waitFor();
});

test("keys can be switched off", async () => {
  const page = await browser.page(house, "/console/desk", {choices: {desk: "room-2", keys: "off"}});
  await page.locator(".current.empty").waitFor();
  await page.keyboard.press("b");
  assert.equal(await page.locator("kbd").count(), 0);
  assert.equal((await house.desk("room-2")).attendance, "open");
});

test("two doctors on one line never call the same patient, and each sees what the other did", async () => {
  for (let i = 0; i < 6; ++i) await house.issue("medicine");
  await house.tell("queue.open_desk", {desk: "room-1"});
  const pages = await Promise.all(["room-1", "room-2"].map((desk) => browser.page(house, "/console/desk", {choices: {desk}})));
  const called = [];
  for (let round = 0; round < 3; ++round) {
    for (const page of pages) await page.getByRole("button", {name: /^(Call next|Finish, call next)/}).waitFor();
    await Promise.all(pages.map((page) => page.keyboard.press("n")));
    const desks = await until(async () => {
      const both = await Promise.all(["room-1", "room-2"].map((desk) => house.desk(desk)));
      return both.every((desk) => desk.token?.state === "called" && !called.includes(desk.token.number)) && both;
    }, "both have called");
    assert.notEqual(desks[0].token.number, desks[1].token.number);
    called.push(...desks.map((desk) => desk.token.number));
    const waiting = await house.ask("queue.waiting", {desk: "room-1"});
    for (const [i, page] of pages.entries()) {
      await until(async () => (await code(page).textContent()) === desks[i].token.call_code, "the page shows who is called");
      await until(async () => (await page.locator(".queue .token").count()) === waiting.total, "the page shows who is left");
      await page.keyboard.press("s");
      await until(async () => (await house.desk(desks[i].desk)).token.state === "serving", "is here");
    }
  }
  assert.equal(new Set(called).size, 6);
});

test("a desk's page catches up by itself when the host has been away", async () => {
  const page = await browser.page(house, "/console/desk", {choices: {desk: "room-1"}});
  await page.locator(".line-state.live").waitFor();
  await house.stop();
  await page.locator(".line-state.lost").waitFor();
  await house.start();
  const late = await house.issue("medicine");
  await page.locator(".line-state.live").waitFor();
  await page.locator(".queue .number", {hasText: late.call_code}).waitFor();
});
