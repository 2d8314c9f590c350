// Takes the place of host/core/loader.cpp in the simulation: the queue is linked in, not opened from a file, so that a restart
// costs milliseconds and both can be compiled with planted bugs. The loader itself is tested in tests/host.

#include "loader.hpp"

extern "C" const vestibule::Description* vestibule_describe_queue();
extern "C" vestibule::Plugin* vestibule_create(vestibule::Context& context);

namespace vestibule::core {

Result<> load_plugins(const std::string&, const LoadingRules&, Guests& guests) {
  Guest guest;
  guest.description = *vestibule_describe_queue();
  guests.add(std::move(guest));
  return {};
}

std::unique_ptr<Plugin> create_plugin(const std::string&, const Guest&, Context& context) {
  return std::unique_ptr<Plugin>(vestibule_create(context));
}

}  // namespace vestibule::core
