#include "patient.hpp"

#include <algorithm>

#include "illness.hpp"

namespace vestibule::monitors {

namespace {

constexpr std::size_t index(Vital vital) { return static_cast<std::size_t>(vital); }

/// What a living body and a monitor can show.
constexpr std::array<std::array<double, 2>, vital_count> bounds{{{25, 220}, {50, 100}, {4, 60}, {50, 240}, {25, 150}, {30, 180}, {33, 41.5}, {25, 220}}};

/// 1 at four in the afternoon, -1 at four in the morning.
double day_curve(Instant wall) {
  const auto since_midnight = wall - std::chrono::floor<std::chrono::days>(wall);
  const double hour = std::chrono::duration<double, std::ratio<3600>>(since_midnight).count();
  return std::cos(2 * std::numbers::pi * (hour - 16) / 24);
}

}  // namespace

Patient::Patient(std::uint64_t seed, std::string_view name) : chance_(seed, name) {
  const auto set = [this](Vital vital, double low, double high) { rest_[index(vital)] = chance_.between(low, high); };
  set(Vital::hr, 62, 84);
  set(Vital::spo2, 96.6, 98.6);
  set(Vital::rr, 13.5, 17.5);
  set(Vital::sbp, 116, 142);
  set(Vital::dbp, 66, 84);
  set(Vital::temp, 36.5, 37.1);
}

/// Slow at first, slow towards the end.
double Patient::progress(const Event& event, Duration now) {
  if (now <= event.from) return 0;
  if (now >= event.from + event.length) return 1;
  const double done = static_cast<double>((now - event.from).count()) / static_cast<double>(event.length.count());
  return done * done * (3 - 2 * done);
}

void Patient::ail(std::array<double, vital_count>& figures, Duration now) const {
  double left = 1;
  for (const Event& event : events_)
    if (event.what == recovery) left *= 1 - progress(event, now);
  for (const Event& event : events_) {
    const Illness* const illness = illness_named(event.what);
    const double gone = illness ? left * progress(event, now) : 0;
    for (std::size_t i = 0; gone > 0 && i < vital_count; ++i)
      figures[i] = figures[i] * (1 + gone * (illness->worst[i].factor - 1)) + gone * illness->worst[i].more;
  }
}

Numerics Patient::at(Duration since_start, Instant wall) {
  const double seconds = std::max(0.001, std::chrono::duration<double>(since_start - last_).count());
  last_ = since_start;
  const double day = day_curve(wall), drive = drive_.step(seconds, chance_), lungs = lungs_.step(seconds, chance_);
  const double vessels = vessels_.step(seconds, chance_), warmth = warmth_.step(seconds, chance_);
  std::array<double, vital_count> figures = rest_;
  figures[index(Vital::hr)] += 2.5 * day + 2.8 * drive + 3 * warmth * 0.3;
  figures[index(Vital::spo2)] += -0.35 * lungs;
  figures[index(Vital::rr)] += 0.3 * day + 0.35 * drive + 0.6 * lungs;
  figures[index(Vital::sbp)] += 4 * day + 3.2 * drive + 3 * vessels;
  figures[index(Vital::dbp)] += 3 * day + 1.4 * drive + 2.2 * vessels;
  figures[index(Vital::temp)] += 0.2 * day + 0.12 * warmth;
  ail(figures, since_start);
  constexpr std::array<double, vital_count> noise{1.1, 0.35, 0.5, 1.6, 1.2, 0, 0.02, 0};
  Numerics numerics;
  for (std::size_t i = 0; i < vital_count; ++i) figures[i] += noise[i] * noise_[i].step(seconds, chance_);
  figures[index(Vital::map)] = (figures[index(Vital::sbp)] + 2 * figures[index(Vital::dbp)]) / 3;
  for (std::size_t i = 0; i < vital_count; ++i) {
    const double most_exact = i == index(Vital::temp) ? 10 : 1;
    numerics.values[i] = Value::of(std::round(std::clamp(figures[i], bounds[i][0], bounds[i][1]) * most_exact) / most_exact);
  }
  numerics[Vital::pr] = {};
  return numerics;
}

}  // namespace vestibule::monitors
