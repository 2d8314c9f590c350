import assert from "node:assert/strict";
import {test} from "node:test";
import {foreseen, keys, orders, possible} from "../../../plugins/console/web/src/lib/desk_rules.ts";
import {keyOf} from "../../../plugins/console/web/src/lib/keys.ts";
import type {DeskView, State, TokenView} from "../../../plugins/console/web/src/wire.ts";

const token = (state: State): TokenView => ({
  token: "t", number: "M001", call_code: "M001", service: "medicine", priority: "green", state, needs: [], issued_at: "", in_state_seconds: 9,
  waited_seconds: 60, calls: 1, stage: 0, overdue: false, returns_in_seconds: 0,
});
const desk = (more: Partial<DeskView> = {}): DeskView => ({desk: "d", name: {}, area: "main", services: ["medicine"], attendance: "open", waiting: 2, ...more});

test("what comes first is what is done most", () => {
  assert.equal(possible(desk())[0], "next");
  assert.equal(possible(desk({token: token("called")}))[0], "start");
  assert.equal(possible(desk({token: token("serving")}))[0], "next");
  assert.equal(possible(desk({attendance: "closed"}))[0], "open");
  assert.equal(possible(desk({attendance: "paused"}))[0], "open");
});

test("nobody can be called over one who is called, nor missed who is here", () => {
  assert.ok(!possible(desk({token: token("called")})).includes("next"));
  assert.ok(!possible(desk({token: token("serving")})).includes("no_show"));
  assert.ok(!possible(desk({token: token("serving"), attendance: "paused"})).includes("next"));
  assert.ok(!possible(desk()).includes("undo"));
  assert.ok(possible(desk({undo: "queue.start"})).includes("undo"));
});

test("every deed has a key of its own", () => {
  assert.equal(new Set([...Object.values(keys), "e"]).size, Object.keys(keys).length + 1);
});

test("next ends the visit that is under way first", () => {
  assert.deepEqual(orders("next", desk()).map((one) => one.command), ["queue.call_next"]);
  assert.deepEqual(orders("next", desk({token: token("serving")})).map((one) => one.command), ["queue.finish", "queue.call_next"]);
  assert.deepEqual(orders("pause", desk()), [{command: "queue.pause_desk", body: {desk: "d"}}]);
  assert.deepEqual(orders("park", desk()), []);
});

test("only what is certain is foreseen: who will be called is not", () => {
  assert.equal(foreseen("start", desk({token: token("called")})).token?.state, "serving");
  assert.equal(foreseen("recall", desk({token: token("called")})).token?.calls, 2);
  assert.deepEqual(foreseen("next", desk()), desk());
  assert.equal(foreseen("pause", desk()).attendance, "paused");
});

test("a key is where it lies, whatever the layout; with a modifier it is somebody else's", () => {
  const plain = {ctrlKey: false, altKey: false, metaKey: false, repeat: false};
  assert.equal(keyOf({...plain, code: "KeyN"}), "n");
  assert.equal(keyOf({...plain, code: "Digit3"}), "3");
  assert.equal(keyOf({...plain, code: "Escape"}), null);
  assert.equal(keyOf({...plain, code: "KeyN", ctrlKey: true}), null);
  assert.equal(keyOf({...plain, code: "KeyN", repeat: true}), null);
});
