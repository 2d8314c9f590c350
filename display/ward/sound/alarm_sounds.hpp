#pragma once
// The sounds of alarms, made by rule (IEC 60601-1-8, table of the general alarm): high is ten pulses, 3 and 2 and again, every 10 s;
// medium three slower ones every 25 s; low two every 30 s. Each pulse has a fundamental below 1 kHz and four harmonics, so that it can be
// placed by ear and is heard by people whose ears are old.

#include <vestibule/ui/sound.hpp>
#include <vestibule/vitals_wire.hpp>

#include <vector>

namespace vestibule::ward {

/// One pulse: when it begins and how long it is.
struct Pulse {
  Duration from{};
  Duration length{};
};

std::vector<Pulse> pulses_of(vitals::Priority priority);
/// From the start of one burst to the start of the next.
Duration repeated_after(vitals::Priority priority);
/// The same clip at each call.
ui::ClipPtr sound_of(vitals::Priority priority);

}  // namespace vestibule::ward
