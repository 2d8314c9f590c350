#pragma once
// What the host itself can be asked.

#include "guests.hpp"
#include "registry.hpp"
#include "settings_file.hpp"

namespace vestibule::core {

/// One plugin, as `vestibule plugins` shows it.
struct PluginReport {
  std::string name;
  std::string version;
  GuestState state = GuestState::enabled;
  std::string reason;
  std::vector<std::string> needs;
};
BOOST_DESCRIBE_STRUCT(PluginReport, (), (name, version, state, reason, needs))

struct PluginsReport {
  std::vector<PluginReport> plugins;
};
BOOST_DESCRIBE_STRUCT(PluginsReport, (), (plugins))

PluginsReport report(const Guests& guests);

/// One thing that can be asked for, as a policy must know it.
enum class Asked { command, query, event, page, route };
BOOST_DESCRIBE_ENUM(Asked, command, query, event, page, route)
struct RightReport {
  Asked kind = Asked::command;
  std::string name;        ///< of a page: its path; of a route: "GET /metrics"
  std::string permission;
  bool about_somebody = false;
};
BOOST_DESCRIBE_STRUCT(RightReport, (), (kind, name, permission, about_somebody))

struct RightsReport {
  std::vector<RightReport> rights;
};
BOOST_DESCRIBE_STRUCT(RightsReport, (), (rights))

/// All there is, by kind and name: what a policy is held against.
RightsReport rights_of(const Registry& registry);

/// The right to hear events, and to open the stream of them.
inline constexpr std::string_view listening = "host.listen";

/// Registers host.plugins, host.rights and host.settings.
void register_host_queries(Registry& registry, Guests& guests, const SettingsFile& settings);

}  // namespace vestibule::core
