#include "telling.hpp"

#include <fmt/format.h>
#include <vestibule/ui/wall_time.hpp>

#include <cmath>
#include <map>

namespace vestibule::ward {

using vitals::Measure;

namespace {

std::string measure_name(const ui::Words& words, std::string_view measure) { return words.text(measure == "pressure" ? "bp" : measure); }

/// Conditions with words of their own; the rest are made of a measure and what is wrong with it.
const std::map<std::string_view, std::string_view> named{{"asystole", "asystole"},   {"fibrillation", "fibrillation"}, {"apnoea", "apnoea"},
                                                         {"news2", "cond_news2"},    {"news2_red", "news2_red"},       {"no_data", "no_data"},
                                                         {"clock_wrong", "clock_wrong"}, {"device_alarm", "device_alarm"}};

std::string_view arrow(vitals::Trend trend) {
  if (trend == vitals::Trend::rising) return " ↑";
  if (trend == vitals::Trend::falling) return " ↓";
  return trend == vitals::Trend::steady ? " →" : "";
}

}  // namespace

Slot slot_of(Measure measure) {
  switch (measure) {
    case Measure::spo2: return Slot::spo2;
    case Measure::rr: return Slot::rr;
    case Measure::sbp: case Measure::dbp: case Measure::map: return Slot::bp;
    case Measure::temp: return Slot::temp;
    case Measure::hr: case Measure::pr: break;
  }
  return Slot::hr;
}

std::string name_of(const ui::Words& words, Slot slot) {
  constexpr std::array keys{"hr", "spo2", "rr", "bp", "temp"};
  return words.text(keys[static_cast<std::size_t>(slot)]);
}

std::string unit_of(const ui::Words& words, Slot slot) {
  constexpr std::array keys{"u_rate", "u_spo2", "u_rate", "u_pressure", "u_temp"};
  return words.text(keys[static_cast<std::size_t>(slot)]);
}

std::string number(Measure measure, double value) {
  return measure == Measure::temp ? fmt::format("{:.1f}", value) : fmt::format("{}", std::lround(value));
}

std::string age(const ui::Words& words, Duration age) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(age).count();
  if (seconds < 60) return words.text("of_age_s", {{"count", seconds}});
  if (seconds < 3600) return words.text("of_age_min", {{"count", seconds / 60}});
  return words.text("of_age_h", {{"count", seconds / 3600}});
}

std::string short_age(const ui::Words& words, Duration how_old) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(how_old).count();
  return minutes < 1 || minutes >= 60 ? age(words, how_old) : fmt::format("{}′", minutes);
}

std::string_view stars(vitals::Priority priority) {
  return std::string_view("***").substr(0, static_cast<std::size_t>(priority) + 1);
}

std::string condition(const ui::Words& words, const vitals::AlarmShown& alarm) {
  const std::string& id = alarm.condition;
  if (const auto own = named.find(id); own != named.end()) return words.text(own->second);
  for (const std::string_view wrong : {"high", "low", "disagrees", "sensor_off"}) {
    if (!id.ends_with("_" + std::string(wrong))) continue;
    const std::string measure = id.substr(0, id.size() - wrong.size() - 1);
    if (words.has(measure) || measure == "pressure") return words.text(wrong, {{"measure", measure_name(words, measure)}});
  }
  return words.text("other");
}

std::string condition_with_value(const ui::Words& words, const vitals::AlarmShown& alarm) {
  std::string text = condition(words, alarm);
  if (alarm.value && alarm.measure) text += " " + number(*alarm.measure, *alarm.value);
  else if (alarm.value && alarm.condition == "news2") text += fmt::format(" {}", std::lround(*alarm.value));
  return text;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts)
    if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
  return text;
}

std::vector<std::string> circumstances(const ui::Words& words, const vitals::AlarmShown& alarm) {
  constexpr std::array<std::string_view, 5> states{"", "acknowledged", "audio_paused", "alarm_paused", "latched"};
  const auto key = states.at(static_cast<std::size_t>(alarm.state));
  const std::string since = clock(alarm.since), state = key.empty() ? std::string{} : words.text(key);
  const std::string told = alarm.escalation > 0 ? words.text(alarm.escalation == 1 ? "escalated_1" : "escalated_2") : std::string{};
  return {joined({since, state, told}), joined({since, told.empty() ? state : told}), told.empty() ? state : told};
}

std::string score(const ui::Words& words, const vitals::ScoreShown& score, Room room) {
  const bool whole = score.missing.empty();
  const std::string trend(arrow(score.trend));
  const std::string text = room == Room::little ? fmt::format("{}{}", whole ? "" : "≥", score.points) : words.text(whole ? "news2" : "news2_at_least", {{"points", score.points}});
  return "\u2066" + text + trend + "\u2069";  // a formula is read from left to right everywhere
}

std::string clock(Instant instant) {
  const ui::WallTime time = ui::wall_time(instant);
  return fmt::format("{:02}:{:02}", time.hour, time.minute);
}

}  // namespace vestibule::ward
