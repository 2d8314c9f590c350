// The last hour in minutes.

#include <doctest/doctest.h>

#include "wards/trend.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {

constexpr Steady start{120min};  // the beginning of a minute

struct Hour {
  Book book;
  TrendBook trend;
  Hour() {
    REQUIRE(book.set(SetWard{WardId{"w"}, {{"en", "W"}}, {}, {}}));
    REQUIRE(book.set(SetBed{BedId{"b"}, WardId{"w"}, "B", {}}));
    REQUIRE(book.put({DeviceId{"m"}, BedId{"b"}}, {{}, 1}));
    REQUIRE(book.admit({PatientId{"p"}, BedId{"b"}, {}, {}}, {{}, 2}));
    trend.turn(start);
  }
  void measure(double hr, Steady came, Steady now, std::int64_t episode = 2) {
    Heard heard;
    heard.id = DeviceId{"m"}, heard.episode = episode;
    heard.latest[at(Measure::hr)] = Latest{hr, came, false};
    trend.note(BedId{"b"}, heard, now);
  }
  std::vector<std::optional<double>> line() {
    for (const auto& one : trend.of(book, WardId{"w"}, {}).lines)
      if (one.measure == Measure::hr) return one.minutes;
    return {};
  }
};

}  // namespace

TEST_CASE("a minute is the mean of what was fresh in it, and nothing where nothing was") {
  Hour hour;
  hour.measure(60, start, start);
  hour.measure(61, start + 1s, start + 1s);
  hour.measure(200, start - 5s, start + 2s);  // stale
  CHECK_FALSE(hour.trend.turn(start + 59s));
  CHECK(hour.line().empty());
  CHECK(hour.trend.turn(start + 60s));
  CHECK(hour.line() == std::vector<std::optional<double>>{60.5});
  CHECK(hour.trend.turn(start + 180s));
  CHECK(hour.line() == std::vector<std::optional<double>>{60.5, std::nullopt, std::nullopt});
}

TEST_CASE("an hour is kept, and another episode begins with none") {
  Hour hour;
  for (int minute = 0; minute < 70; ++minute) {
    hour.measure(minute, start + minute * 60s, start + minute * 60s);
    hour.trend.turn(start + (minute + 1) * 60s);
  }
  REQUIRE(hour.line().size() == TrendBook::minutes);
  CHECK(hour.line().front() == 10);
  CHECK(hour.line().back() == 69);
  hour.measure(80, start + 71min, start + 71min, 3);
  hour.trend.turn(start + 72min);
  CHECK(hour.line().empty());  // the book still says 2
}
