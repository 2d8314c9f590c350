// People of each role in a house, and pages on which they are signed in.

import assert from "node:assert/strict";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {until} from "./kit.mjs";

export const peopleKnown = existsSync(join(process.env.VESTIBULE_PLUGINS, "identity.so"));
export const phrase = "walnut-heron-42-lantern";
const headers = {"Content-Type": "application/json", "X-Vestibule": "1"};

async function post(house, what, body, cookie = "") {
  const response = await fetch(`${house.url}/api/v1/${what}`, {method: "POST", headers: {...headers, ...(cookie ? {Cookie: cookie} : {})}, body: JSON.stringify(body)});
  return {response, answer: await response.json()};
}

/// The cookie of a session; waits for a password that is still being hashed.
export async function session(house, name) {
  return until(async () => {
    const {response} = await post(house, "session", {name, password: phrase});
    return response.ok && response.headers.get("set-cookie").split(";")[0];
  }, `${name} signs in`);
}

/// Does something as somebody.
export async function tellAs(house, cookie, command, body = {}) {
  const {response, answer} = await post(house, command, body, cookie);
  assert.ok(response.ok, JSON.stringify(answer));
  return answer;
}

/// Sets the house up by its one-time code and adds people: {name: [full name, role]}. Their ids and cookies.
export async function settle(house, people) {
  const code = await until(() => house.said.match(/with the code ([A-Z0-9-]{8,})/)?.[1], "the host prints its code");
  await tellAs(house, "", "identity.set_up", {code, name: "root", full_name: "Rita Root", password: phrase});
  const root = await session(house, "root");
  const known = {root: {cookie: root}};
  for (const [name, [full_name, role]] of Object.entries(people)) {
    const {person} = await tellAs(house, root, "identity.add_person", {name, full_name, role, departments: [], password: phrase});
    known[name] = {person, cookie: await session(house, name)};
  }
  return known;
}

/// A page on which somebody is signed in already.
export async function pageOf(browser, house, cookie, path, options) {
  const page = await browser.page(house, "/healthz", options);
  const at = cookie.indexOf("=");
  await page.context().addCookies([{name: cookie.slice(0, at), value: cookie.slice(at + 1), url: house.url, httpOnly: true, sameSite: "Strict"}]);
  await page.goto(house.url + path);
  return page;
}
