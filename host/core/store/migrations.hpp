#pragma once
// Bringing a schema up to date: in order, each in the transaction that notes it, never one that was edited since.

#include <string>
#include <vector>

#include "vestibule/store.hpp"
#include "vestibule/result.hpp"

namespace vestibule::core {

class Database;

/// Runs what is missing of `owner`'s migrations, all in one transaction. `conflict` if an applied file was edited since,
/// if one is recorded that this program does not have (an older host on a newer database), or if two share a number;
/// `invalid` with the file's name if its SQL fails. Nothing is changed then.
Result<> migrate(Database& database, const std::string& owner, const std::vector<Migration>& migrations);

/// The host's own tables.
std::vector<Migration> host_migrations();

}  // namespace vestibule::core
