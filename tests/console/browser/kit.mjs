// A real host in a folder that goes with the test, and a real browser on its pages.

import assert from "node:assert/strict";
import {spawn} from "node:child_process";
import {createHmac, randomBytes} from "node:crypto";
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {createServer} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";

const need = createRequire(join(process.env.CONSOLE_MODULES, "here.js"));
const {chromium} = need("playwright-core");
const patience = 40_000;

/// Waits until `holds` gives something true; what it gives.
export async function until(holds, what = "") {
  const end = Date.now() + patience;
  for (;;) {
    const found = await holds();
    if (found) return found;
    assert.ok(Date.now() < end, `waited in vain: ${what || holds}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

function freePort() {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const {port} = server.address();
      server.close(() => done(port));
    });
  });
}

/// RFC 6238 with the defaults of authenticator apps.
export function totp(base32, at = Date.now()) {
  const bits = [...base32.replaceAll(/[ =]/g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const place = mac[19] & 15;
  return String((mac.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

export const phrase = "walnut-heron-42-lantern";

/// Somebody who has signed in, without a browser.
class Person {
  constructor(house, cookie) {
    this.house = house;
    this.headers = {Cookie: cookie, Origin: house.url, "X-Vestibule": "1", "Content-Type": "application/json"};
  }
  tell(command, body = {}) {
    return this.house.answer(fetch(`${this.house.url}/api/v1/${command}`, {method: "POST", headers: this.headers, body: JSON.stringify(body)}));
  }
  ask(query, body = {}) {
    return this.house.answer(fetch(`${this.house.url}/api/v1/${query}?json=${encodeURIComponent(JSON.stringify(body))}`, {headers: this.headers}));
  }
}

export class House {
  /// `without` are plugins left out; all others of the build run.
  static async open({without = ["identity"]} = {}) {
    const house = new House();
    house.folder = mkdtempSync(join(tmpdir(), "vestibule-console-"));
    house.port = await freePort();  // kept over restarts: a phone comes back to the same address
    house.url = `http://127.0.0.1:${house.port}`;
    writeFileSync(join(house.folder, "vestibule.toml"), `
[host]
database = "${join(house.folder, "vestibule.db")}"
plugins = "${process.env.VESTIBULE_PLUGINS}"
disabled = [${without.map((name) => `"${name}"`).join(", ")}]
[http]
port = ${house.port}
[mqtt]
enabled = false
[queue]
hospital = "${process.env.DEMO_HOSPITAL}"
${house.#key()}
`);
    await house.start().catch(async (error) => {
      await house.close();
      throw error;
    });
    return house;
  }

  /// What the records are encrypted with, where they are.
  #key() {
    if (!existsSync(join(process.env.VESTIBULE_PLUGINS, "records.so"))) return "";
    writeFileSync(join(this.folder, "records.key"), randomBytes(64), {mode: 0o600});
    return `[records]\nkey_file = "${join(this.folder, "records.key")}"`;
  }

  /// Another settings file for the next start.
  change(edit) {
    const path = join(this.folder, "vestibule.toml");
    writeFileSync(path, edit(readFileSync(path, "utf8")));
  }

  async start() {
    this.said = "";
    this.program = spawn(process.env.VESTIBULE_PROGRAM, ["--settings", join(this.folder, "vestibule.toml"), "serve"], {stdio: ["ignore", "pipe", "pipe"]});
    for (const stream of [this.program.stdout, this.program.stderr]) stream.on("data", (text) => (this.said += text));
    await until(async () => {
      assert.equal(this.program.exitCode, null, this.said);
      return fetch(`${this.url}/healthz`).then((response) => response.ok, () => false);
    }, "the host to be ready");
  }

  /// Ends it as a power cut would (or asks it to close) and waits until it has gone.
  async stop(signal = "SIGKILL") {
    if (this.program.exitCode !== null || this.program.signalCode !== null) return;
    const gone = new Promise((done) => this.program.once("exit", done));
    this.program.kill(signal);
    await gone;
  }

  async close() {
    await this.stop();
    rmSync(this.folder, {recursive: true, force: true});
  }

  async answer(asked) {
    const response = await asked;
    const body = await response.json();
    assert.ok(response.ok, JSON.stringify(body));
    return body;
  }
  tell(command, body = {}) {
    return this.answer(fetch(`${this.url}/api/v1/${command}`, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)}));
  }
  ask(query, body = {}) {
    return this.answer(fetch(`${this.url}/api/v1/${query}?json=${encodeURIComponent(JSON.stringify(body))}`));
  }

  /// Signed in by name and password; again for a while, because a new password is stored a moment after its command.
  async as(name, password = phrase, more = {}) {
    const response = await until(async () => {
      const tried = await fetch(`${this.url}/api/v1/session`, {method: "POST", headers: {"Content-Type": "application/json", "X-Vestibule": "1", Origin: this.url},
                                                               body: JSON.stringify({name, password, ...more})});
      return tried.ok ? tried : null;
    }, `${name} to sign in`);
    return new Person(this, response.headers.get("set-cookie").split(";")[0]);
  }

  /// The first administrator, by the one-time code.
  async setUp(name = "ada") {
    const code = await until(() => this.said.match(/with the code ([A-Z0-9-]{8,})/)?.[1], "the host prints its code");
    await this.answer(fetch(`${this.url}/api/v1/identity.set_up`, {method: "POST", headers: {"Content-Type": "application/json", "X-Vestibule": "1", Origin: this.url},
                                                                   body: JSON.stringify({code, name, full_name: "Ada Byron", password: phrase})}));
    return this.as(name);
  }

  issue(service, more = {}) {
    return this.tell("queue.issue_token", {service, needs: [], ...more});
  }
  async desk(id) {
    return (await this.ask("queue.desks")).desks.find((desk) => desk.desk === id);
  }
}

