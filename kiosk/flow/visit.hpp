#pragma once
// One patient at the kiosk.

#include <optional>
#include <string>

#include "outside.hpp"

namespace vestibule::kiosk {

/// Everything the kiosk knows about the person before it, in one value: wiping it is assigning an empty one.
struct Visit {
  std::string language;  ///< empty: nobody is there
  std::optional<queue::ServiceId> service;
  std::optional<queue::UrgencyChoice> urgency;  ///< how urgent they said it is
  std::string wish;                             ///< request id of the token asked for; made once, whatever is touched
  std::optional<queue::IssueToken> asked;       ///< what that wish says
  std::optional<queue::IssuedToken> token;
  bool alone = false;  ///< the kiosk gave the number itself
  int reprints = 0;

  bool empty() const { return language.empty(); }
  bool urgent() const { return urgency && urgency->urgent; }
};

/// The service chosen, if the menu still has it.
inline const queue::MenuService* chosen_service(const Visit& visit, const queue::Menu& menu) {
  for (const auto& service : menu.services)
    if (service.service == visit.service) return &service;
  return nullptr;
}

}  // namespace vestibule::kiosk
