#pragma once
// One kiosk as a machine, with the real flow and the real journal: what runs on it goes with the power, its disk stays.

#include <memory>
#include <string>
#include <vector>

#include "../kiosk/memory_disk.hpp"
#include "flow/flow.hpp"
#include "memory_bus.hpp"
#include "notebook.hpp"
#include "program/host_line.hpp"
#include "simulated.hpp"

namespace vestibule::simulation {

/// What a patient holds: the number they saw and the token's id in the code.
struct Held {
  std::string number;
  std::string token;
  bool alone = false;
};

class KioskMachine {
 public:
  struct Surroundings {
    const Clock& clock;
    kit::SimulatedLoop& loop;
    kit::SimulatedRandom& random;
    kit::MemoryBroker& broker;
    Notebook* notebook = nullptr;  ///< where the answers to its commands are noted
    Duration menu_every = std::chrono::seconds{10};
  };
  KioskMachine(Surroundings around, std::string name, bool lying_disk = false);
  ~KioskMachine();

  /// The power goes now; within three minutes it is back.
  void switch_off();
  /// And now it is back.
  void switch_on();
  void cut_line();
  void mend_line();
  /// Everybody's line has come back, but not this one's if it was cut.
  void keep_cut();
  /// The power goes in the middle of one write in so many, and after one in so many; 0: never.
  void cuts(std::uint64_t one_in) { cut_one_in_ = one_in; }

  /// One touch of whoever stands there; patients choose by chance and take what they get. Whether somebody is in mid-visit.
  bool touch();

  std::vector<Held> held;
  int visits = 0, power_cuts = 0, line_cuts = 0;
  bool powered() const { return powered_; }
  const std::string& name() const { return name_; }
  /// Requests without an answer, and what lies on its disk.
  std::size_t pending() const;
  std::size_t bytes_on_disk() const;

 private:
  struct Running;

  /// Everything the kiosk does runs through here: the power may go in the middle.
  template <class Work>
  void run(Work work) {
    if (!powered_) return;
    try {
      work();
    } catch (const kiosk::test::PowerCut&) {
      switch_off();
    }
  }
  std::string left_of(const std::string& bytes);
  void follow();

  Surroundings around_;
  const std::string name_;
  RandomStream& chance_;
  RandomStream& ids_;
  kiosk::test::MemoryDisk disk_;
  std::unique_ptr<Running> running_;
  std::size_t seen_jobs_ = 0;
  bool powered_ = true, cut_line_ = false;
  std::uint64_t cut_one_in_ = 0;
  Timer tick_, on_again_;
};

}  // namespace vestibule::simulation
