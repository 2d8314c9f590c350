#pragma once
// Who works here, for plugins that address or name colleagues. What it says is for staff's eyes: never for a screen, an event or a log.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/identity_wire.hpp>

namespace vestibule::identity {

struct Colleague {
  std::string person;  ///< the actor's id
  std::string full_name;
  Role role = Role::clerk;
};

/// Loop thread only.
class Staff {
 public:
  virtual ~Staff() = default;
  /// Suspended people too: what they once did still bears their name.
  virtual std::optional<Colleague> find(std::string_view person) const = 0;
  /// Who may sign in, by name.
  virtual std::vector<Colleague> at_work() const = 0;
};

}  // namespace vestibule::identity
