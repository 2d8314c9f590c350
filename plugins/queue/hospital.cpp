#include "hospital.hpp"

#include <algorithm>

namespace vestibule::queue {
namespace {

template <class Things, class Id>
auto* find_by_id(const Things& things, const Id& id) {
  const auto found = std::find_if(things.begin(), things.end(), [&](const auto& thing) { return thing.id == id; });
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

const Priority* Service::priority(std::string_view wanted) const { return find_by_id(scale->classes, wanted); }

bool Desk::gives(const Service& service) const {
  return std::find(services.begin(), services.end(), &service) != services.end();
}

const Area* Hospital::area(const AreaId& id) const { return find_by_id(areas, id); }
const Service* Hospital::service(const ServiceId& id) const { return find_by_id(services, id); }
const Desk* Hospital::desk(const DeskId& id) const { return find_by_id(desks, id); }
const Pathway* Hospital::pathway(const PathwayId& id) const { return find_by_id(pathways, id); }
const KioskPlace* Hospital::kiosk(std::string_view id) const { return find_by_id(kiosks, id); }
const Outcome* Hospital::outcome(std::string_view id) const { return find_by_id(outcomes, id); }

const std::string* Hospital::language(std::string_view code) const {
  const auto found = std::find(languages.begin(), languages.end(), code);
  return found == languages.end() ? nullptr : &*found;
}

}  // namespace vestibule::queue
