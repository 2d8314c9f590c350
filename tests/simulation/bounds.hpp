#pragma once
// I12: what may not grow with the day or with what goes wrong in it.

#include <memory>
#include <vector>

#include "kiosk_machine.hpp"
#include "people.hpp"

namespace vestibule::simulation {

/// Whatever can queue up or be left behind, each against its bound; what is over it is a fault.
class Bounds {
 public:
  Bounds(World& world, House& house, Notebook& notebook) : world_(world), house_(house), notebook_(notebook) {}

  /// At any moment of the day.
  void check(const std::vector<std::unique_ptr<Clerk>>& clerks, const std::vector<std::unique_ptr<Screen>>& screens,
             const std::vector<std::unique_ptr<KioskMachine>>& kiosks);
  /// When the day is over: tables that hold what stands, not what happened.
  void check_tables();

 private:
  void within(const std::string& what, std::size_t now, std::size_t most);

  World& world_;
  House& house_;
  Notebook& notebook_;
};

}  // namespace vestibule::simulation
