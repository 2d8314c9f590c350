// vestibule audit verify, vestibule journal: reading the journal beside the running host.

#include <cstdio>
#include <filesystem>
#include <optional>

#include "commands.hpp"
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

int audit_verify(const std::string& settings) {
  const auto verdict = with_database<core::Verdict>(settings, [](soci::session& sql, std::int64_t, int) { return core::verify(sql); }, 0, 0);
  if (!verdict) return complain(verdict.error().message);
  if (verdict->fault) return complain(fmt::format("the journal does not verify: {}", *verdict->fault));
  std::puts(fmt::format("{} entries verify; the last hash is {}", verdict->entries, verdict->last_hash).c_str());
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
