#pragma once
// One bedside monitor: asks its source once a second and says what it would send, with the faults of the plan. Knows no socket: a
// fleet, a test or the simulation carries what it says.

#include <set>
#include <string>
#include <vector>

#include "chance.hpp"
#include "message.hpp"
#include "source.hpp"

namespace vestibule::monitors {

/// A message on its way.
struct Outgoing {
  std::string topic;
  std::string payload;
  bool retained = false;
};

struct Start {
  std::int64_t boot = 1;  ///< rises with each start of the device, over its whole life
  std::uint64_t seed = 1;
  std::uint32_t quality = quality::demo;
};

class Device {
 public:
  Device(std::string name, SourcePtr source, Start start);

  const std::string& name() const { return name_; }
  std::int64_t boot() const { return boot_; }
  std::int64_t seq() const { return seq_; }

  /// Its patient, too.
  void befall(Event event);

  /// Said at each connect, and what the broker says when the connection is lost.
  Outgoing birth() const;
  Outgoing will() const;
  Outgoing farewell() const;

  /// What it says now, `since_start` after the simulation's start by its own steady clock; call it once a second.
  std::vector<Outgoing> beat(Duration since_start, Instant wall);

  bool suffers(Fault fault, Duration now) const { return worst(fault, now) != nullptr; }

 private:
  const Event* worst(Fault fault, Duration now) const;
  Instant own_clock(Duration now, Instant wall);
  /// False: it has just started anew, and has measured nothing yet.
  bool pass_once(Duration now, std::vector<Outgoing>& out);
  Outgoing numerics(Duration now, Instant wall);
  std::string garbage(std::string text);

  std::string name_;
  SourcePtr source_;
  std::int64_t boot_;
  std::uint32_t quality_;
  std::int64_t seq_ = 0;
  Chance chance_;
  std::vector<Event> events_;
  std::set<std::size_t> done_;        // of those that happen once
  std::vector<Outgoing> held_back_;   // for what comes after it
  std::string topic_;
};

}  // namespace vestibule::monitors
