#include "host_queries.hpp"

#include "core/http/routes.hpp"
#include "settings_report.hpp"

namespace vestibule::core {
namespace {

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

}  // namespace

PluginsReport report(const Guests& guests) {
  PluginsReport found;
  for (const auto& guest : guests.all())
    found.plugins.push_back({guest.name(), guest.description.version, guest.state, guest.reason, guest.description.needs});
  return found;
}

RightsReport rights_of(const Registry& registry) {
  RightsReport found;
  for (const auto& [name, command] : registry.commands())
    found.rights.push_back({Asked::command, name, command.shape.spec.permission, command.shape.about != nullptr});
  for (const auto& [name, query] : registry.queries())
    found.rights.push_back({Asked::query, name, query.shape.spec.permission, query.shape.about != nullptr});
  for (const auto& [name, event] : registry.events()) found.rights.push_back({Asked::event, name, std::string(listening), false});
  for (const auto& path : registry.pages()->paths()) found.rights.push_back({Asked::page, path, std::string(http::page_right), false});
  for (const auto& route : http::fixed_routes) found.rights.push_back({Asked::route, std::string(route.name), std::string(route.right), false});
  return found;
}

void register_host_queries(Registry& registry, Guests& guests, const SettingsFile& settings) {
  registry.add(Query{nullptr,
                     {{"host.plugins", "host.look", "The plugins and the state each is in"}, fields_of<Nothing>(), fields_of<PluginsReport>()},
                     Commands::Query{[&guests](const json::value&) -> Result<json::value> { return encode(report(guests)); }}});
  registry.add(Query{nullptr,
                     {{"host.rights", "host.look", "Everything that can be asked for, and the right it needs"}, fields_of<Nothing>(), fields_of<RightsReport>()},
                     Commands::Query{[&registry](const json::value&) -> Result<json::value> { return encode(rights_of(registry)); }}});
  registry.add(Query{nullptr,
                     {{"host.settings", "host.settings", "Every setting, what it is, what it would be otherwise, and where it stands"}, fields_of<Nothing>(), fields_of<SettingsReport>()},
                     Commands::Query{[&registry, &settings](const json::value&) -> Result<json::value> { return encode(settings_report(registry, settings)); }}});
}

}  // namespace vestibule::core
