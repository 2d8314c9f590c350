#pragma once
// The schedule: which message and which pictures are on at what time of day. A TOML file that the setting "schedule" names:
//
//   [[show]]                          # the first that fits is on; message and media are chosen each for itself
//   from = "08:00"                    # absent: from midnight
//   until = "12:00"                   # absent: to midnight
//   days = ["mon", "tue"]             # absent: every day
//   closed = true                     # while the area is closed or the host cannot be reached, instead of else
//   message = { en = "Flu vaccination in room 4", ar = "..." }
//   media = "pictures/morning"        # a folder beside this file: its PNG and JPEG files, in the order of their names
//   seconds = 15                      # how long each picture stands

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "zone.hpp"

namespace vestibule::board {

struct ProgrammeEntry {
  int from = 0;            ///< minutes of the day
  int until = 24 * 60;     ///< excluded
  unsigned days = 0x7f;    ///< bits; 0 is Sunday
  bool closed = false;
  queue::Texts message;
  std::filesystem::path media;
  int seconds = 15;
};

struct Programme {
  std::vector<ProgrammeEntry> entries;

  /// The first entry on at that time that has a message; or pictures. Null if none has.
  const ProgrammeEntry* message_at(const WallTime& time, bool closed) const;
  const ProgrammeEntry* media_at(const WallTime& time, bool closed) const;
};

/// An error names file and line.
Result<Programme> read_programme(const std::filesystem::path& file);
Result<Programme> parse_programme(std::string_view toml, const std::filesystem::path& file);

/// The pictures of a folder in the order of their names.
std::vector<std::filesystem::path> pictures_in(const std::filesystem::path& folder);

}  // namespace vestibule::board
