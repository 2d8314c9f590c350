#pragma once
// The end of the morning: what people were told against what the host has in its journal, in one table.

#include <string>
#include <vector>

#include "told.hpp"
#include "vestibule/json.hpp"
#include "vestibule/result.hpp"

namespace vestibule::demo {

/// One line of the table. `holds` decides about the exit status.
struct Line {
  std::string what;
  std::string value;
  std::string expected;  ///< empty: only for information
  bool holds = true;
};

/// What the journal says of the morning.
struct Recorded {
  std::vector<std::string> issued;      ///< numbers, in order
  std::vector<std::string> called;      ///< numbers of calls that are no recalls
  std::size_t brought = 0;              ///< of those issued, given by a kiosk that was alone
  std::size_t calls = 0;                ///< sequences on the boards
  std::size_t painted = 0;              ///< of those, acknowledged as painted
  std::size_t missed = 0;               ///< not painted, though their screen had painted an earlier one
  std::vector<double> call_to_paint;    ///< milliseconds
  std::vector<double> painted_at_once;  ///< of those calls that found the screen free
  std::vector<std::string> faults;      ///< what could not be read
};

/// `journal`: as `vestibule journal` prints it. `minimum_show`: how long a call holds its screen.
Recorded read_journal(const std::string& journal, double minimum_show);

/// The comparison; `patients` came, `desks` says what the host counts itself (queue.day).
std::vector<Line> reckon(const Notes& notes, const Recorded& recorded, int patients, int counted_by_host);

double percentile(std::vector<double> values, double share);
/// Prints the table; true if everything holds.
bool print(const std::vector<Line>& lines);

}  // namespace vestibule::demo
