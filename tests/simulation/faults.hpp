#pragma once
// What may go wrong on a simulated day, and how often.

#include <cstdint>
#include <map>
#include <string>

#include <boost/describe.hpp>

#include "vestibule/random.hpp"
#include "vestibule/result.hpp"

namespace vestibule::simulation {

enum class Fault {
  drop,          ///< messages are lost
  duplicate,     ///< messages come twice
  delay,         ///< messages take their time
  reorder,       ///< messages overtake each other
  overflow,      ///< a receiver's queue at the broker is short, and what is too much is dropped silently
  disconnect,    ///< lines break and come back
  broker_loss,   ///< the broker dies with all it kept
  kill,          ///< the host's process is killed
  power_cut,     ///< the host's power goes, mostly in the middle of a write
  recovery_cut,  ///< and again while it starts, migrates, recovers
  write_error,   ///< the host's disk fails a write
  sync_error,    ///< the host's disk fails a sync
  disk_full,     ///< the host's disk is full for a while
  clock_jump,    ///< the host's wall clock is set
  kiosk_power,   ///< a kiosk's power goes, also in mid-write
  kiosk_line,    ///< a kiosk is cut off for minutes
  long_read      ///< somebody reads an old state for minutes, as a backup does: the log cannot be moved into the database meanwhile
};
BOOST_DESCRIBE_ENUM(Fault, drop, duplicate, delay, reorder, overflow, disconnect, broker_loss, kill, power_cut, recovery_cut, write_error, sync_error,
                    disk_full, clock_jump, kiosk_power, kiosk_line, long_read)

/// The faults of one day with their rates from 1 (now and then) to 3 (all the time).
using Faults = std::map<Fault, int>;

/// Any subset, each at any rate.
Faults draw_faults(RandomStream& chance);

/// "drop=2,power_cut=1"; "none" for no fault at all.
std::string text_of(const Faults& faults);
Result<Faults> faults_from(const std::string& text);

inline int rate(const Faults& faults, Fault fault) {
  const auto found = faults.find(fault);
  return found == faults.end() ? 0 : found->second;
}

}  // namespace vestibule::simulation
