#pragma once
// What is called in an area where nobody may see who came first, when the kiosk gives it alone.

#include <optional>
#include <string>

namespace vestibule::kiosk {

/// "K7RMX-2": the code that has this place (from 1) in a sequence made from the secret, and the kiosk's mark. No two places of
/// one secret have the same code, so nothing needs to be remembered. Beyond some thousands nothing: then the number is called.
std::optional<std::string> private_code(const std::string& mark, const std::string& secret, int place);

}  // namespace vestibule::kiosk
