#pragma once
// A checksum at the end of each page of the database file, so that what a disk has changed is never read as good data.
// SQLite's own checks look at the structure of a page, not at its content.

#include <string>

#include "vestibule/result.hpp"

namespace sqlite_api {
struct sqlite3;
}

namespace vestibule::core {

/// The name of an SQLite VFS over the one called `below` (empty: SQLite's own) that writes and checks the checksums:
/// SipHash-2-4 of page number and content, 8 bytes. A page that does not fit its checksum fails to read with
/// SQLITE_IOERR_DATA. Registered at the first call. Any thread.
///
/// The write-ahead log has checksums of its own; what comes from there into the file gets its checksum then.
std::string checked_pages(const std::string& below);

/// Has a database that is about to be made keep room for checksums. Before the first statement on the session.
void reserve_room(sqlite_api::sqlite3* database);

/// Moves the log into the file and reads every page of it, about a second a gigabyte: `unavailable` with the first page
/// that does not fit, or if the file was made without checksums. `path` is for the message.
Result<> check_all_pages(sqlite_api::sqlite3* database, const std::string& path);

}  // namespace vestibule::core
