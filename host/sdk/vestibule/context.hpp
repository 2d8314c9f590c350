#pragma once
// All that a plugin may use of the house. There is no other way to the time, to chance, to the disk or to a socket.

#include "vestibule/clock.hpp"
#include "vestibule/commands.hpp"
#include "vestibule/events.hpp"
#include "vestibule/intake.hpp"
#include "vestibule/jobs.hpp"
#include "vestibule/log.hpp"
#include "vestibule/pages.hpp"
#include "vestibule/policy.hpp"
#include "vestibule/publisher.hpp"
#include "vestibule/random.hpp"
#include "vestibule/series.hpp"
#include "vestibule/services.hpp"
#include "vestibule/sessions.hpp"
#include "vestibule/settings.hpp"
#include "vestibule/store.hpp"
#include "vestibule/trail.hpp"

namespace vestibule {

/// One for each plugin; it outlives the plugin. Loop thread only, but for `clock`, `log` and what their pages say of `intake` and `series`.
struct Context {
  Services& services;
  Commands& commands;
  Events& events;
  Store& store;
  Publisher& publisher;
  Jobs& jobs;
  Timers& timers;
  Clock& clock;
  Random& random;
  Settings& settings;
  Log& log;
  Pages& pages;
  Trail& trail;
  Intake& intake;
  Series& series;
};

}  // namespace vestibule
