#pragma once
// The worst a plugin can do, by name.

#include <functional>
#include <map>
#include <string>

#include "vestibule/plugin.hpp"

namespace vestibule::rogue {

using Misdeed = std::function<void(Act& act)>;

/// `timers` and `subscriptions` made by a misdeed live as long as these.
struct Loot {
  std::vector<Timer> timers;
  std::vector<void*> memory;
};

std::map<std::string, Misdeed> misdeeds(Context& context, Loot& loot);

}  // namespace vestibule::rogue
