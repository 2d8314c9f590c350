#include "directory.hpp"

#include <stdexcept>

namespace vestibule::core {

void Directory::offer(Guest* guest, std::string_view type, void* service) {
  if (!offers_.emplace(type, Offer{guest, service}).second) throw std::logic_error(fmt::format("service {} is offered twice", type));
}

void* Directory::find(std::string_view type) const {
  const auto* offer = offer_of(type);
  const bool there = offer && (!offer->guest || offer->guest->state == GuestState::enabled);
  return there ? offer->service : nullptr;
}

const Directory::Offer* Directory::offer_of(std::string_view type) const {
  const auto offer = offers_.find(type);
  return offer == offers_.end() ? nullptr : &offer->second;
}

}  // namespace vestibule::core
