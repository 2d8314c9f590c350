#pragma once
// How the program is told which ward it is to play, and for whom.

#include <variant>

#include "fleet.hpp"
#include "ward.hpp"

namespace vestibule::monitors {

struct Options {
  WardOptions ward;
  FleetOptions fleet;
};

/// The options, or the exit status after help was printed or an error told on standard error.
std::variant<Options, int> read_options(int argc, const char* const* argv);

}  // namespace vestibule::monitors
