#include "audit_check.hpp"

#include <sodium.h>

#include "core/audit/evidence.hpp"
#include "core/key_file.hpp"
#include "core/settings_file.hpp"
#include "core/store/database.hpp"
#include "core/store/journal.hpp"

namespace vestibule::cli {
namespace {

namespace fs = std::filesystem;

/// What the files say; a note if there is nothing to compare with.
Result<core::Evidence> read_evidence(const AuditFiles& files, AuditCheck& check) {
  if (!fs::exists(files.checkpoints)) {
    check.notes.push_back(fmt::format("there are no checkpoints at '{}': who rewrites the whole journal is not found", files.checkpoints.string()));
    return core::Evidence{};
  }
  VESTIBULE_TRY(const auto text, core::read_file(files.checkpoints.string()));
  VESTIBULE_TRY(const auto key, core::read_key(files.open_key, core::public_key, crypto_sign_PUBLICKEYBYTES));
  auto lines = core::read_checkpoints(text, key);
  check.faults = std::move(lines.faults);
  check.notes = std::move(lines.notes);
  check.checkpoints = lines.lines.size();
  auto evidence = core::evidence_of(lines);
  check.notes.insert(check.notes.end(), evidence.notes.begin(), evidence.notes.end());
  for (const auto& line : lines.lines) check.pinned_at = to_iso(line.checkpoint.at);
  return evidence;
}

}  // namespace

Result<AuditCheck> check_audit(const std::string& database, const AuditFiles& files) {
  AuditCheck check;
  VESTIBULE_TRY(const auto evidence, read_evidence(files, check));  // before the journal: a running host goes on signing
  core::Findings found;
  try {
    core::Readers(database, "").with([&](soci::session& sql) {
      found = core::examine(sql, evidence.pins);
      if (const auto later = core::entries_after(sql, found.pinned, 1); !later.empty()) check.unsigned_since = later.front().at;
    });
  } catch (const std::exception& failure) {
    return fail(Code::unavailable, "'{}' cannot be read: {}", database, failure.what());
  }
  check.entries = found.entries;
  check.last_hash = found.last_hash;
  check.pinned = found.pinned;
  check.faults.insert(check.faults.end(), found.faults.begin(), found.faults.end());
  return check;
}

}  // namespace vestibule::cli
