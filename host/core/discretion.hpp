#pragma once
// What of a request the journal may keep: the fields its command knows, without what is private in them. Nobody knows what stands in a field that
// no command asks for, and the journal is for good.

#include <algorithm>

#include "vestibule/commands.hpp"

namespace vestibule::core {

inline void make_discreet(const CommandShape& shape, json::value& request) {
  if (auto* fields = request.if_object()) {
    const auto known = [&](json::string_view name) {
      return std::any_of(shape.request.begin(), shape.request.end(), [&](const Field& field) { return json::string_view(field.name) == name; });
    };
    for (auto field = fields->begin(); field != fields->end();) field = known(field->key()) ? field + 1 : fields->erase(field);
  }
  if (shape.conceal) shape.conceal(request);
}

}  // namespace vestibule::core
