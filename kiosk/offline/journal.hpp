#pragma once
// A file of records that survives losing its power in the middle of one: "<length> <checksum> <text>\n", numbers as eight
// hexadecimal digits.

#include <string>
#include <string_view>
#include <vector>

namespace vestibule::kiosk {

/// One record as it is appended. The text holds no line break (JSON has none).
std::string framed(std::string_view text);

struct Reading {
  std::vector<std::string> records;  ///< in order
  bool torn = false;   ///< the end is no whole record: the power went while it was written, and nobody was told of it
  int garbled = 0;     ///< stretches before the end that are no record: something was there, and is lost
};

/// Takes a journal's bytes apart. A bad stretch ends at the next line break, so what follows it is found again.
Reading read_journal(std::string_view bytes);

}  // namespace vestibule::kiosk
