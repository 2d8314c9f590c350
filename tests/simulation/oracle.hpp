#pragma once
// Holds what clients were told and what the reference believes against the house: its journal, its tables, its answers.

#include "kiosk_machine.hpp"
#include "people.hpp"
#include "reference.hpp"

namespace vestibule::simulation {

class Oracle {
 public:
  Oracle(House& house, Notebook& notebook, Reference& reference) : house_(house), notebook_(notebook), reference_(reference) {}

  /// While the house is up: the journal still begins with what it held before, the reference hears what is new, and every
  /// answer a client was given since stands in it (I1, I2, I3, I5, I6, I10, I15).
  void look();
  /// Memory, tables and reference say the same of every token, desk and call (I1, I6); screens showed what was called (I14).
  void compare(const std::vector<std::unique_ptr<Screen>>& screens);
  /// Every number in a hand is one token (I1, I2), and every number a kiosk gave is accounted for (I3).
  void compare_hands(const std::vector<std::unique_ptr<KioskMachine>>& kiosks);
  /// The whole chain, from the first entry (I10).
  std::string verify();

  std::int64_t looks = 0, settled = 0;

 private:
  void settle(const Told& told);
  void compare_counts();
  void compare_tokens();
  void compare_desks();

  House& house_;
  Notebook& notebook_;
  Reference& reference_;
};

}  // namespace vestibule::simulation
