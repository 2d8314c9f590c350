#pragma once
// What goes wrong, with whom and when: illnesses of patients and faults of devices, in one notation.
//
//   sepsis:mon-007@60+600        begins after 60 s and is at its worst 600 s later
//   recover:mon-007@1200+300     all that ails the patient is gone 300 s later
//   freeze:mon-003@20+15         says nothing for 15 s
//   skew:*@0+3600=45             every clock is 45 s ahead for an hour

#include <optional>
#include <string>
#include <string_view>

#include "vestibule/instant.hpp"
#include "vestibule/result.hpp"

namespace vestibule::monitors {

enum class Fault {
  freeze,           ///< connected, and nothing comes
  skew,             ///< the clock is `amount` seconds ahead (default 45)
  jump,             ///< the clock leaps back and forth by `amount` seconds (default 120) at each message
  duplicate,        ///< every message is sent `amount` times (default 2)
  reorder,          ///< messages come in pairs, the later one first
  garbage,          ///< what is sent is no message: cut off, too long, doubled keys, numbers out of this world
  flood,            ///< `amount` messages a second (default 100)
  sensor_off,       ///< every value is null
  sentinel,         ///< a vendor's numbers that stand for "none"
  reboot,           ///< starts anew at its beginning: a higher boot number, sequence from 1
  old_will,         ///< at its beginning an "offline" of the boot before this one arrives late
  bad_certificate   ///< shows another device's certificate, or a wrong password: the connection's business
};
inline constexpr std::size_t fault_count = 12;

struct Event {
  std::string what;    ///< a Fault's or an illness's name, or "recover"
  std::string device;  ///< "*" for all
  Duration from{};     ///< since the start
  Duration length{};
  double amount = 0;   ///< 0: the default of what it is

  bool concerns(std::string_view name) const { return device == "*" || device == name; }
  bool holds(Duration now) const { return now >= from && now < from + length; }
};

/// The fault of that name.
std::optional<Fault> fault_named(std::string_view name);
std::string_view name_of(Fault fault);

/// Reads one of the notations above; `invalid` says what was expected.
Result<Event> read_event(std::string_view text);

}  // namespace vestibule::monitors
