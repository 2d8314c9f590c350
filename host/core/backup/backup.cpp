#include "backup.hpp"

#include <algorithm>
#include <regex>

#include "house_lock.hpp"
#include "key_file.hpp"
#include "store/snapshot.hpp"

namespace vestibule::core {
namespace {

namespace fs = std::filesystem;

/// A file that goes when we go.
struct Passing {
  fs::path path;
  ~Passing() {
    std::error_code ignored;
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) fs::remove(path.string() + tail, ignored);
  }
};

/// Encrypts the copy and reads the result back.
Result<BackupHeader> seal_and_check(const fs::path& copy, const BackupHeader& header, const std::string& key, const fs::path& to) {
  VESTIBULE_TRY(auto plain, open_file(copy));
  std::string digest;
  {
    VESTIBULE_TRY(auto sealed, make_file(to));
    VESTIBULE_TRY(digest, seal(plain, header, key, sealed));
    VESTIBULE_CHECK(sealed.sync());
  }
  VESTIBULE_TRY(auto original, open_file(copy));
  const auto compare = [&original](std::string_view piece) -> Result<> {
    VESTIBULE_TRY(const auto expected, original.read(piece.size()));
    if (expected != piece) return fail(Code::internal, "what was written is not what is read");
    return {};
  };
  return unseal(to, key, compare);
}

}  // namespace

Result<BackupHeader> back_up(const BackupOrder& order, const Clock& clock) {
  if (fs::exists(order.file)) return fail(Code::conflict, "'{}' is there already", order.file.string());
  const std::string working = order.database + ".copying";
  VESTIBULE_TRY(const auto alone, HouseLock::take(working));  // one backup at a time; what an interrupted one left goes
  const Passing copy{working}, part{order.file.string() + ".part"};
  std::error_code ignored;
  fs::remove(copy.path, ignored);
  fs::remove(part.path, ignored);
  {
    VESTIBULE_TRY(const auto empty, make_file(copy.path));  // for our eyes only: SQLite copies into an empty file as it is
  }
  const Instant at = clock.wall();
  VESTIBULE_CHECK(copy_database(order.database, order.vfs, working));
  VESTIBULE_TRY(const auto head, check_copy(working, order.vfs, order.pins));
  BackupHeader header;
  header.database = head.epoch;
  header.at = at;
  header.sequence = head.sequence;
  header.hash = head.hash;
  header.bytes = static_cast<std::int64_t>(fs::file_size(copy.path));
  VESTIBULE_TRY(header, seal_and_check(copy.path, header, order.key, part.path));
  std::error_code error;
  fs::rename(part.path, order.file, error);
  if (error) return fail(Code::unavailable, "'{}' cannot be made: {}", order.file.string(), error.message());
  VESTIBULE_CHECK(sync_folder(order.file.parent_path()));
  return header;
}

std::string backup_name(Instant now) {
  std::string iso = to_iso(now).substr(0, 19);
  std::erase_if(iso, [](char c) { return c == '-' || c == ':'; });
  return "vestibule-" + iso + "Z.backup";
}

std::vector<fs::path> prune_backups(const fs::path& folder, std::size_t keep) {
  static const std::regex name("vestibule-[0-9]{8}T[0-9]{6}Z\\.backup");
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_regular_file() && std::regex_match(entry.path().filename().string(), name)) found.push_back(entry.path());
  std::sort(found.begin(), found.end(), std::greater<>());
  found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(std::min(keep, found.size())));
  for (const auto& old : found) fs::remove(old);
  return found;
}

}  // namespace vestibule::core
