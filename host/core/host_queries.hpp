#pragma once
// What the host itself can be asked.

#include "guests.hpp"
#include "registry.hpp"

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

/// Registers host.plugins.
void register_host_queries(Registry& registry, Guests& guests);

}  // namespace vestibule::core
