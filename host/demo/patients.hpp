#pragma once
// Patients who come to the reception or use their phones: each asks for a number by command and writes down what they get.

#include "staff.hpp"
#include "told.hpp"

namespace vestibule::demo {

class Patients {
 public:
  /// All must outlive it.
  Patients(std::unique_ptr<Staff> staff, Loop& loop, Notes& notes);

  void come(const std::string& service, const std::string& language, std::optional<std::string> priority);

 private:
  Loop& loop_;
  Notes& notes_;
  std::unique_ptr<Staff> staff_;
};

}  // namespace vestibule::demo
