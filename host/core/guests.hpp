#pragma once
// The plugins in the house, and the one door through which their code is entered.

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"
#include "vestibule/plugin.hpp"

namespace vestibule::core {

enum class GuestState {
  enabled,     ///< running
  disabled,    ///< the settings say so
  refused,     ///< not opened: it does not match this host, or what it needs is missing
  faulted,     ///< it threw, or could not start
  quarantined  ///< not opened: it took the process down three times in ten minutes
};
BOOST_DESCRIBE_ENUM(GuestState, enabled, disabled, refused, faulted, quarantined)

/// One plugin file. Its address is stable, and it is kept until the process ends: plugins are never unloaded.
struct Guest {
  Description description;
  GuestState state = GuestState::enabled;
  std::string reason;  ///< why it is in that state, a sentence for people; empty while enabled
  Context* context = nullptr;
  std::unique_ptr<Plugin> plugin;

  const std::string& name() const { return description.name; }
};

/// Where each thread notes whose code it runs, for the one who finds the process dead. Any thread.
class Breadcrumb {
 public:
  virtual ~Breadcrumb() = default;
  virtual void set(std::string_view guest) = 0;
};

/// Loop thread only, but for enter_elsewhere().
class Guests {
 public:
  Guests(Database& database, Breadcrumb& breadcrumb, Log& log) : database_(database), breadcrumb_(breadcrumb), log_(log) {}

  Guest& add(Guest guest);
  Guest* find(std::string_view name);
  std::deque<Guest>& all() { return guests_; }
  const std::deque<Guest>& all() const { return guests_; }

  /// `unavailable`, and why, if `guest` is not enabled.
  static Result<> admit(const Guest& guest);
  /// Runs code of `guest`: its SQL is confined to its tables while it runs. `unavailable` if it is not enabled. A database
  /// failure comes back as its error; any other exception marks the guest faulted and comes back as `internal`.
  Result<> enter(Guest& guest, const std::function<Result<>()>& code);

  /// Runs code of `guest` that works on another thread with nothing but its own values; what it throws, in words.
  std::optional<std::string> enter_elsewhere(const Guest& guest, const std::function<void()>& code) const;

  /// Marks `guest`, and those that need it, as faulted.
  void fault(Guest& guest, const std::string& reason);

 private:
  Result<> enter_unguarded(Guest& guest, const std::function<Result<>()>& code);

  Database& database_;
  Breadcrumb& breadcrumb_;
  Log& log_;
  std::deque<Guest> guests_;
};

}  // namespace vestibule::core
