#include "host_queries.hpp"

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

void register_host_queries(Registry& registry, Guests& guests) {
  registry.add(Query{nullptr,
                     {{"host.plugins", "host.look", "The plugins and the state each is in"}, fields_of<Nothing>(), fields_of<PluginsReport>()},
                     Commands::Query{[&guests](const json::value&) -> Result<json::value> { return encode(report(guests)); }}});
}

}  // namespace vestibule::core
