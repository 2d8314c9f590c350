import assert from "node:assert/strict";
import {test} from "node:test";
import {ageWords, alarmValue, between, byUrgency, conditionWords, flashes, foremost, risen, scoreOf, slotValue, trustIn, valueOf, type Alarm, type Figure, type Life, type Picture, type Tile} from "../../../plugins/console/web/src/lib/ward_rules.ts";

const lives: Life[] = [{measure: "hr", stale_ms: 3_000, blank_ms: 10_000}, {measure: "temp", stale_ms: 3_600_000, blank_ms: 43_200_000},
                       {measure: "sbp", stale_ms: 1_200_000, blank_ms: 14_400_000}, {measure: "dbp", stale_ms: 1_200_000, blank_ms: 14_400_000}];
const [beat, warmth] = lives as [Life, Life];
const figure = (more: Partial<Figure> = {}): Figure => ({measure: "hr", value: 71.6, age_ms: 0, ...more});
const tile = (more: Partial<Tile> = {}): Tile => ({bed: "b1", name: "1", occupied: true, device: "online", figures: [], faults: [], ...more});
const alarm = (id: string, more: Partial<Alarm> = {}): Alarm => ({alarm: id, bed: "b1", condition: "spo2_low", priority: "medium", technical: false, state: "active",
  since: "2030-01-01T00:00:00.000Z", escalation: 0, ...more});

test("a value is live, then grey with its age, then gone, by its own life and not by the picture's", () => {
  const at = (age_ms: number, since: number) => valueOf(figure({age_ms}), beat, since, "all");
  assert.deepEqual(at(0, 0), {freshness: "live", text: "72", age: null, byHand: false, doubtful: false});
  assert.equal(at(1_000, 1_999).freshness, "live");
  assert.equal(at(1_000, 2_000).freshness, "stale");
  assert.equal(at(1_000, 2_000).age, 3_000);
  assert.equal(at(9_999, 0).freshness, "stale");
  assert.deepEqual([at(9_999, 1).freshness, at(9_999, 1).text], ["blank", ""]);
  assert.equal(valueOf(figure({measure: "temp", value: 36.84, age_ms: 59_000}), warmth, 0, "all").text, "36.8");
  assert.equal(valueOf(figure({measure: "temp", age_ms: 59_000}), warmth, 0, "all").age, null);
  assert.equal(valueOf(figure({measure: "temp", age_ms: 60_000}), warmth, 0, "all").age, 60_000);
});

test("what nobody would renew is never live; what was entered by hand is, as long as the line stands", () => {
  const picture = {listening: true} as Picture;
  assert.equal(trustIn(tile(), picture, false), "all");
  for (const device of ["none", "silent", "offline"] as const) assert.equal(trustIn(tile({device}), picture, false), "by_hand");
  assert.equal(trustIn(tile(), {listening: false} as Picture, false), "by_hand");
  assert.equal(trustIn(tile(), picture, true), "none");
  const of = (by_hand: boolean, trust: "all" | "by_hand" | "none") => valueOf(figure({measure: "temp", by_hand}), warmth, 0, trust).freshness;
  assert.deepEqual([of(false, "by_hand"), of(true, "by_hand"), of(true, "none"), of(false, "none")], ["stale", "live", "stale", "stale"]);
  assert.equal(valueOf(figure({measure: "temp", by_hand: true}), warmth, 0, "all").age, 0);
});

test("pressure is one place: the older of its two speaks for both; the newest of a measure counts; a pulse stands in for the heart", () => {
  const of = (slot: "hr" | "bp", ...figures: Figure[]) => slotValue(slot, tile({figures}), lives, 0, "all");
  assert.equal(of("bp"), null);
  const both = of("bp", figure({measure: "sbp", value: 121}), figure({measure: "dbp", value: 78, age_ms: 1_200_000}));
  assert.deepEqual([both?.text, both?.freshness, both?.age], ["121/78", "stale", 1_200_000]);
  assert.equal(of("bp", figure({measure: "sbp", value: 121}), figure({measure: "dbp", age_ms: 14_400_000}))?.text, "121/–");
  assert.equal(of("hr", figure({age_ms: 2_000, value: 60}), figure({value: 90, by_hand: true}))?.text, "90");
  assert.equal(of("hr", figure({age_ms: 10_000}), figure({measure: "pr", value: 64}))?.text, "64");
});

test("a score counts for ten seconds", () => {
  const scored = tile({score: {points: 5, risk: "medium", missing: [], trend: "rising"}});
  assert.equal(scoreOf(scored, 9_999)?.points, 5);
  assert.equal(scoreOf(scored, 10_000), null);
});

test("alarms: unacknowledged before acknowledged, then the most urgent, a patient's before a device's, the newest", () => {
  const all = [alarm("seen", {priority: "high", state: "acknowledged"}), alarm("low", {priority: "low"}), alarm("device", {technical: true}), alarm("old"),
               alarm("new", {since: "2030-01-01T00:00:09.000Z"}), alarm("latched", {priority: "high", state: "latched"})];
  assert.deepEqual(all.sort(byUrgency).map((one) => one.alarm), ["latched", "new", "old", "device", "low", "seen"]);
  assert.deepEqual((["active", "audio_paused", "latched", "acknowledged", "alarm_paused"] as const).map((state) => flashes(alarm("a", {state}))), [true, true, true, false, false]);
});

test("a paused alarm does not hide another of its bed", () => {
  const paused = alarm("paused", {priority: "high", state: "alarm_paused"}), other = alarm("other", {priority: "low"});
  assert.equal(foremost([paused, other])?.alarm, "other");
  assert.equal(foremost([paused])?.alarm, "paused");
  assert.equal(foremost([]), undefined);
});

test("what is said aloud is new, or more urgent than it was", () => {
  const before = new Map([["a", "medium"], ["b", "medium"], ["c", "low"]] as const);
  const now = [alarm("a"), alarm("b", {priority: "high"}), alarm("c", {priority: "medium", state: "acknowledged"}), alarm("d")];
  assert.deepEqual(risen(before, now).map((one) => one.alarm), ["b", "d"]);
});

test("each condition has a name; one that is unknown is an alarm all the same", () => {
  const names = ["hr_high", "pressure_sensor_off", "news2", "news2_red", "no_data", "hr_disagrees", "map_low", "something_high", "of_next_year"].map(conditionWords);
  assert.deepEqual(names, [{key: "high", measure: "hr"}, {key: "sensor_off", measure: "bp"}, {key: "cond_news2"}, {key: "news2_red"}, {key: "no_data"}, {key: "disagrees", measure: "hr"},
                           {key: "low", measure: "map"}, {key: "other"}, {key: "other"}]);
  assert.deepEqual([alarmValue(alarm("a", {value: 85.6, measure: "spo2"})), alarmValue(alarm("a", {condition: "news2", value: 7})), alarmValue(alarm("a"))], ["86", "7", ""]);
});

test("time goes by whichever clock says more, and ages are whole", () => {
  assert.equal(between({steady: 0, wall: 0}, {steady: 5, wall: 60_000}), 60_000);
  assert.equal(between({steady: 0, wall: 9_000}, {steady: 50, wall: 0}), 50);
  assert.deepEqual([ageWords(59_999), ageWords(60_000), ageWords(7_300_000)], [{key: "s", count: 59}, {key: "min", count: 1}, {key: "h", count: 2}]);
});
