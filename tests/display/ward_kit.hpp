#pragma once
// A ward of few words: pictures as the host would send them, for the tests of the ward screen.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <vestibule/ui/data.hpp>

#include <cstdlib>
#include <string>
#include <vector>

#include "display/ward/telling.hpp"
#include "display/ward/ward_model.hpp"
#include "display/ward/ward_view.hpp"

namespace vestibule::ward::test {

inline constexpr Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + std::chrono::hours{12}};
inline constexpr Steady zero{};
/// Times of the day are shown; the pictures are of one zone.
inline const int one_zone = ::setenv("TZ", "UTC", 1);
/// What the screen's clock says when those pictures are seen: no alarm of theirs is later.
inline const std::string now_o_clock = clock(noon);

inline ui::Words words(const std::string& language) {
  const auto file = ui::data_file("display/ward/locale/" + language + ".toml");
  REQUIRE(file);
  auto read = ui::Words::read(*file);
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *std::move(read);
}

inline std::vector<vitals::Figure> figures(double hr, double spo2, double rr, double sbp, double dbp, double temp, std::int64_t age = 400) {
  using vitals::Measure;
  return {{Measure::hr, hr, age},   {Measure::spo2, spo2, age}, {Measure::rr, rr, age},
          {Measure::sbp, sbp, age}, {Measure::dbp, dbp, age},   {Measure::temp, temp, age}};
}

/// Bed 1, 2, ... each with its monitor and somebody well.
inline vitals::Tile tile(int number) {
  vitals::Tile tile;
  tile.bed = vitals::BedId{fmt::format("b{}", number)};
  tile.name = fmt::format("{}{}", 1 + (number - 1) / 2, number % 2 ? 'A' : 'B');
  tile.occupied = true;
  tile.device = vitals::DeviceState::online;
  tile.figures = figures(64 + number * 7 % 25, 95 + number % 5, 13 + number % 6, 112 + number * 5 % 30, 68 + number * 3 % 15, 36.4 + (number % 8) / 10.0);
  vitals::ScoreShown score{"news2", number % 3, vitals::Risk::low, {}, number % 4 ? vitals::Trend::steady : vitals::Trend::unknown, {}};
  tile.score = score;
  return tile;
}

inline vitals::AlarmShown alarm(int id, int bed, std::string condition, vitals::Priority priority, vitals::AlarmState state = vitals::AlarmState::active) {
  vitals::AlarmShown alarm;
  alarm.alarm = vitals::AlarmId{fmt::format("a{}", id)};
  alarm.bed = vitals::BedId{fmt::format("b{}", bed)};
  alarm.condition = std::move(condition);
  alarm.priority = priority;
  alarm.state = state;
  alarm.since = noon - std::chrono::minutes{id * 3};
  return alarm;
}

inline vitals::WardPicture well_ward(int beds) {
  vitals::WardPicture picture;
  picture.ward = vitals::WardId{"west"};
  picture.name = {{"en", "Ward West 2"}, {"es", "Planta Oeste 2"}, {"fr", "Service Ouest 2"}, {"de", "Station West 2"},
                  {"ar", "قسم الغرب 2"}, {"he", "מחלקה מערב 2"},   {"hi", "वार्ड पश्चिम 2"},  {"zh", "西二病区"}};
  for (int i = 1; i <= beds; ++i) picture.tiles.push_back(tile(i));
  picture.listening = true;
  return picture;
}

/// One deteriorates, one has a sensor off, one monitor is silent, one is off, one bed is empty, one has none; hand-entered values.
inline vitals::WardPicture busy_ward(int beds) {
  using vitals::Measure, vitals::Priority, vitals::AlarmState;
  vitals::WardPicture picture = well_ward(beds);
  auto& tiles = picture.tiles;
  tiles[2].figures = figures(128, 86, 31, 86, 47, 39.2);
  tiles[2].score = vitals::ScoreShown{"news2", 13, vitals::Risk::high, {}, vitals::Trend::rising, 12};
  tiles[2].label = Private<std::string>("M. K.");
  tiles[4].faults = {Measure::spo2};
  std::erase_if(tiles[4].figures, [](const auto& figure) { return figure.measure == Measure::spo2; });
  tiles[4].score = vitals::ScoreShown{"news2", 2, vitals::Risk::low, {"spo2", "consciousness"}, vitals::Trend::unknown, {}};
  tiles[5].device = vitals::DeviceState::silent;
  tiles[5].silent_ms = 5'200;
  for (auto& figure : tiles[5].figures) figure.age_ms = 5'200;
  tiles[6].occupied = false;
  tiles[6].device = vitals::DeviceState::none;
  tiles[6].figures.clear();
  tiles[6].score.reset();
  tiles[7].device = vitals::DeviceState::offline;
  tiles[7].figures.clear();
  tiles[7].score.reset();
  tiles[1].figures.back() = {Measure::temp, 37.9, 25 * 60'000, true};
  tiles[1].figures[1].doubtful = true;
  tiles[1].demo = true;
  auto low = alarm(1, 3, "spo2_low", Priority::high);
  low.measure = Measure::spo2, low.value = 86, low.limit = 90, low.escalation = 1;
  auto fast = alarm(2, 3, "rr_high", Priority::medium, AlarmState::acknowledged);
  fast.measure = Measure::rr, fast.value = 31;
  auto silent = alarm(3, 6, "no_data", Priority::medium);
  silent.technical = true;
  auto off = alarm(4, 5, "spo2_sensor_off", Priority::low);
  off.measure = Measure::spo2, off.technical = true;
  picture.alarms = {low, silent, fast, off};
  picture.lives = {{Measure::temp, 3'600'000, 21'600'000}};
  return picture;
}

inline vitals::WardTrend trend(int beds) {
  vitals::WardTrend trend{vitals::WardId{"west"}, noon, {}};
  for (int bed = 1; bed <= beds; ++bed)
    for (const auto measure : {vitals::Measure::hr, vitals::Measure::spo2, vitals::Measure::rr, vitals::Measure::sbp, vitals::Measure::temp}) {
      vitals::TrendLine line{vitals::BedId{fmt::format("b{}", bed)}, measure, {}};
      for (int minute = 0; minute < 60; ++minute) {
        const double worse = bed == 3 ? minute / 59.0 : 0;
        const double wave = ((minute * 7 + bed * 13) % 11) / 11.0;
        const std::array values{70 + 58 * worse + 5 * wave, 97 - 11 * worse - wave, 15 + 16 * worse + 2 * wave, 122 - 36 * worse + 6 * wave, 36.8 + 2.4 * worse};
        constexpr std::array order{0, 1, 2, 3, 3, 3, 4};
        const bool hole = bed == 5 && minute > 40 && minute < 46;
        line.minutes.push_back(hole ? std::nullopt : std::optional(values[static_cast<std::size_t>(order[static_cast<std::size_t>(measure)])]));
      }
      trend.lines.push_back(std::move(line));
    }
  return trend;
}

template <class Body>
wire::State state(const Body& body, std::int64_t sequence = 1, Instant at = noon, const std::string& epoch = "e1") {
  return {epoch, sequence, at, encode(body)};
}

/// What a screen shows of that picture, a moment after it came.
inline Shown shown(const vitals::WardPicture& picture) {
  WardModel model({.ward = picture.ward}, zero);
  model.take_line(true, zero);
  REQUIRE(model.take_picture(state(picture), false, zero));
  REQUIRE(model.take_trend(state(trend(static_cast<int>(picture.tiles.size()))), zero));
  return model.shown();
}

}  // namespace vestibule::ward::test
