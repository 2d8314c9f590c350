#include "house_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace vestibule::core {

Result<HouseLock> HouseLock::take(const std::string& database) {
  const std::string path = database + ".lock";
  OpenFile file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file) return fail(Code::unavailable, "'{}' cannot be made: {}", path, std::strerror(errno));
  if (::flock(file.descriptor(), LOCK_EX | LOCK_NB) == 0) return HouseLock(std::move(file));
  if (errno != EWOULDBLOCK) return fail(Code::unavailable, "'{}' cannot be locked: {}", path, std::strerror(errno));
  return fail(Code::conflict, "a host serves '{}', or it is being restored: only one may", database);
}

long user_of(const std::string& database) {
  const OpenFile file(::open(database.c_str(), O_RDWR | O_CLOEXEC));
  if (!file) return 0;
  // Every connection in WAL mode keeps SQLite's shared lock for as long as it is open: 510 bytes after the one at 1 GiB.
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = 0x40000000 + 2;
  range.l_len = 510;
  if (::fcntl(file.descriptor(), F_GETLK, &range) != 0 || range.l_type == F_UNLCK) return 0;
  return range.l_pid;
}

std::string unfinished_restore(const std::string& database) { return database + ".restore-unfinished"; }

Result<> check_no_unfinished_restore(const std::string& database) {
  if (!std::filesystem::exists(unfinished_restore(database))) return {};
  return fail(Code::conflict, "a restore of '{}' was interrupted: run `vestibule restore` again, it goes on where it was", database);
}

}  // namespace vestibule::core
