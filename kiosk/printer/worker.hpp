#pragma once
// Prints on a thread of its own, so that no printer ever holds up a finger on the glass.

#include <functional>
#include <memory>
#include <string>

#include "machine.hpp"

namespace vestibule::kiosk {

class PrintWorker {
 public:
  /// Called on the owner's loop.
  struct Heard {
    std::function<void(const std::string& id, const Machine::Outcome&)> done;  ///< of each job, in their order
    std::function<void(PrinterState)> state;                                   ///< when it has become another one
  };
  /// `post` runs something on the owner's loop, from any thread. The machine is looked at every `look_every` while idle.
  PrintWorker(std::unique_ptr<Machine> machine, std::function<void(std::function<void()>)> post, Heard heard,
              Duration look_every = std::chrono::seconds{5});
  /// What is being printed is given up.
  ~PrintWorker();

  /// Returns at once. With eight tickets waiting already the job fails: the patient has the number on the glass.
  void print(std::string id, Raster ticket, std::string name);
  /// Looks at the machine now.
  void look();

 private:
  struct Inside;
  std::shared_ptr<Inside> inside_;
};

}  // namespace vestibule::kiosk
