#pragma once
// The keys a person types on, with the letters of a language.

#include <map>
#include <string>
#include <vector>

namespace vestibule::kiosk {

/// Keys that are shown together; each key is what it writes.
struct Layer {
  std::string label;  ///< on the key that leads here: "ABC", "٣٢١"
  std::vector<std::vector<std::string>> rows;
};

/// One file of kiosk/keyboards.
struct Keyboard {
  std::vector<Layer> layers;  ///< letters first
  bool year_first = false;    ///< how a date is written where the language is spoken: 1950-02-28, not 28.02.1950
};

/// By BCP 47 tag.
using Keyboards = std::map<std::string, Keyboard>;

}  // namespace vestibule::kiosk
