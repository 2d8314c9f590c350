// Intensive-care monitors, second by second: how many alarms each rule makes, and what a screen shows while nothing is measured.

#include <doctest/doctest.h>

#include <cstdio>
#include <map>

#include "listening/attended.hpp"
#include "recordings.hpp"
#include "wards/picture.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {

enum Parts : unsigned { none = 0, delay = 1, hysteresis = 2, off_delay = 4, all = 7 };

/// The same conditions with only some of what keeps alarms few.
std::shared_ptr<const Conditions> with(const Conditions& from, unsigned parts) {
  auto made = std::make_shared<Conditions>(from);
  for (Condition& condition : made->all) {
    if (!(parts & hysteresis)) condition.hysteresis = 0;
    for (Level& level : condition.levels) {
      if (!(parts & delay)) level.delay = 0s;
      if (!(parts & off_delay)) level.off_delay = 0s;
    }
  }
  return made;
}

/// The limits and times of the published comparison.
Conditions published() {
  auto read = read_conditions(R"(version = "published"
[[condition]]
id = "HR > 110"
measure = "hr"
above = true
hysteresis = 5
range = [0, 300]
levels = [{ limit = 110, priority = "medium", delay = 15, off_delay = 10 }]
[[condition]]
id = "RR > 24"
measure = "rr"
above = true
hysteresis = 2
range = [0, 300]
levels = [{ limit = 24, priority = "medium", delay = 15, off_delay = 10 }]
[[condition]]
id = "RR < 9"
measure = "rr"
below = true
hysteresis = 2
range = [0, 300]
levels = [{ limit = 9, priority = "medium", delay = 15, off_delay = 10 }]
[[condition]]
id = "SpO2 < 92"
measure = "spo2"
below = true
hysteresis = 2
range = [0, 300]
levels = [{ limit = 92, priority = "medium", delay = 15, off_delay = 10 }]
)",
                              "published");
  REQUIRE(read);
  return *read;
}

Reading reading_of(const replay::Second& second, Steady now) {
  Reading reading;
  reading.came = now;
  const std::pair<Measure, std::optional<double>> values[] = {{Measure::hr, second.hr}, {Measure::pr, second.pulse}, {Measure::rr, second.resp}, {Measure::spo2, second.spo2}};
  for (const auto& [measure, value] : values) {
    reading.values[at(measure)] = value;
    reading.faults[at(measure)] = !value;
  }
  return reading;
}

std::map<std::string, int> alarms(const std::vector<replay::Stay>& stays, const std::shared_ptr<const Conditions>& conditions) {
  std::map<std::string, int> counted;
  for (const auto& stay : stays) {
    Watch watch(conditions);
    Findings found;
    Steady now{1000s};
    for (const auto& second : stay.seconds) {
      watch.see(reading_of(second, now), found);
      watch.tick(now, found);
      now += 1s;
    }
    for (const Finding& one : found) counted[one.condition] += one.kind == Finding::Kind::raised;
  }
  return counted;
}

void print(const char* title, const std::vector<replay::Stay>& stays, const Conditions& conditions) {
  const unsigned variants[] = {none, delay, hysteresis, off_delay, delay | hysteresis, all};
  std::vector<std::map<std::string, int>> counted;
  for (const unsigned parts : variants) counted.push_back(alarms(stays, with(conditions, parts)));
  std::printf("%s, alarms in %zu stays\n%-22s %8s %8s %11s %10s %8s %8s\n", title, stays.size(), "rule", "none", "delay", "hysteresis", "off-delay", "d+h", "all");
  for (const Condition& condition : conditions.all) {
    bool any = false;
    for (auto& variant : counted) any = any || variant[condition.id];
    if (any)
      std::printf("%-22s %8d %8d %11d %10d %8d %8d\n", condition.id.c_str(), counted[0][condition.id], counted[1][condition.id], counted[2][condition.id],
                  counted[3][condition.id], counted[4][condition.id], counted[5][condition.id]);
  }
}

}  // namespace

TEST_CASE("delay, hysteresis and off-delay make alarms few on real recordings") {
  const auto folder = replay::folder("VESTIBULE_BIDMC");
  if (!folder) return;
  const auto stays = replay::bidmc(*folder);
  REQUIRE_FALSE(stays.empty());
  print("published limits", stays, published());
  print("as delivered", stays, delivered_conditions());
  int before = 0, after = 0;
  for (const auto& [rule, count] : alarms(stays, with(published(), none))) before += count;
  for (const auto& [rule, count] : alarms(stays, with(published(), all))) after += count;
  std::printf("published limits: %d alarms without, %d with all three\n", before, after);
  CHECK(after * 2 < before);
}

TEST_CASE("while nothing was measured, nothing is shown as live") {
  const auto folder = replay::folder("VESTIBULE_BIDMC");
  if (!folder) return;
  const Instant begin = *instant_from_iso("2026-11-23T07:00:00Z");
  int holes = 0, false_live = 0;
  for (const bool told : {true, false})  // the sensor says null; the device leaves the key out
    for (const auto& stay : replay::bidmc(*folder)) {
      Book book;
      REQUIRE(book.set(SetWard{WardId{"w"}, {{"en", "W"}}, {}, {}}));
      REQUIRE(book.set(SetBed{BedId{"b"}, WardId{"w"}, "B", {}}));
      REQUIRE(book.put({DeviceId{"m"}, BedId{"b"}}, {begin, 1}));
      REQUIRE(book.admit({PatientId{"p"}, BedId{"b"}, {}, {}}, {begin, 2}));
      Attended device(DeviceId{"m"});
      Now now{begin, Steady{1000s}};
      device.assign(Assignment{DeviceId{"m"}, BedId{"b"}, WardId{"w"}, book.bed(BedId{"b"})->episode}, now);
      PerMeasure<std::optional<Steady>> last{};
      for (std::size_t i = 0; i < stay.seconds.size(); ++i) {
        now = {begin + std::chrono::seconds(i + 1), Steady{1000s} + std::chrono::seconds(i + 1)};
        const Reading real = reading_of(stay.seconds[i], now.steady);
        NumericsRead read;
        read.sequence = static_cast<std::int64_t>(i + 1);
        read.taken_ms = to_millis(now.wall);
        read.values = real.values;
        if (told) read.faults = real.faults;
        device.hear(read, now);
        const Heard heard = device.tell();
        const auto tile = picture_of(book, *book.ward(WardId{"w"}), [&](const DeviceId&) { return &heard; }, {}, true, now.steady).tiles.at(0);
        for (const Measure measure : {Measure::hr, Measure::pr, Measure::rr, Measure::spo2}) {
          if (real.values[at(measure)]) {
            last[at(measure)] = now.steady;
            continue;
          }
          ++holes;
          for (const Figure& figure : tile.figures) {
            if (figure.measure != measure) continue;
            // It may only be the last real one, with its true age, and not at all where the sensor has said that it fails.
            const bool honest = !told && last[at(measure)] && figure.age_ms == (now.steady - *last[at(measure)]).count() && figure.age_ms < 10'000;
            false_live += !honest;
          }
        }
      }
    }
  std::printf("recorded drop-outs: %d seconds without a value, %d values shown as live in them\n", holes, false_live);
  CHECK(holes > 0);
  CHECK(false_live == 0);
}
