// vestibule audit verify, vestibule journal: reading the journal beside the running host.

#include <cstdio>
#include <filesystem>
#include <optional>

#include "audit_check.hpp"
#include "commands.hpp"
#include "core/audit/checkpoint.hpp"
#include "core/key_file.hpp"
#include "core/store/database.hpp"
#include "core/store/journal.hpp"
#include "site.hpp"

namespace vestibule::cli {
namespace {

/// What `work` makes of the site's database, opened read-only.
template <class T>
Result<T> with_database(const std::string& settings, T (*work)(soci::session&, std::int64_t, int), std::int64_t after, int limit) {
  VESTIBULE_TRY(const auto site, open_site(settings));
  if (!std::filesystem::exists(site.database)) return fail(Code::not_found, "there is no database '{}' yet", site.database);
  core::Readers readers(site.database, "");
  std::optional<T> found;
  try {
    readers.with([&](soci::session& sql) { found = work(sql, after, limit); });
  } catch (const std::exception& failure) {
    return fail(Code::unavailable, "'{}' cannot be read: {}", site.database, failure.what());
  }
  return *std::move(found);
}

}  // namespace

int audit_verify(const AuditWishes& wishes) {
  const auto site = open_site(wishes.settings);
  if (!site) return complain(site.error().message);
  const std::string database = wishes.database.empty() ? site->database : wishes.database;
  if (!std::filesystem::exists(database)) return complain(fmt::format("there is no database '{}' yet", database));
  AuditFiles files{wishes.checkpoints.empty() ? site->checkpoints : wishes.checkpoints, wishes.key};
  if (files.open_key.empty()) files.open_key = core::public_file_of(files.checkpoints);
  if (!wishes.checkpoints.empty() && !std::filesystem::exists(files.checkpoints))
    return complain(fmt::format("there is no file '{}'", wishes.checkpoints));
  const auto check = check_audit(database, files);
  if (!check) return complain(check.error().message);
  for (const auto& note : check->notes) std::puts(("note: " + note).c_str());
  for (const auto& fault : check->faults) complain(fault);
  if (!check->faults.empty()) return complain("the journal does not verify");
  std::puts(fmt::format("{} entries verify; the last hash is {}", check->entries, check->last_hash).c_str());
  if (check->pinned > 0)
    std::puts(fmt::format("{} checkpoints fit: entries 1 to {} are what was signed, last at {}", check->checkpoints, check->pinned, check->pinned_at)
                  .c_str());
  return 0;
}

int audit_key(const std::string& settings) {
  const auto site = open_site(settings);
  if (!site) return complain(site.error().message);
  const auto key = core::signing_key_of(site->signing_key, core::public_file_of(site->checkpoints));
  if (!key) return complain(key.error().message);
  std::puts(fmt::format("{} {}", core::public_key, core::to_hex(key->open)).c_str());
  return 0;
}

int journal(const std::string& settings, std::int64_t after, int limit) {
  const auto entries = with_database<std::vector<core::Entry>>(settings, &core::entries_after, after, limit);
  if (!entries) return complain(entries.error().message);
  for (const auto& entry : *entries) {
    json::object line{{"sequence", entry.sequence}, {"at", to_iso(entry.at)},          {"actor", entry.actor.id}, {"role", entry.actor.role},
                      {"device", entry.actor.device}, {"request_id", entry.request_id}, {"command", entry.command}, {"object", entry.object},
                      {"outcome", entry.outcome}};
    line["request"] = parse_json(entry.request).value_or(nullptr);
    line["reply"] = parse_json(entry.reply).value_or(json::value(entry.reply));
    line["events"] = parse_json(entry.events).value_or(nullptr);
    std::puts(json::serialize(line).c_str());
  }
  return 0;
}

}  // namespace vestibule::cli
