#pragma once
// Patients who come to the reception or use their phones: each asks for a number by command and writes down what they get.

#include "house.hpp"
#include "told.hpp"

namespace vestibule::demo {

class Patients {
 public:
  /// All must outlive it.
  Patients(std::unique_ptr<Client> client, Loop& loop, Notes& notes);

  void come(const std::string& service, const std::string& language, std::optional<std::string> priority);
  /// Those who have asked and hold no number yet.
  std::size_t waiting_for_number() const { return client_->requests().pending(); }

 private:
  Loop& loop_;
  Notes& notes_;
  link::SystemRandom random_;
  std::unique_ptr<Client> client_;
};

}  // namespace vestibule::demo
