#include "snapshot.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "database.hpp"
#include "errors.hpp"
#include "inspection.hpp"
#include "journal.hpp"

namespace vestibule::core {
namespace {

Head head_of(soci::session& sql) {
  Head head;
  long long last = 0;
  sql << "SELECT value FROM host_meta WHERE name = 'epoch'", soci::into(head.epoch);
  sql << "SELECT seq, hash FROM host_journal ORDER BY seq DESC LIMIT 1", soci::into(last), soci::into(head.hash);
  head.sequence = last;
  return head;
}

Entry entry_of(const RestoreRecord& record, const std::string& epoch, const Clock& clock) {
  Entry entry;
  entry.at = record.at;
  entry.steady = clock.steady().time_since_epoch().count();
  entry.actor = {"system", "system", "system"};
  entry.request_id = "restored-" + epoch;
  entry.command = "host.restored";
  entry.object = "database " + epoch;
  entry.outcome = "ok";
  entry.request = encode_text(record);
  entry.reply = "{}";
  entry.events = "[]";
  return entry;
}

}  // namespace

Result<> copy_database(const std::string& database, const std::string& vfs, const std::string& to) {
  try {
    Readers(database, vfs).with([&to](soci::session& sql) {
      sql << "PRAGMA query_only = OFF";  // of this session alone, which ends here; its file is still opened to be read only
      sql << "VACUUM INTO :to", soci::use(to);
    });
    return {};
  } catch (const soci::soci_error& failure) {
    return fail(Code::unavailable, "'{}' cannot be copied: {}", database, failure.what());
  }
}

Result<Head> check_copy(const std::string& path, const std::string& vfs, const std::vector<Pin>& pins) {
  std::string verdict;
  Findings found;
  Head head;
  try {
    Readers(path, vfs).with([&](soci::session& sql) {
      verdict = integrity_of(sql);
      found = examine(sql, pins);
      head = head_of(sql);
    });
  } catch (const soci::soci_error& failure) {
    return fail(Code::internal, "the copy cannot be read: {}", failure.what());
  }
  if (verdict != "ok") return fail(Code::internal, "the copy is damaged: {}", verdict);
  if (!found.faults.empty()) return fail(Code::internal, "its journal does not verify: {}", found.faults.front());
  return head;
}

Result<Head> make_restored(const std::string& path, const std::string& vfs, const Clock& clock, Random& random, const RestoreRecord& record) {
  VESTIBULE_TRY(const auto database, Database::open(path, vfs, clock));
  auto& sql = database->session();
  try {
    database->begin();
    const std::string epoch = fmt::format("{:016x}", random.stream("host.epoch").next());
    sql << "UPDATE host_meta SET value = :epoch WHERE name = 'epoch'", soci::use(epoch);
    keep_record(sql, record);
    Journal(sql).append(entry_of(record, epoch, clock));
    VESTIBULE_CHECK(database->commit());
    return head_of(sql);
  } catch (const soci::soci_error& failure) {
    database->rollback();
    return tl::unexpected(*database_error(failure));
  }
}

Result<std::optional<RestoreRecord>> restore_record(soci::session& sql) {
  std::string text;
  sql << "SELECT value FROM host_meta WHERE name = 'restored'", soci::into(text);
  if (text.empty()) return std::nullopt;
  VESTIBULE_TRY(auto record, decode_text<RestoreRecord>(text));
  return std::optional(std::move(record));
}

void keep_record(soci::session& sql, const RestoreRecord& record) {
  const std::string text = encode_text(record);
  sql << "INSERT INTO host_meta (name, value) VALUES ('restored', :record) ON CONFLICT (name) DO UPDATE SET value = excluded.value", soci::use(text);
}

}  // namespace vestibule::core
