#pragma once
// Reading the tables back into memory.

#include "hall.hpp"
#include "token_store.hpp"

namespace vestibule::queue {

Result<std::optional<Sighting>> load_hall(soci::session& session, TokenStore& tokens, Hall& hall);

}  // namespace vestibule::queue
