// What a ward screen is shown.

#include <doctest/doctest.h>

#include "listening/attended.hpp"
#include "wards/picture.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {

const Instant begin = *instant_from_iso("2026-11-23T07:00:00Z");
Now after(Duration span) { return {begin + span, Steady{Duration{1'000'000}} + span}; }

/// One bed with a patient and a device that has said all it measures, at `begin`.
struct Scene {
  Book book;
  Heard heard;

  explicit Scene(Names names = Names::none) {
    REQUIRE(book.set(SetWard{WardId{"w"}, {{"en", "W"}}, {}, names}));
    REQUIRE(book.set(SetBed{BedId{"b"}, WardId{"w"}, "B", {}}));
    REQUIRE(book.put({DeviceId{"m"}, BedId{"b"}}, {begin, 1}));
    REQUIRE(book.admit({PatientId{"p"}, BedId{"b"}, Private<std::string>("A. B."), {}}, {begin, 2}));
    Attended device(DeviceId{"m"});
    device.assign(Assignment{DeviceId{"m"}, BedId{"b"}, WardId{"w"}, book.bed(BedId{"b"})->episode, std::make_shared<const Conditions>()}, after(0s));
    NumericsRead read;
    read.sequence = 1, read.taken_ms = to_millis(begin);
    for (auto& value : read.values) value = 60;
    device.hear(read, after(0s));
    heard = device.tell();
  }
  Tile tile(Duration span) const {
    return picture_of(book, *book.ward(WardId{"w"}), [this](const DeviceId&) { return &heard; }, {}, true, after(span).steady).tiles.at(0);
  }
};

std::vector<Measure> shown(const Tile& tile) {
  std::vector<Measure> all;
  for (const auto& figure : tile.figures) all.push_back(figure.measure);
  return all;
}

}  // namespace

TEST_CASE("a value is shown with its age until it is too old, each measure in its own time") {
  const Scene scene;
  CHECK(scene.tile(0s).figures.size() == measures);
  for (const auto& figure : scene.tile(4s).figures) CHECK(figure.age_ms == 4'000);
  CHECK(scene.tile(9'999ms).figures.size() == measures);
  CHECK(shown(scene.tile(10s)) == std::vector{Measure::sbp, Measure::dbp, Measure::map, Measure::temp});
  CHECK(shown(scene.tile(4h)) == std::vector{Measure::temp});
  CHECK(scene.tile(12h).figures.empty());
}

TEST_CASE("how long a measure lives is told, and what is measured each second lives 3 and 10 s") {
  for (const auto& life : default_lives()) {
    CHECK(life.stale_ms < life.blank_ms);
    if (life.measure == Measure::hr || life.measure == Measure::spo2 || life.measure == Measure::rr || life.measure == Measure::pr) {
      CHECK(life.stale_ms == 3'000);
      CHECK(life.blank_ms == 10'000);
    }
  }
}

TEST_CASE("what was measured in another episode is not shown") {
  Scene scene;
  scene.heard.episode = 77;
  CHECK(scene.tile(0s).figures.empty());
  CHECK(scene.tile(0s).device == DeviceState::online);
}

TEST_CASE("initials are shown where the ward says so, and nowhere else") {
  CHECK_FALSE(Scene(Names::none).tile(0s).label);
  CHECK(Scene(Names::initials).tile(0s).label->reveal() == "A. B.");
}

TEST_CASE("a silent device says since when") {
  const Scene scene;
  CHECK_FALSE(scene.tile(2s).silent_ms);
  CHECK(scene.tile(3s).device == DeviceState::silent);
  CHECK(scene.tile(3s).silent_ms == 3'000);
}
