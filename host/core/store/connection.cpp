#include "connection.hpp"

#include <fmt/format.h>

#include "checked_pages.hpp"

namespace vestibule::core {

sqlite_api::sqlite3* handle_of(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

std::string connection(const std::string& path, const std::string& vfs, bool read_only) {
  std::string uri = "file:" + path + (read_only ? "?mode=ro" : "?mode=rwc");
  uri += "&vfs=" + checked_pages(vfs);
  return fmt::format("db=\"{}\" timeout=5", uri);
}

}  // namespace vestibule::core
