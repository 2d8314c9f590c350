#include "errors.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace vestibule::core {

using namespace sqlite_api;

std::optional<Error> database_error(const std::exception& failure) {
  if (!dynamic_cast<const soci::soci_error*>(&failure)) return std::nullopt;
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&failure);
  switch (sqlite ? sqlite->result() & 0xff : SQLITE_ERROR) {
    case SQLITE_FULL:
      return Error{Code::unavailable, "the disk is full: nothing can be written until there is room"};
    case SQLITE_INTERRUPT:
      return Error{Code::unavailable, "the database took too long over one statement; it was stopped"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error{Code::unavailable, "the database is held by another program"};
    case SQLITE_IOERR:
      if (sqlite->result() == SQLITE_IOERR_DATA)
        return Error{Code::unavailable, "a page of the database does not fit its checksum: the disk changed it; restore the last backup"};
      return Error{Code::unavailable, fmt::format("the disk failed: {}", failure.what())};
    default:
      return Error{Code::internal, failure.what()};
  }
}

}  // namespace vestibule::core
