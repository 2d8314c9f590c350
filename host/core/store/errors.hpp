#pragma once
// What a database exception means to those who sent the command.

#include <exception>
#include <optional>

#include "vestibule/result.hpp"

namespace vestibule::core {

/// The error a database exception stands for (a full disk, an interrupted statement or a lock are `unavailable`, the rest
/// `internal`); nothing if it is not one of the database's.
std::optional<Error> database_error(const std::exception& failure);

}  // namespace vestibule::core
