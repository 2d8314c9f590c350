#pragma once
// Who wants help at a kiosk and has not been answered yet.

#include <set>
#include <vector>

#include <vestibule/queue_reception_wire.hpp>

#include "hospital.hpp"

namespace vestibule::queue {

struct OpenHelp {
  std::int64_t serial = 0;
  HelpCall call;
};

/// In memory what the rows of queue_help without an answer say. Decides nothing; loop thread.
class HelpBook {
 public:
  explicit HelpBook(const Hospital& hospital) : hospital_(hospital) { changed_all(); }

  const OpenHelp* find(const HelpId& id) const;
  /// The open call of that kiosk for that reason and token: pressing the button again is no second call.
  const OpenHelp* open_of(const std::string& kiosk, HelpReason reason, const std::optional<std::string>& code) const;
  std::int64_t next_serial() const { return last_serial_ + 1; }
  HelpList list(const Area& area) const;

  /// New, or as it is now.
  void put(OpenHelp help);
  void take(const HelpId& id);
  void clear();
  void put_last_serial(std::int64_t serial) { last_serial_ = std::max(last_serial_, serial); }

  /// Areas whose list has changed since this was last asked.
  std::vector<const Area*> take_changed_areas();

 private:
  void changed_all();

  const Hospital& hospital_;
  std::vector<OpenHelp> open_;  // oldest first
  std::int64_t last_serial_ = 0;
  std::set<AreaId> changed_;
};

}  // namespace vestibule::queue
