// vestibule backup, vestibule restore: the database out of the house and back.

#include <sodium.h>

#include <cstdio>
#include <filesystem>

#include "commands.hpp"
#include "core/audit/evidence.hpp"
#include "core/backup/backup.hpp"
#include "core/backup/restore.hpp"
#include "core/key_file.hpp"
#include "site.hpp"
#include "vestibule/link/system.hpp"

namespace vestibule::cli {
namespace {

namespace fs = std::filesystem;

Result<std::string> key_path(const Site& site, const std::string& chosen) {
  if (!chosen.empty()) return fs::absolute(chosen).string();
  if (!site.backup_key.empty()) return site.backup_key;
  return fail(Code::invalid, "no key is named: set [backup] key_file, or say --key FILE; --make-key makes one");
}

Result<std::string> read_backup_key(const Site& site, const std::string& chosen) {
  VESTIBULE_TRY(const auto path, key_path(site, chosen));
  return core::read_key(path, core::backup_key, core::backup_key_size);
}

/// The signed lines and what they say; all empty if there are none.
struct Signed {
  core::CheckpointFile file;
  core::Evidence evidence;
};

Result<Signed> read_signed(const Site& site) {
  if (!fs::exists(site.checkpoints)) return Signed{};
  VESTIBULE_TRY(const auto text, core::read_file(site.checkpoints));
  VESTIBULE_TRY(const auto key, core::read_key(core::public_file_of(site.checkpoints), core::public_key, crypto_sign_PUBLICKEYBYTES));
  Signed found{core::read_checkpoints(text, key), {}};
  if (!found.file.faults.empty()) return fail(Code::conflict, "'{}': {}", site.checkpoints, found.file.faults.front());
  found.evidence = core::evidence_of(found.file);
  return found;
}

Result<> make_key(const Site& site, const std::string& chosen) {
  VESTIBULE_TRY(const auto path, key_path(site, chosen));
  VESTIBULE_CHECK(core::write_key(path, core::backup_key, core::random_bytes(core::backup_key_size)));
  std::puts(fmt::format("'{}' is the key: keep a copy of it where the backups are not. Who has it can read them, and nobody else can", path).c_str());
  return {};
}

Result<> carry_out(const BackupWishes& wishes) {
  VESTIBULE_TRY(const auto site, open_site(wishes.settings));
  if (wishes.make_key) return make_key(site, wishes.key);
  if (wishes.file.empty()) return fail(Code::invalid, "name the file or folder the backup goes to");
  if (!fs::exists(site.database)) return fail(Code::not_found, "there is no database '{}'", site.database);
  VESTIBULE_TRY(const auto key, read_backup_key(site, wishes.key));
  VESTIBULE_TRY(const auto known, read_signed(site));
  const link::SystemClock clock;
  fs::path file = fs::absolute(wishes.file);
  const bool into_folder = fs::is_directory(file);
  if (into_folder) file /= core::backup_name(clock.wall());
  VESTIBULE_TRY(const auto header, core::back_up({site.database, "", file, key, known.evidence.pins}, clock));
  (void)core::replace_file(site.backup_note, encode_text(header) + "\n");
  std::puts(fmt::format("'{}' holds the journal up to entry {} ({} bytes), as it was at {}", file.string(), header.sequence, header.bytes,
                        to_iso(header.at)).c_str());
  if (into_folder && wishes.keep > 0)
    for (const auto& old : core::prune_backups(file.parent_path(), static_cast<std::size_t>(wishes.keep)))
      std::puts(fmt::format("'{}' was taken away", old.string()).c_str());
  return {};
}

/// Adds what the site has of signed lines, and the key to sign with if it is there.
Result<> add_signed(const Site& site, core::RestoreOrder& order) {
  VESTIBULE_TRY(const auto known, read_signed(site));
  order.pins = known.evidence.pins;
  order.reached = known.evidence.reached;
  order.checkpoints = site.checkpoints;
  if (!known.file.last()) return {};
  order.previous = known.file.last()->signature;
  if (!fs::exists(site.signing_key)) return {};
  VESTIBULE_TRY(order.signing_key, core::signing_key_of(site.signing_key, core::public_file_of(site.checkpoints)));
  return {};
}

void tell(const core::RestoreOrder& order, const core::RestoreDone& done, Instant now) {
  const auto say = [](const std::string& line) { std::puts(line.c_str()); };
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(now - done.header.at).count();
  say(fmt::format("'{}' is what it was at {}, {} minutes ago: the journal up to entry {}", order.database, to_iso(done.header.at), minutes,
                  done.header.sequence));
  if (!done.aside.empty()) say(fmt::format("the database that was there is '{}' now", done.aside.string()));
  if (done.record.lost > 0)
    say(fmt::format("at least {} later entries are lost: checkpoints were signed up to entry {}", done.record.lost,
                    done.header.sequence + done.record.lost));
  else say("what happened after that is lost, and no checkpoint says how much it was");
  say(fmt::format("the first start leaves {} numbers out in each series that may have gone on: people may hold numbers that were given after the backup",
                  order.gap));
  if (!order.pins.empty() && !order.signing_key)
    say("no checkpoint says that this was a restore, for the signing key is not here: name another file for the checkpoints, or they will contradict the "
        "journal");
}

Result<> carry_out(const RestoreWishes& wishes) {
  VESTIBULE_TRY(const auto site, open_site(wishes.settings));
  core::RestoreOrder order;
  order.file = fs::absolute(wishes.file);
  order.database = wishes.to.empty() ? site.database : fs::absolute(wishes.to).string();
  order.aside = wishes.aside;
  order.gap = wishes.gap;
  VESTIBULE_TRY(order.key, read_backup_key(site, wishes.key));
  const bool elsewhere = order.database != site.database;  // a look at an old day is no restore of the house
  if (!elsewhere && !wishes.without_checkpoints) VESTIBULE_CHECK(add_signed(site, order));
  const link::SystemClock clock;
  link::SystemRandom random;
  VESTIBULE_TRY(const auto done, core::restore(order, clock, random));
  tell(order, done, clock.wall());
  return {};
}

template <class Wishes>
int finish(const Wishes& wishes) {
  try {
    const auto done = carry_out(wishes);
    return done ? 0 : complain(done.error().message);
  } catch (const fs::filesystem_error& failure) {
    return complain(failure.what());
  }
}

}  // namespace

int backup(const BackupWishes& wishes) { return finish(wishes); }
int restore(const RestoreWishes& wishes) { return finish(wishes); }

}  // namespace vestibule::cli
