#include "restore.hpp"

#include <algorithm>

#include "backup.hpp"
#include "house_lock.hpp"
#include "settings_file.hpp"

namespace vestibule::core {
namespace {

namespace fs = std::filesystem;

constexpr const char* tails[] = {"", "-wal", "-shm", "-journal"};

bool any_of_it_exists(const std::string& database) {
  return std::any_of(std::begin(tails), std::end(tails), [&](const char* tail) { return fs::exists(database + tail); });
}

void remove_all_of(const std::string& database) {
  std::error_code ignored;
  for (const char* tail : tails) fs::remove(database + tail, ignored);
}

Result<> move(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) return fail(Code::unavailable, "'{}' cannot be renamed to '{}': {}", from.string(), to.string(), error.message());
  return {};
}

/// Only what nobody uses may be replaced.
Result<> check_free(const RestoreOrder& order, bool unfinished) {
  if (!any_of_it_exists(order.database)) return {};
  if (const long user = user_of(order.database); user != 0)
    return fail(Code::conflict, "process {} has '{}' open: close it first", user, order.database);
  if (!order.aside && !unfinished)
    return fail(Code::conflict, "there is a database '{}' already, and nothing was touched: with --aside it is renamed and kept", order.database);
  return {};
}

/// Decrypts into `to` and judges what came out.
Result<BackupHeader> unpack(const RestoreOrder& order, const std::string& to) {
  remove_all_of(to);
  VESTIBULE_TRY(auto plain, make_file(to));
  VESTIBULE_TRY(const auto header, unseal(order.file, order.key, [&](std::string_view piece) { return plain.write(piece); }));
  VESTIBULE_CHECK(plain.sync());
  std::vector<Pin> pins = order.pins;
  std::erase_if(pins, [&](const Pin& pin) { return pin.sequence > header.sequence; });
  const auto head = check_copy(to, order.vfs, pins);
  if (!head) return fail(Code::invalid, "'{}' cannot be used: {}", order.file.string(), head.error().message);
  if (head->sequence != header.sequence || head->hash != header.hash || head->epoch != header.database)
    return fail(Code::invalid, "'{}' cannot be used: it holds another journal than it says", order.file.string());
  return header;
}

/// Under which name the old database is kept: the same when an interrupted restore is repeated.
Result<std::string> name_for_old(const RestoreOrder& order, Instant now) {
  const std::string marker = unfinished_restore(order.database);
  if (const auto before = read_file(marker)) return before->substr(0, before->find('\n'));
  std::string stem = order.database + ".before-" + backup_name(now).substr(10, 16);
  VESTIBULE_CHECK(write_new_file(marker, stem + "\n"));
  return stem;
}

Result<> sign_restored(const RestoreOrder& order, const Head& head, Instant now) {
  if (!order.signing_key) return {};
  const Checkpoint line = sign({head.sequence, head.hash, now, "restored", order.previous, ""}, *order.signing_key);
  return append_line(order.checkpoints, encode_text(line));
}

/// What stands at both places is the restored database of an attempt that was interrupted right before its end: nobody has
/// served it, and it is made again.
Result<> move_aside(const std::string& database, const std::string& stem) {
  std::error_code ignored;
  for (const char* tail : tails) {
    if (!fs::exists(database + tail)) continue;
    if (fs::exists(stem + tail)) fs::remove(database + tail, ignored);
    else VESTIBULE_CHECK(move(database + tail, stem + tail));
  }
  return {};
}

/// From here on nobody may start before it is finished: the marker says so. Each step can be repeated.
Result<fs::path> put_in_place(const RestoreOrder& order, const std::string& prepared, const Head& head, Instant now) {
  VESTIBULE_TRY(const auto stem, name_for_old(order, now));
  VESTIBULE_CHECK(sign_restored(order, head, now));
  VESTIBULE_CHECK(move_aside(order.database, stem));
  VESTIBULE_CHECK(move(prepared, order.database));
  const fs::path folder = fs::path(order.database).parent_path();
  VESTIBULE_CHECK(sync_folder(folder));
  std::error_code error;
  fs::remove(unfinished_restore(order.database), error);
  VESTIBULE_CHECK(sync_folder(folder));
  return any_of_it_exists(stem) ? fs::path(stem) : fs::path();
}

}  // namespace

Result<RestoreDone> restore(const RestoreOrder& order, const Clock& clock, Random& random) {
  VESTIBULE_TRY(const auto lock, HouseLock::take(order.database));
  VESTIBULE_CHECK(check_free(order, fs::exists(unfinished_restore(order.database))));
  const std::string prepared = order.database + ".restoring";
  RestoreDone done;
  auto header = unpack(order, prepared);
  if (!header) {
    remove_all_of(prepared);
    return tl::unexpected(header.error());
  }
  done.header = *header;
  const std::int64_t known = std::max(order.reached, order.pins.empty() ? 0 : order.pins.back().sequence);
  done.record = {clock.wall(), header->at, header->database, header->sequence, std::max<std::int64_t>(0, known - header->sequence), order.gap, {}};
  VESTIBULE_TRY(done.head, make_restored(prepared, order.vfs, clock, random, done.record));
  std::error_code no_log;
  if (fs::file_size(prepared + "-wal", no_log) > 0 && !no_log) return fail(Code::internal, "'{}' could not be closed", prepared);
  VESTIBULE_TRY(auto file, open_file(prepared));
  VESTIBULE_CHECK(file.sync());
  VESTIBULE_TRY(done.aside, put_in_place(order, prepared, done.head, done.record.at));
  return done;
}

}  // namespace vestibule::core
