#pragma once
// Lets the people who set up a screen hear it: a chime and a call in every language, and a line on standard output for each.

#include <vestibule/log.hpp>

#include "settings.hpp"

namespace vestibule::board {

/// False if something could not be heard.
Result<bool> try_sound(const Settings& settings, Log& log);

}  // namespace vestibule::board
