// vestibule plugins: as the running host has them, or as a start would find them.

#include <cstdio>

#include "commands.hpp"
#include "core/crash_book.hpp"
#include "core/host_queries.hpp"
#include "rehearsal.hpp"
#include "remote.hpp"

namespace vestibule::cli {
namespace {

Result<core::PluginsReport> from_running_host(const Site& site) {
  VESTIBULE_TRY(auto client, client_of(site));
  VESTIBULE_TRY(const auto answer, client->get("host.plugins", json::object{}));
  return decode<core::PluginsReport>(answer);
}

void print(const core::PluginsReport& found) {
  for (const auto& plugin : found.plugins)
    std::puts(fmt::format("{:<16} {:<8} {:<12} {}", plugin.name, plugin.version, boost::describe::enum_to_string(plugin.state, "?"), plugin.reason)
                  .c_str());
}

}  // namespace

int plugins(const std::string& settings, const std::string& release) {
  auto site = open_site(settings);
  if (!site) return complain(site.error().message);
  if (!release.empty()) {
    const auto released = core::CrashBook(site->crash_file).release(release);
    return released ? (std::puts(fmt::format("{} is let in at the next start", release).c_str()), 0) : complain(released.error().message);
  }
  if (const auto running = from_running_host(*site)) return print(*running), 0;
  auto rehearsal = Rehearsal::of(*site);
  if (!rehearsal) return complain(rehearsal.error().message);
  std::puts("No host is running; a start would give:");
  return print(core::report((*rehearsal)->host().guests())), 0;
}

}  // namespace vestibule::cli
