#pragma once
// What consoles in a browser ask, in the wire's words.

#include <vestibule/queue_console_wire.hpp>

#include "hall.hpp"

namespace vestibule::queue {

SiteView site_view(const Hospital& hospital);
Result<FoundTokens> find_tokens(const Hall& hall, const FindTokens& asked, Moment now);

}  // namespace vestibule::queue
