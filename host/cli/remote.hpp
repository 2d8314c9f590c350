#pragma once
// The running host of a site, for the commands that talk to it.

#include <memory>

#include "core/http/client.hpp"
#include "site.hpp"

namespace vestibule::cli {

/// A client for the URL the host wrote when it started; `unavailable` if none has.
Result<std::unique_ptr<core::http::Client>> client_of(const Site& site);

}  // namespace vestibule::cli
