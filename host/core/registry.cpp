#include "registry.hpp"

#include <stdexcept>

namespace vestibule::core {
namespace {

void check_name(const Guest* guest, std::string_view name, bool taken) {
  const std::string owner = guest ? guest->name() : "host";
  if (!name.starts_with(owner + "."))
    throw std::logic_error(fmt::format("'{}' must start with '{}.'", name, owner));
  if (taken) throw std::logic_error(fmt::format("'{}' is registered twice", name));
}

template <class Map>
auto found(const Map& map, std::string_view name) -> decltype(&map.begin()->second) {
  const auto entry = map.find(name);
  return entry == map.end() ? nullptr : &entry->second;
}

}  // namespace

void Registry::add(Command command) {
  const std::string name = command.shape.spec.name;
  check_name(command.guest, name, commands_.contains(name) || queries_.contains(name));
  commands_.emplace(name, std::move(command));
}

void Registry::add(Query query) {
  const std::string name = query.shape.spec.name;
  check_name(query.guest, name, commands_.contains(name) || queries_.contains(name));
  queries_.emplace(name, std::move(query));
}

void Registry::add(const Guest* guest, EventShape event) {
  const std::string name = event.name;
  check_name(guest, name, events_.contains(name));
  events_.emplace(name, std::move(event));
}

const Command* Registry::command(std::string_view name) const { return found(commands_, name); }
const Query* Registry::query(std::string_view name) const { return found(queries_, name); }

}  // namespace vestibule::core
