#pragma once
// Failures as HTTP says them: {"error":{"code","message"}} and the status that fits.

#include <vestibule/result.hpp>

#include "message.hpp"

namespace vestibule::core::http {

/// 400 invalid, 403 denied, 404 not_found, 409 conflict, 503 unavailable, 500 internal.
unsigned status_of(Code code);
Response problem(const Error& error);
/// For what only HTTP knows, such as 405 or 413.
Response problem(unsigned status, Code code, std::string message);

}  // namespace vestibule::core::http
