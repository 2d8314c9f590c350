import assert from "node:assert/strict";
import {test} from "node:test";
import {EventReader} from "../../../plugins/console/web/src/lib/event_stream.ts";

const text = "retry: 2000\nevent: hello\nid: e-0\ndata: {\"a\":1}\n\n: beat\n\nevent: x\ndata: one\ndata: two\n\n";

test("events are read whole, in whatever pieces they come", () => {
  const whole = new EventReader().read(text);
  assert.deepEqual(whole, [{name: "hello", id: "e-0", data: '{"a":1}'}, {name: "x", id: null, data: "one\ntwo"}]);
  for (let size = 1; size < text.length; ++size) {
    const reader = new EventReader();
    const found = [];
    for (let at = 0; at < text.length; at += size) found.push(...reader.read(text.slice(at, at + size)));
    assert.deepEqual(found, whole);
  }
});

test("a comment and an event that is not over give nothing", () => {
  const reader = new EventReader();
  assert.deepEqual(reader.read(": beat\n\nevent: x\ndata: half"), []);
  assert.deepEqual(reader.read("\r\n\r\n"), [{name: "x", id: null, data: "half"}]);
});
