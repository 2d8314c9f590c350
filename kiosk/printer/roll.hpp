#pragma once
// How much paper is left, reckoned from the dots that were printed.

#include <optional>
#include <vector>

#include <vestibule/queue_kiosk_wire.hpp>

#include "offline/disk.hpp"

namespace vestibule::kiosk {

/// What is kept over restarts.
struct RollState {
  std::int64_t used_dots = 0;
  std::vector<std::int64_t> lengths;  ///< dots of the last tickets, oldest first
  std::vector<std::int64_t> times;    ///< when they were printed, milliseconds since 1970
  std::int64_t changed_at = 0;
};
BOOST_DESCRIBE_STRUCT(RollState, (), (used_dots, lengths, times, changed_at))

/// Owner's thread only. At 203 dots to the inch a millimetre is 8 dots.
class Roll {
 public:
  /// `millimetres`: of a new roll. Goes on from the disk.
  Roll(int millimetres, Disk& disk);

  /// A ticket of so many rows; what is fed past the knife is added here.
  void printed(int rows, Instant now);
  void changed(Instant now);

  int millimetres_left() const;
  /// By the length of the last tickets; nothing before the first.
  std::optional<int> tickets_left() const;
  /// At the pace of the last four hours; nothing before five tickets in ten minutes are known.
  std::optional<Instant> ends_at(Instant now) const;
  queue::PrinterReport report(queue::PrinterState state, Instant now) const;

 private:
  void keep();

  const std::int64_t length_;
  Disk& disk_;
  RollState state_;
};

}  // namespace vestibule::kiosk
