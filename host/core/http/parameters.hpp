#pragma once
// ?desk=d1&count=3 as the JSON a query expects.

#include <string>
#include <utility>
#include <vector>

#include <vestibule/json.hpp>

namespace vestibule::core::http {

/// Decoded names and values in their order.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// Each value becomes what its field's type says (Field::type): texts stand as they are, numbers and true/false are read,
/// a repeated field makes a list, and objects are written as JSON text. `json={...}` alone gives the whole body. Fields the
/// query does not know become texts, which it will ignore.
Result<json::value> body_of(const Parameters& parameters, const std::vector<Field>& fields);

}  // namespace vestibule::core::http
