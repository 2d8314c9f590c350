#include "alarm_sounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>

namespace vestibule::ward {

using vitals::Priority;

namespace {

struct Shape {
  Duration pulse;
  Duration gap;              ///< between pulses
  std::vector<int> groups;   ///< so many pulses, then a longer pause
  Duration between_groups;
  Duration in_the_middle;    ///< before the second half; 0: there is one half only
  double pitch;              ///< Hz
};

Shape shape_of(Priority priority) {
  switch (priority) {
    case Priority::high: return {Duration{150}, Duration{90}, {3, 2, 3, 2}, Duration{330}, Duration{800}, 523.25};
    case Priority::medium: return {Duration{200}, Duration{200}, {3}, {}, {}, 440};
    case Priority::low: return {Duration{220}, Duration{220}, {2}, {}, {}, 349.23};
  }
  return {};
}

/// Rises and falls over a fifth of its length: a click would be heard as damage.
double envelope(double at, double length) {
  const double edge = length / 5;
  return std::min({1.0, at / edge, (length - at) / edge});
}

ui::ClipPtr made(Priority priority) {
  constexpr std::array loudness{1.0, 0.7, 0.5, 0.4, 0.3};  // of the fundamental and its harmonics: within 15 dB
  constexpr double peak = 0.9 * 32767 / 2.2;
  const auto pulses = pulses_of(priority);
  const double pitch = shape_of(priority).pitch;
  auto clip = std::make_shared<ui::Clip>();
  const auto sample_at = [](Duration time) { return static_cast<std::size_t>(time.count()) * ui::sample_rate / 1000; };
  clip->samples.resize(sample_at(pulses.back().from + pulses.back().length));
  for (const Pulse& pulse : pulses) {
    const std::size_t first = sample_at(pulse.from), count = sample_at(pulse.length);
    for (std::size_t i = 0; i < count && first + i < clip->samples.size(); ++i) {
      const double seconds = static_cast<double>(i) / ui::sample_rate;
      double sum = 0;
      for (std::size_t k = 0; k < loudness.size(); ++k) sum += loudness[k] * std::sin(2 * std::numbers::pi * pitch * static_cast<double>(k + 1) * seconds);
      const double shaped = peak * envelope(static_cast<double>(i), static_cast<double>(count)) * sum;
      clip->samples[first + i] = static_cast<std::int16_t>(std::clamp(shaped, -32767.0, 32767.0));
    }
  }
  return clip;
}

}  // namespace

std::vector<Pulse> pulses_of(Priority priority) {
  const Shape shape = shape_of(priority);
  std::vector<Pulse> pulses;
  Duration at{};
  for (std::size_t group = 0; group < shape.groups.size(); ++group) {
    if (group > 0) at += (group == 2 ? shape.in_the_middle : shape.between_groups) - shape.gap;
    for (int i = 0; i < shape.groups[group]; ++i) {
      pulses.push_back({at, shape.pulse});
      at += shape.pulse + shape.gap;
    }
  }
  return pulses;
}

Duration repeated_after(Priority priority) {
  constexpr std::array times{Duration{30'000}, Duration{25'000}, Duration{10'000}};
  return times[static_cast<std::size_t>(priority)];
}

ui::ClipPtr sound_of(Priority priority) {
  static const std::array clips{made(Priority::low), made(Priority::medium), made(Priority::high)};
  return clips[static_cast<std::size_t>(priority)];
}

}  // namespace vestibule::ward
