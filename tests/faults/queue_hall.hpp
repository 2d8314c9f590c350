#pragma once
// The hall of the faults: the demo hospital's queue in the real host.

#include "hall.hpp"

namespace vestibule::faults {

struct QueueHall : test::Hall {
  explicit QueueHall(std::vector<std::string> clients) : QueueHall(options(std::move(clients))) {}
  explicit QueueHall(demo::HouseOptions chosen) : Hall(std::move(chosen)) {}

  static demo::HouseOptions options(std::vector<std::string> clients) {
    return {{}, VESTIBULE_PROGRAM, "[queue]\nhospital = \"" DEMO_HOSPITAL "\"\n", "", std::move(clients)};
  }
};

}  // namespace vestibule::faults