export class Browser {
  static async open() {
    const browser = new Browser();
    browser.profile = mkdtempSync(join(tmpdir(), "vestibule-chromium-"));
    browser.chromium = await chromium.launch({
      executablePath: "/usr/bin/chromium", headless: true, env: {...process.env, HOME: browser.profile},
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    browser.faults = [];
    return browser;
  }

  /// A page in a browser profile of its own. What goes wrong on it (exceptions, breaches of the content policy, anything
  /// asked of another address) is kept and fails the test at close().
  async page(house, path, {width = 1280, height = 800, choices = {}, look = "light", locale = "en"} = {}) {
    const context = await this.chromium.newContext({viewport: {width, height}, colorScheme: look, locale, reducedMotion: "reduce"});
    const page = await context.newPage();
    page.on("pageerror", (error) => this.faults.push(`${path}: ${error.message}`));
    page.on("console", (message) => {
      if (/Content Security Policy|violat/i.test(message.text())) this.faults.push(`${path}: ${message.text()}`);
    });
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(house.url)) this.faults.push(`${path} asked for ${request.url()}`);
    });
    await page.addInitScript((kept) => {
      for (const [name, value] of Object.entries(kept)) if (localStorage.getItem(`vestibule.${name}`) === null) localStorage.setItem(`vestibule.${name}`, value);
    }, {language: locale, ...choices});
    page.setDefaultTimeout(patience);
    await page.goto(house.url + path);
    return page;
  }

  /// A page on which somebody has signed in at the door.
  async signedIn(house, name, path = "/console/", {password = phrase, code = "", ...look} = {}) {
    const page = await this.page(house, path, look);
    await page.locator("input[name=name]").fill(name);
    await page.locator("input[name=password]").fill(password);
    if (code) await page.locator("input[name=code]").fill(code);
    await page.keyboard.press("Enter");
    await page.locator("nav").waitFor();
    await page.locator(".line-state.live").waitFor();
    return page;
  }

  async close() {
    await this.chromium.close();
    rmSync(this.profile, {recursive: true, force: true});
    assert.deepEqual(this.faults, []);
  }
}

/// What a person would see, if VESTIBULE_PICTURES names a folder.
export async function picture(page, name) {
  const folder = process.env.VESTIBULE_PICTURES;
  if (!folder) return;
  mkdirSync(folder, {recursive: true});
  await page.screenshot({path: join(folder, `console-${name}.png`)});
}

/// axe-core's findings against WCAG 2.2 AA and good practice, as sentences.
export async function breaches(page) {
  await page.evaluate(readFileSync(need.resolve("axe-core"), "utf8"));
  const {violations} = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
  }));
  return violations.flatMap(({id, help, nodes}) => nodes.map(({target, failureSummary}) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary}`));
}
