#pragma once
// What other plugins may use of lantern: a service to ask and an event to hear.

#include <optional>
#include <string>
#include <string_view>

#include <vestibule/lantern_wire.hpp>

namespace vestibule::lantern {

/// An entry was added.
struct EntryAdded {
  static constexpr std::string_view name = "lantern.entry_added";
  EntryId entry;
  std::string label;
};
BOOST_DESCRIBE_STRUCT(EntryAdded, (), (entry, label))

/// Loop thread only.
class Register {
 public:
  virtual ~Register() = default;
  /// What people call the entry; nothing if there is none of that id.
  virtual std::optional<std::string> label_of(const EntryId& entry) const = 0;
};

}  // namespace vestibule::lantern
