#pragma once
// The hospital of the simulation: small words, every rule.

#include <map>
#include <string>
#include <string_view>
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

/// Doctors in rooms, nurses where tests are made, clerks at counters and at the reception; kiosks, screens, one manager.
std::string role_of(std::string_view client);
/// Whether somebody of that role has ever any business with the command: the simulation's own opinion, apart from policy.toml.
bool is_business_of(std::string_view role, std::string_view command);

}  // namespace vestibule::simulation
