// A house before anybody is in charge, and the people it is given on the command line.

import assert from "node:assert/strict";
import {spawnSync} from "node:child_process";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {House, phrase, totp} from "./kit.mjs";

const there = existsSync(join(process.env.VESTIBULE_PLUGINS, "identity.so"));
const only = {skip: there ? false : "this build has no plugin that knows people"};

let house;
before(async () => {
  if (there) house = await House.open({without: []});
});
after(() => house?.close());

const user = (args, input = "") => spawnSync(process.env.VESTIBULE_PROGRAM, ["--settings", join(house.folder, "vestibule.toml"), "user", ...args], {input, encoding: "utf8"});
const reachedBy = async (name, password) => (await fetch(`${house.url}/api/v1/session`, {method: "POST",
  headers: {"Content-Type": "application/json", "X-Vestibule": "1", Origin: house.url}, body: JSON.stringify({name, password})})).ok;
const reached = (address) => fetch(`http://${address}:${house.port}/healthz`).then(() => true, () => false);

test("until somebody is in charge it listens to this machine alone, whatever the settings say", only, async () => {
  await house.stop("SIGTERM");
  house.change((text) => text.replace("[http]", '[http]\naddress = "0.0.0.0"'));
  await house.start();
  assert.match(house.said, /nobody is in charge of this house yet, so it listens on 127\.0\.0\.1 and not on 0\.0\.0\.0/);
  assert.ok(await reached("127.0.0.1"));
  assert.ok(!(await reached("127.0.0.2")), "another address of this machine is not listened on");
});

test("on the command line people are added, listed by name, and given another password by name", only, async () => {
  assert.match(user(["list"]).stdout, /nobody works here yet/);
  assert.match(user(["add", "ada", "--role", "administrator"], "short\n").stderr, /a password needs 15 characters/);
  assert.match(user(["add", "ada", "--role", "king"], `${phrase}\n`).stderr, /administrator \| doctor/);
  assert.equal(user(["add", "ada", "--role", "administrator", "--full-name", "Ada Byron", "--department", "eyes"], `${phrase}\n`).status, 0);
  await house.as("ada");
  assert.match(user(["list"]).stdout, /ada +administrator/);
  assert.match(user(["add", "ada", "--role", "clerk"], `${phrase}\n`).stderr, /somebody else signs in with that name/);
  assert.equal(user(["password", "ada"], `${phrase}-two\n`).status, 0);
  await house.as("ada", `${phrase}-two`);
  assert.match(user(["password", "nobody"], `${phrase}\n`).stderr, /there is no person 'nobody'/);

  // Suspended, back again, signed out; a second factor that was lost goes with the password.
  assert.match(user(["suspend", "ada"]).stderr, /the last administrator/);
  assert.equal(user(["add", "bert", "--role", "clerk"], `${phrase}\n`).status, 0);
  await house.as("bert");
  assert.equal(user(["suspend", "bert"]).status, 0);
  assert.match(user(["list"]).stdout, /bert +clerk +suspended/);
  assert.equal(await reachedBy("bert", phrase), false);
  assert.equal(user(["restore", "bert"]).status, 0);
  assert.match(user(["forget-factor", "bert"]).stderr, /'bert' has no second factor/);
  const bert = await house.as("bert");
  await bert.tell("identity.enrol_totp");
  const {secret} = await bert.ask("identity.totp_secret");
  await bert.tell("identity.confirm_totp", {code: totp(secret)});
  assert.match(user(["list"]).stdout, /bert +clerk +second factor/);
  assert.equal(user(["forget-factor", "bert"]).status, 0);
  assert.match(user(["list"]).stdout, /bert +clerk +has no password yet/);
  assert.equal(user(["password", "bert"], `${phrase}\n`).status, 0);
  await house.as("bert");
  assert.match(user(["sign-out", "bert"]).stdout, /"sessions": ?1/);
  for (const deed of ["suspend", "restore", "forget-factor", "sign-out"]) assert.match(user([deed, "nobody"]).stderr, /there is no person 'nobody'/);
  assert.match(user(["suspend"]).stderr, /PERSON is required/);
});

test("once somebody is, it listens where the settings say, and that wants TLS", only, async () => {
  await house.stop("SIGTERM");
  await assert.rejects(house.start(), /will not listen on 0\.0\.0\.0 without TLS/);
});
