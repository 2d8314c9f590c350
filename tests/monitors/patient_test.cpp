// A made-up patient lives like one.

#include "bench/monitors/patient.hpp"

#include <doctest/doctest.h>

#include <numeric>

using namespace vestibule;
using namespace vestibule::monitors;
using namespace std::chrono_literals;

namespace {

constexpr Instant midnight{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

struct Day {
  std::array<std::vector<double>, vital_count> of;
  std::vector<double>& operator[](Vital vital) { return of[static_cast<std::size_t>(vital)]; }
};

/// A value each ten seconds for a day.
Day day_of(Source& source) {
  Day day;
  for (Duration now{}; now < 24h; now += 10s) {
    const Numerics numerics = source.at(now, midnight + now);
    for (std::size_t i = 0; i < vital_count; ++i) day.of[i].push_back(numerics.values[i].number);
  }
  return day;
}

double mean(const std::vector<double>& values, std::size_t from, std::size_t count) {
  const auto first = values.begin() + static_cast<std::ptrdiff_t>(from);
  return std::accumulate(first, first + static_cast<std::ptrdiff_t>(count), 0.0) / static_cast<double>(count);
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const double mean_a = mean(a, 0, a.size()), mean_b = mean(b, 0, b.size());
  double both = 0, of_a = 0, of_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both += (a[i] - mean_a) * (b[i] - mean_b);
    of_a += (a[i] - mean_a) * (a[i] - mean_a);
    of_b += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return both / std::sqrt(of_a * of_b);
}

double share_within(const std::vector<double>& values, double low, double high) {
  const auto within = std::count_if(values.begin(), values.end(), [&](double value) { return value >= low && value <= high; });
  return static_cast<double>(within) / static_cast<double>(values.size());
}

Event event(std::string_view text) {
  const auto read = read_event(text);
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *read;
}

}  // namespace

TEST_CASE("at rest, a day long, patients stay where healthy people are") {
  for (const char* name : {"mon-001", "mon-002", "mon-003", "mon-004", "mon-005"}) {
    Patient patient(1, name);
    Day day = day_of(patient);
    CAPTURE(name);
    CHECK(share_within(day[Vital::hr], 51, 100) > 0.98);
    CHECK(share_within(day[Vital::rr], 11, 21) > 0.98);
    CHECK(share_within(day[Vital::spo2], 95, 100) > 0.98);
    CHECK(share_within(day[Vital::sbp], 101, 170) > 0.98);
    CHECK(share_within(day[Vital::temp], 36.1, 38) > 0.98);
    CHECK(share_within(day[Vital::dbp], 50, 100) > 0.98);
  }
}

TEST_CASE("values go together, follow the hour, and change slowly") {
  Patient patient(7, "mon-001");
  Day day = day_of(patient);
  CHECK(correlation(day[Vital::hr], day[Vital::sbp]) > 0.3);
  CHECK(correlation(day[Vital::sbp], day[Vital::dbp]) > 0.5);
  CHECK(correlation(day[Vital::rr], day[Vital::spo2]) < -0.15);
  const std::size_t hour = 360;
  CHECK(mean(day[Vital::temp], 14 * hour, 4 * hour) > mean(day[Vital::temp], 2 * hour, 4 * hour) + 0.15);
  CHECK(mean(day[Vital::hr], 14 * hour, 4 * hour) > mean(day[Vital::hr], 2 * hour, 4 * hour) + 2);
  std::size_t leaps = 0;
  for (std::size_t i = 1; i < day[Vital::hr].size(); ++i) leaps += std::abs(day[Vital::hr][i] - day[Vital::hr][i - 1]) > 6;
  CHECK(leaps < day[Vital::hr].size() / 200);
}

TEST_CASE("the mean pressure is the mean pressure") {
  Patient patient(1, "mon-001");
  for (Duration now{}; now < 10min; now += 1s) {
    const Numerics n = patient.at(now, midnight + now);
    CHECK(std::abs(n[Vital::map].number - (n[Vital::sbp].number + 2 * n[Vital::dbp].number) / 3) < 1.5);
  }
}

TEST_CASE("the same seed and name live the same life, others another") {
  Patient one(3, "mon-001"), same(3, "mon-001"), neighbour(3, "mon-002"), other(4, "mon-001");
  bool differs = false, differs_too = false;
  for (Duration now{}; now < 60s; now += 1s) {
    const Numerics seen = one.at(now, midnight + now);
    CHECK(seen == same.at(now, midnight + now));
    differs = !(seen == neighbour.at(now, midnight + now)) || differs;
    differs_too = !(seen == other.at(now, midnight + now)) || differs_too;
  }
  CHECK(differs);
  CHECK(differs_too);
}

TEST_CASE("sepsis: heart and breath rise, pressure and oxygen fall, the temperature rises; and it passes") {
  Patient patient(1, "mon-001");
  patient.suffer(event("sepsis:mon-001@600+1800"));
  patient.suffer(event("recover:mon-001@6000+1200"));
  const auto settle = [&](Duration from, Duration to) {
    Numerics last;
    for (Duration now = from; now <= to; now += 1s) last = patient.at(now, midnight + 12h + now);
    return last;
  };
  const Numerics well = settle(0s, 590s), ill = settle(591s, 2500s), again = settle(2501s, 7300s);
  CHECK(well[Vital::hr].number < 100);
  CHECK(ill[Vital::hr].number > well[Vital::hr].number + 30);
  CHECK(ill[Vital::rr].number >= 25);
  CHECK(ill[Vital::sbp].number <= 100);
  CHECK(ill[Vital::spo2].number <= 91);
  CHECK(ill[Vital::temp].number >= 38.5);
  CHECK(again[Vital::rr].number < 22);
  CHECK(again[Vital::sbp].number > 100);
  CHECK(again[Vital::temp].number < 38);
}

TEST_CASE("every illness shows, and stays within what a body can do") {
  for (const char* illness : {"sepsis", "bleeding", "opioid", "hypoxia", "fever", "tachycardia", "bradycardia"}) {
    Patient well(2, "mon-001"), ill(2, "mon-001");
    ill.suffer(event(std::string(illness) + ":mon-001@1+60"));
    Numerics a, b;
    for (Duration now{}; now < 120s; now += 1s) a = well.at(now, midnight + now), b = ill.at(now, midnight + now);
    CAPTURE(illness);
    CHECK_FALSE(a == b);
    CHECK(b[Vital::hr].number >= 25);
    CHECK(b[Vital::hr].number <= 220);
    CHECK(b[Vital::dbp].number < b[Vital::sbp].number);
  }
}
