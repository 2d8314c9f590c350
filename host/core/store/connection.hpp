#pragma once
// What a session of SOCI is beneath, for the files here that must speak to SQLite itself.

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <string>

namespace vestibule::core {

/// SQLite's own handle of a session.
sqlite_api::sqlite3* handle_of(soci::session& session);

/// What SOCI opens the file with: checksums over the VFS `vfs`, five seconds of patience.
std::string connection(const std::string& path, const std::string& vfs, bool read_only);

}  // namespace vestibule::core
