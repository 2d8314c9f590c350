#include "keeping_check.hpp"

#include <filesystem>

#include "audit_check.hpp"
#include "core/audit/checkpoint.hpp"
#include "core/backup/backup_file.hpp"
#include "core/backup/house_lock.hpp"
#include "core/key_file.hpp"
#include "core/store/database.hpp"
#include "core/store/snapshot.hpp"
#include "vestibule/link/system.hpp"

namespace vestibule::cli {
namespace {

namespace fs = std::filesystem;

/// A running host signs within its period; three of them are patience enough.
bool host_has_stopped_signing(const Site& site, const AuditCheck& check, Instant now) {
  const Duration patience = 3 * std::chrono::seconds(site.settings.audit.every_seconds);
  return check.unsigned_since && now - *check.unsigned_since > patience && core::user_of(site.database) != 0;
}

std::optional<core::RestoreRecord> last_restore(const std::string& database) {
  std::optional<core::RestoreRecord> found;
  try {
    core::Readers(database, "").with([&](soci::session& sql) { found = core::restore_record(sql).value_or(std::nullopt); });
  } catch (const std::exception&) {
    // The check of the database says so.
  }
  return found;
}

std::string told_of(const core::RestoreRecord& record) {
  return fmt::format("; restored at {} from a backup that was {} minutes old, {} later entries lost", to_iso(record.at),
                     std::chrono::duration_cast<std::chrono::minutes>(record.at - record.backup_at).count(),
                     record.lost > 0 ? fmt::format("at least {}", record.lost) : "an unknown number of");
}

}  // namespace

Finding check_checkpoints(const Site& site) {
  if (site.settings.audit.every_seconds == 0)
    return {Grade::look, "no checkpoints are signed", "set [audit] every_seconds: without them a journal rewritten as a whole is not noticed"};
  if (!fs::exists(site.database)) return {Grade::look, "there is no journal yet", "the first start makes it"};
  const auto check = check_audit(site.database, {site.checkpoints, core::public_file_of(site.checkpoints)});
  if (!check) return {Grade::bad, check.error().message, "bring back the checkpoints' files, or name others in [audit]"};
  if (!check->faults.empty())
    return {Grade::bad, check->faults.front(), "keep database and checkpoints as they are; `vestibule audit verify` says more"};
  if (host_has_stopped_signing(site, *check, link::SystemClock().wall()))
    return {Grade::bad, fmt::format("entries after {} have not been signed since {}", check->pinned, to_iso(*check->unsigned_since)),
            "the host's log says why it cannot write the checkpoints"};
  if (check->checkpoints == 0) return {Grade::look, "no checkpoint has been signed yet", "the host signs one a minute after its start"};
  const std::string what = fmt::format("{} fit, entries 1 to {} are what was signed", check->checkpoints, check->pinned);
  if (fs::path(site.checkpoints).parent_path() == fs::path(site.database).parent_path())
    return {Grade::look, what + "; they lie beside the database",
            "set [audit] checkpoints to a place that who can change the database cannot change"};
  return {Grade::good, what, ""};
}

Finding check_backups(const Site& site) {
  const auto restored = last_restore(site.database);
  const std::string more = restored ? told_of(*restored) : "";
  if (site.backup_key.empty())
    return {Grade::look, "no key for backups is named" + more, "set [backup] key_file, `vestibule backup --make-key`, and make one every night"};
  if (const auto key = core::read_key(site.backup_key, core::backup_key, core::backup_key_size); !key)
    return {Grade::bad, key.error().message + more, "bring back the key, or make one with `vestibule backup --make-key`"};
  const auto text = core::read_file(site.backup_note);
  const auto last = text ? decode_text<core::BackupHeader>(*text) : tl::unexpected(text.error());
  if (!last) return {Grade::look, "no backup has been made on this machine" + more, "run `vestibule backup FOLDER`, and every night from then on"};
  const auto age = std::chrono::duration_cast<std::chrono::hours>(link::SystemClock().wall() - last->at).count();
  const std::string what = fmt::format("the last was made at {}, {} hours ago, up to entry {}{}", to_iso(last->at), age, last->sequence, more);
  if (age > 26) return {Grade::look, what, "see why there has been none for more than a day"};
  return {Grade::good, what, ""};
}

}  // namespace vestibule::cli
