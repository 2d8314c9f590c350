#pragma once
// The vitals' messages that leave the process: what devices send, what ward screens and consoles show and ask. Fields are only ever
// added, and only as optional; a golden example of each message is kept in tests/wire.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vestibule/id.hpp"
#include "vestibule/instant.hpp"
#include "vestibule/json.hpp"

namespace vestibule::vitals {

struct Alarm;
struct Bed;
struct Device;
struct Episode;
struct Patient;
struct Ward;
using AlarmId = Id<Alarm>;
using BedId = Id<Bed>;
using DeviceId = Id<Device>;    ///< the name in its certificate: {cn} of its topics
using EpisodeId = Id<Episode>;  ///< one stretch of one patient in one bed under one device; a change of any of them begins the next
using PatientId = Id<Patient>;  ///< of the record, or of whoever admits without one; never a name
using WardId = Id<Ward>;

/// What is measured, as the keys of a numerics message are called. hr and pr are both beats a minute: of the heart (ECG), of the pulse
/// (oximeter); rr breaths a minute; spo2 per cent; sbp, dbp and map mmHg; temp degrees Celsius.
enum class Measure { hr, spo2, rr, sbp, dbp, map, temp, pr };
BOOST_DESCRIBE_ENUM(Measure, hr, spo2, rr, sbp, dbp, map, temp, pr)
inline constexpr std::size_t measures = 8;

// ---- what a device sends: vestibule/v1/dev/{cn}/{num,status,alarm,wave}

/// Bits of `q`.
inline constexpr unsigned quality_motion = 1, quality_low_perfusion = 2, quality_demo = 4, quality_clock_unsynchronised = 8,
                          quality_cuff_inflating = 16;  ///< on the limb that wears the oximeter

/// .../num, compact, QoS 1, not retained, at most 4 KiB. A key that is absent was not measured; one that is null is a sensor's fault
/// (this struct cannot say null; devices/ reads the text itself).
struct Numerics {
  int v = 1;
  std::int64_t seq = 0;  ///< counts from 1 since the device's boot
  std::int64_t ts = 0;   ///< UTC milliseconds at the sensor
  int q = 0;             ///< bits, see above
  std::optional<double> hr, spo2, rr, sbp, dbp, map, temp, pr;
};
BOOST_DESCRIBE_STRUCT(Numerics, (), (v, seq, ts, q, hr, spo2, rr, sbp, dbp, map, temp, pr))

/// .../status, retained, QoS 1: "online" by the device, "offline" by its will; both with the number of this boot.
struct DeviceStatus {
  std::string st;                       ///< "online" or "offline"
  std::int64_t boot = 0;                ///< grows with each start of the device
  std::optional<std::string> reason;    ///< of "offline": "lwt", "shutdown"
  std::optional<std::string> model;
  std::optional<std::string> fw;        ///< version of its firmware
};
BOOST_DESCRIBE_STRUCT(DeviceStatus, (), (st, boot, reason, model, fw))

/// .../alarm, QoS 1: the device's own alarms, by its own rules.
struct DeviceAlarm {
  int v = 1;
  std::int64_t seq = 0;  ///< counts by itself since the device's boot
  std::int64_t ts = 0;
  std::string code;      ///< "asystole", "vfib", "apnoea", "leads_off", ...
  std::string priority;  ///< "high", "medium", "low"
  bool on = true;        ///< begins, or ends
};
BOOST_DESCRIBE_STRUCT(DeviceAlarm, (), (v, seq, ts, code, priority, on))

/// .../wave, QoS 0: a stretch of a waveform; `y` in units of the lead, `hz` samples a second.
struct Wave {
  int v = 1;
  std::int64_t seq = 0;
  std::int64_t ts = 0;  ///< of the first sample
  std::string lead;     ///< "II", "pleth", "resp"
  int hz = 0;
  std::vector<int> y;
};
BOOST_DESCRIBE_STRUCT(Wave, (), (v, seq, ts, lead, hz, y))

// ---- retained state ward/<ward>: the picture of a ward, at most once a second

/// How the device of a bed is. `silent`: connected as far as anybody knows, and nothing came for 3 s.
enum class DeviceState { none, online, silent, offline };
BOOST_DESCRIBE_ENUM(DeviceState, none, online, silent, offline)

/// Of an alarm (IEC 60601-1-8).
enum class Priority { low, medium, high };
BOOST_DESCRIBE_ENUM(Priority, low, medium, high)

/// A value and how old it was at the state's `at`. Screens add the time since they heard it.
struct Figure {
  Measure measure = Measure::hr;
  double value = 0;
  std::int64_t age_ms = 0;                ///< by the host's steady clock since it came
  std::optional<bool> by_hand{};          ///< entered by a person
  std::optional<bool> doubtful{};         ///< motion, low perfusion, a cuff on that limb
};
BOOST_DESCRIBE_STRUCT(Figure, (), (measure, value, age_ms, by_hand, doubtful))

/// From which age on a measure is greyed, and shown no more.
struct Life {
  Measure measure = Measure::hr;
  std::int64_t stale_ms = 3'000;
  std::int64_t blank_ms = 10'000;
};
BOOST_DESCRIBE_STRUCT(Life, (), (measure, stale_ms, blank_ms))

enum class Risk { low, low_medium, medium, high };
BOOST_DESCRIBE_ENUM(Risk, low, low_medium, medium, high)
enum class Trend { unknown, falling, steady, rising };
BOOST_DESCRIBE_ENUM(Trend, unknown, falling, steady, rising)

/// A score as a tile shows it. With anything missing it is "at least `points`".
struct ScoreShown {
  std::string score;                  ///< "news2"
  int points = 0;
  Risk risk = Risk::low;
  std::vector<std::string> missing;   ///< "spo2", "consciousness", ...
  Trend trend = Trend::unknown;
  std::optional<int> minutes_to_limit{};  ///< if it goes on like this
};
BOOST_DESCRIBE_STRUCT(ScoreShown, (), (score, points, risk, missing, trend, minutes_to_limit))

struct Tile {
  BedId bed;
  std::string name;                       ///< "12A", as painted on the wall
  bool occupied = false;
  std::optional<Private<std::string>> label{};  ///< initials, only where the ward's privacy setting says so
  DeviceState device = DeviceState::none;
  std::vector<Figure> figures;            ///< the latest of each measure; one that is blank already is left out
  std::vector<Measure> faults;            ///< sensors that say of themselves that they do not measure
  std::optional<ScoreShown> score{};
  std::optional<bool> demo{};             ///< the device says that what it sends is no patient's
  std::optional<std::int64_t> silent_ms{};   ///< since when nothing has come; absent while it is online
  std::optional<std::string> wave_of{};   ///< the device whose wave/ a screen may listen to
};
BOOST_DESCRIBE_STRUCT(Tile, (), (bed, name, occupied, label, device, figures, faults, score, demo, silent_ms, wave_of))

/// `acknowledged`: the sound is off until it clears or rises; `audio_paused`: for a while. `latched`: over, and not yet acknowledged.
enum class AlarmState { active, acknowledged, audio_paused, alarm_paused, latched };
BOOST_DESCRIBE_ENUM(AlarmState, active, acknowledged, audio_paused, alarm_paused, latched)

/// An open alarm as screens show it.
struct AlarmShown {
  AlarmId alarm;
  BedId bed;
  std::string condition;                ///< "hr_high", "spo2_low", "no_data", "sensor_off"; its words stand in the screens' locale/
  Priority priority = Priority::low;
  bool technical = false;
  AlarmState state = AlarmState::active;
  Instant since{};
  std::optional<double> value{};        ///< that raised it
  std::optional<double> limit{};
  std::optional<Measure> measure{};
  std::optional<Instant> paused_until{};
  int escalation = 0;                   ///< 0 bed nurse and ward, 1 the whole ward, 2 the doctor
};
BOOST_DESCRIBE_STRUCT(AlarmShown, (),
                      (alarm, bed, condition, priority, technical, state, since, value, limit, measure, paused_until, escalation))

struct WardPicture {
  WardId ward;
  std::map<std::string, std::string> name;   ///< by language
  std::vector<Tile> tiles;                   ///< in the order of the ward
  std::vector<AlarmShown> alarms;            ///< the most urgent first
  std::vector<Life> lives;
  bool listening = false;                    ///< the house itself hears its devices
  std::optional<std::int64_t> made_ms{};     ///< by the host's steady clock: between two pictures that is the time that went by between
                                             ///< them, however long one was under way
};
BOOST_DESCRIBE_STRUCT(WardPicture, (), (ward, name, tiles, alarms, lives, listening, made_ms))

/// Retained state ward/<ward>/trend, once a minute: means of the last 60 minutes, the latest last; null where nothing was measured.
struct TrendLine {
  BedId bed;
  Measure measure = Measure::hr;
  std::vector<std::optional<double>> minutes;
};
BOOST_DESCRIBE_STRUCT(TrendLine, (), (bed, measure, minutes))
struct WardTrend {
  WardId ward;
  Instant until{};   ///< end of the last minute
  std::vector<TrendLine> lines;
};
BOOST_DESCRIBE_STRUCT(WardTrend, (), (ward, until, lines))

// ---- commands: wards, beds, devices, patients

/// vitals.set_ward: makes a ward, or changes it.
enum class Names { none, initials };  ///< what a ward's screens may show of who lies there
BOOST_DESCRIBE_ENUM(Names, none, initials)
struct SetWard {
  WardId ward;
  std::map<std::string, std::string> name;
  std::optional<std::string> department;  ///< whose staff looks after its patients, as the policy knows it; absent: the ward's own id
  std::optional<Names> names;             ///< absent: none
};
BOOST_DESCRIBE_STRUCT(SetWard, (), (ward, name, department, names))

/// vitals.set_bed: makes a bed, or renames or moves it within the house. Beds stand in the order of `place`, then of their names.
struct SetBed {
  BedId bed;
  WardId ward;
  std::string name;
  std::optional<int> place;
};
BOOST_DESCRIBE_STRUCT(SetBed, (), (bed, ward, name, place))

/// vitals.remove_bed: one without patient and device.
struct RemoveBed {
  BedId bed;
};
BOOST_DESCRIBE_STRUCT(RemoveBed, (), (bed))

/// vitals.put_device: the device stands at this bed from now on, and no longer where it stood before.
struct PutDevice {
  DeviceId device;
  BedId bed;
};
BOOST_DESCRIBE_STRUCT(PutDevice, (), (device, bed))

/// vitals.take_device: it stands at no bed.
struct TakeDevice {
  DeviceId device;
};
BOOST_DESCRIBE_STRUCT(TakeDevice, (), (device))

/// vitals.admit: the patient lies in this bed, which must be empty.
struct Admit {
  PatientId patient;
  BedId bed;
  std::optional<Private<std::string>> shown_name;  ///< initials, at most 15 bytes; shown only where the ward's setting says so
  std::optional<Private<int>> age;                 ///< years; scores refuse under 16
};
BOOST_DESCRIBE_STRUCT(Admit, (), (patient, bed, shown_name, age))

/// vitals.move: the patient lies in this other bed, which must be empty.
struct Move {
  PatientId patient;
  BedId bed;
};
BOOST_DESCRIBE_STRUCT(Move, (), (patient, bed))

/// vitals.discharge: the patient lies in no bed.
struct Discharge {
  PatientId patient;
};
BOOST_DESCRIBE_STRUCT(Discharge, (), (patient))

/// What a bed is now; the answer to the commands above.
struct BedNow {
  BedId bed;
  WardId ward;
  std::optional<PatientId> patient;
  std::optional<DeviceId> device;
  std::optional<EpisodeId> episode;
};
BOOST_DESCRIBE_STRUCT(BedNow, (), (bed, ward, patient, device, episode))

/// vitals.observe: what a nurse sees or measures. Each may be absent.
enum class Consciousness { A, C, V, P, U };
BOOST_DESCRIBE_ENUM(Consciousness, A, C, V, P, U)
struct Observe {
  PatientId patient;
  std::optional<Private<bool>> oxygen;
  std::optional<Private<Consciousness>> consciousness;
  std::map<std::string, Private<double>> values;  ///< by measure: {"temp": 37.2}
};
BOOST_DESCRIBE_STRUCT(Observe, (), (patient, oxygen, consciousness, values))

// ---- queries

/// vitals.ward: the picture, now.
struct WardAsked {
  WardId ward;
};
BOOST_DESCRIBE_STRUCT(WardAsked, (), (ward))

/// vitals.wards
struct WardsAsked {};
BOOST_DESCRIBE_STRUCT(WardsAsked, (), ())
struct WardEntry {
  WardId ward;
  std::map<std::string, std::string> name;
  std::string department;
  Names names = Names::none;
  std::vector<BedNow> beds;
  std::vector<std::string> bed_names;  ///< beside `beds`
};
BOOST_DESCRIBE_STRUCT(WardEntry, (), (ward, name, department, names, beds, bed_names))
struct Wards {
  std::vector<WardEntry> wards;
};
BOOST_DESCRIBE_STRUCT(Wards, (), (wards))

/// vitals.devices: how each device is that was ever heard of since the house was opened, or stands at a bed.
struct DevicesAsked {};
BOOST_DESCRIBE_STRUCT(DevicesAsked, (), ())
struct DeviceHealth {
  DeviceId device;
  DeviceState state = DeviceState::none;
  std::optional<BedId> bed;
  std::optional<Instant> last_seen;
  std::optional<std::int64_t> silent_ms;
  std::int64_t boot = 0;
  std::int64_t received = 0;               ///< since the house was opened
  std::int64_t missing = 0;                ///< sequence numbers that never came
  std::int64_t repeated = 0;               ///< dropped without a word
  std::map<std::string, std::int64_t> refused;  ///< by reason: "version", "too_long", "duplicate_key", "clock", "range", "sentinel", ...
  std::optional<std::int64_t> clock_skew_ms;    ///< its clock less ours, of the last message
  std::optional<std::string> model, firmware;
  std::optional<std::string> offline_reason;
};
BOOST_DESCRIBE_STRUCT(DeviceHealth, (),
                      (device, state, bed, last_seen, silent_ms, boot, received, missing, repeated, refused, clock_skew_ms, model, firmware,
                       offline_reason))
struct Devices {
  std::vector<DeviceHealth> devices;
  bool listening = false;
};
BOOST_DESCRIBE_STRUCT(Devices, (), (devices, listening))

/// vitals.history: a patient's readings between two instants, at most 31 days.
struct HistoryAsked {
  PatientId patient;
  Instant from{};
  Instant until{};
  std::vector<Measure> measures;   ///< empty: all
  std::optional<int> points;       ///< at most so many of each measure, 10 to 5000; absent: 500
};
BOOST_DESCRIBE_STRUCT(HistoryAsked, (), (patient, from, until, measures, points))
/// What was measured from `at` on, over the answer's step.
struct Sample {
  Instant at{};
  double mean = 0;
  double low = 0;
  double high = 0;
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (at, mean, low, high, count))
struct Course {
  Measure measure = Measure::hr;
  std::vector<Sample> samples;
};
BOOST_DESCRIBE_STRUCT(Course, (), (measure, samples))
struct History {
  std::int64_t step_ms = 0;
  std::vector<Course> courses;
};
BOOST_DESCRIBE_STRUCT(History, (), (step_ms, courses))

}  // namespace vestibule::vitals
