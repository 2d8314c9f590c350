// Takes the place of host/core/loader.cpp in the simulation: the queue is linked in, not opened from a file, so that a restart
// costs milliseconds and both can be compiled with planted bugs. The loader itself is tested in tests/host.

#include "gatehouse.hpp"
#include "loader.hpp"

extern "C" const vestibule::Description* vestibule_describe_queue();
extern "C" vestibule::Plugin* vestibule_create(vestibule::Context& context);

namespace vestibule::core {

Result<> load_plugins(const std::string&, const LoadingRules&, Guests& guests) {
  Guest gatehouse, queue;
  gatehouse.description = simulation::describe_gatehouse();
  queue.description = *vestibule_describe_queue();
  guests.add(std::move(gatehouse));
  guests.add(std::move(queue));
  return {};
}

std::unique_ptr<Plugin> create_plugin(const std::string&, const Guest& guest, Context& context) {
  if (guest.name() != "queue") return simulation::make_gatehouse(context);
  return std::unique_ptr<Plugin>(vestibule_create(context));
}

}  // namespace vestibule::core
