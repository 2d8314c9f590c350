#pragma once
// What people choose first, and so what is tried first.

#include <span>
#include <string_view>

namespace vestibule::identity {

/// Small letters and digits, at least four characters each, sorted.
std::span<const std::string_view> common_passwords();

}  // namespace vestibule::identity
