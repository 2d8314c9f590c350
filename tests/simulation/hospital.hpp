#pragma once
// The hospital of the simulation: small words, every rule.

#include <map>
#include <string>
#include <vector>

#include "reference.hpp"

namespace vestibule::simulation {

struct SimulatedDesk {
  std::string id;
  std::vector<std::string> services;
};

/// The hospital file.
std::string hospital_text();
std::map<std::string, Reference::Service> hospital_services();
std::vector<SimulatedDesk> hospital_desks();

}  // namespace vestibule::simulation
