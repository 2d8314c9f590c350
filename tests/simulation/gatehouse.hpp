#pragma once
// Who is who in the simulation, and what they may do: the gate as it is shipped, with the policy as it is shipped. Accounts, passwords and
// sessions are identity's own and are not simulated; clients are known by their names.

#include <memory>

#include <vestibule/plugin.hpp>

namespace vestibule::simulation {

Description describe_gatehouse();
std::unique_ptr<Plugin> make_gatehouse(Context& context);

}  // namespace vestibule::simulation
