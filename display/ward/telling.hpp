#pragma once
// Facts as texts in the screen's language: what a condition is called, how old a value is, what a figure looks like. Decides nothing.

#include <vestibule/ui/words.hpp>

#include <array>

#include "ward_model.hpp"

namespace vestibule::ward {

/// What one place on a tile shows. Blood pressure is three measures in one.
enum class Slot { hr, spo2, rr, bp, temp };
inline constexpr std::array slots{Slot::hr, Slot::spo2, Slot::rr, Slot::bp, Slot::temp};

Slot slot_of(vitals::Measure measure);
std::string name_of(const ui::Words& words, Slot slot);
std::string unit_of(const ui::Words& words, Slot slot);

/// "86", "36.8": pressures and rates whole, temperature to a tenth.
std::string number(vitals::Measure measure, double value);

/// "4 s", "12 min", "3 h"
std::string age(const ui::Words& words, Duration age);
/// "12′" for minutes: where there is little room.
std::string short_age(const ui::Words& words, Duration age);

/// "***", "**", "*"
std::string_view stars(vitals::Priority priority);

/// "SpO₂ low"
std::string condition(const ui::Words& words, const vitals::AlarmShown& alarm);
/// "SpO₂ low 86": with what raised it.
std::string condition_with_value(const ui::Words& words, const vitals::AlarmShown& alarm);
/// "A. M. · Demo": those of the parts that there are.
std::string joined(const std::vector<std::string>& parts);
/// "10:15 · acknowledged · doctor called", and the same in fewer words.
std::vector<std::string> circumstances(const ui::Words& words, const vitals::AlarmShown& alarm);

/// "NEWS2 7 ↑", or "7 ↑" where there is little room; "≥ 5" while something is missing.
enum class Room { ample, little };
std::string score(const ui::Words& words, const vitals::ScoreShown& score, Room room);

/// "08:05"
std::string clock(Instant instant);

}  // namespace vestibule::ward
