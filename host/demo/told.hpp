#pragma once
// What the people of the morning were told, written down by themselves: at the end it is compared with the host's journal.

#include <optional>
#include <string>
#include <vector>

#include "vestibule/instant.hpp"

namespace vestibule::demo {

/// A patient who holds a number.
struct Told {
  std::string number;
  std::string service;
  std::string language;
  std::string where;  ///< "reception", "kiosk-1"
  Duration took{0};   ///< from asking to holding it
};

/// A desk that was told whom it has called.
struct Invited {
  std::string number;
  std::string desk;
};

struct Notes {
  std::vector<Told> told;
  std::vector<Invited> invited;
  std::vector<std::string> refused;  ///< what nobody should have been told
};

}  // namespace vestibule::demo
