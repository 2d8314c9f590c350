// A real mosquitto beside a house, and screens as small as they can be: MQTT 5 with what it takes to come in, to ask and to be told nothing.

import {spawn, spawnSync} from "node:child_process";
import {chmodSync, existsSync, readFileSync, writeFileSync} from "node:fs";
import {connect, createServer} from "node:net";
import {join} from "node:path";
import {until} from "./kit.mjs";

const program = existsSync("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";

export class Broker {
  /// In the house's folder; the host is "host", and gives devices their accounts by itself.
  static async open(house) {
    const broker = new Broker();
    const at = (name) => join(house.folder, name);
    broker.port = await new Promise((done) => {
      const server = createServer().listen(0, "127.0.0.1", () => {
        const {port} = server.address();
        server.close(() => done(port));
      });
    });
    writeFileSync(at("broker-password"), "the-hosts-own-secret-of-this-test\n");
    writeFileSync(at("passwords"), "host:the-hosts-own-secret-of-this-test\n");
    spawnSync("mosquitto_passwd", ["-U", at("passwords")]);
    writeFileSync(at("access"), "user host\ntopic readwrite vestibule/v1/#\n\npattern write vestibule/v1/req/%u/#\npattern read vestibule/v1/rep/%u\npattern read vestibule/v1/order/%u\npattern write vestibule/v1/presence/%u\npattern write vestibule/v1/dev/%u/#\npattern read vestibule/v1/host/state\n");
    for (const name of ["passwords", "access"]) chmodSync(at(name), 0o600);
    writeFileSync(at("mosquitto.conf"), `user root\nlistener ${broker.port} 127.0.0.1\nallow_anonymous false\npassword_file ${at("passwords")}\nacl_file ${at("access")}\npersistence false\n`);
    broker.said = "";
    broker.program = spawn(program, ["-c", at("mosquitto.conf")], {stdio: ["ignore", "ignore", "pipe"]});
    broker.program.stderr.on("data", (text) => (broker.said += text));
    await until(() => new Promise((done) => {
      const line = connect(broker.port, "127.0.0.1", () => line.end(() => done(true)));
      line.on("error", () => done(false));
    }), `the broker to be ready: ${broker.said}`);
    writeFileSync(at("broker.pid"), `${broker.program.pid}\n`);
    house.change((text) => text.replace("[mqtt]\nenabled = false", `[mqtt]\nport = ${broker.port}\npassword_file = "${at("broker-password")}"\naccounts_file = "${at("passwords")}"\naccess_file = "${at("access")}"\nbroker_pid_file = "${at("broker.pid")}"`));
    broker.access = () => readFileSync(at("access"), "utf8");
    return broker;
  }
  close() {
    this.program.kill();
  }
}

const text = (words) => Buffer.concat([Buffer.from([words.length >> 8, words.length & 255]), Buffer.from(words)]);
function packet(first, body) {
  const length = [];
  for (let left = body.length; ; left >>= 7) {
    length.push((left & 127) | (left > 127 ? 128 : 0));
    if (left < 128) break;
  }
  return Buffer.concat([Buffer.from([first, ...length]), body]);
}

/// A device that is connected; `code` is what the broker answered: 0, or the reason it is not let in.
export class Device {
  static connect(broker, name, secret) {
    const device = new Device();
    device.name = name;
    device.asked = 0;
    return new Promise((done) => {
      device.line = connect(broker.port, "127.0.0.1", () => device.line.write(packet(0x10, Buffer.concat([text("MQTT"), Buffer.from([5, 0xc2, 0, 60, 0]), text(name), text(name), text(secret)]))));
      device.line.once("data", (answer) => {
        device.code = answer[3];
        done(device);
      });
      device.line.on("error", () => {});
    });
  }
  /// Tells the host something; what it answers is not waited for.
  tell(command, body) {
    const words = JSON.stringify({id: `${this.name}-${++this.asked}`, body});
    this.line.write(packet(0x30, Buffer.concat([text(`vestibule/v1/req/${this.name}/do/${command}`), Buffer.from([0]), Buffer.from(words)])));
  }
  /// What a monitor says of itself or its patient: "num", "status", "alarm".
  publish(what, body) {
    this.line.write(packet(0x30, Buffer.concat([text(`vestibule/v1/dev/${this.name}/${what}`), Buffer.from([0]), Buffer.from(JSON.stringify(body))])));
  }
  /// A report or a query.
  ask(query, body) {
    const words = JSON.stringify({id: `${this.name}-${++this.asked}`, body});
    this.line.write(packet(0x30, Buffer.concat([text(`vestibule/v1/req/${this.name}/ask/${query}`), Buffer.from([0]), Buffer.from(words)])));
  }
  close() {
    this.line.destroy();
  }
}
