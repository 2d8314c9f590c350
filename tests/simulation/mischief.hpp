#pragma once
// Who does the harm on a simulated day: each fault by a stream of chance of its own, so that leaving one out moves no other much.

#include <functional>
#include <memory>
#include <vector>

#include "faults.hpp"
#include "house.hpp"
#include "kiosk_machine.hpp"

namespace vestibule::simulation {

class Mischief {
 public:
  Mischief(World& world, House& house, Notebook& notebook, const Faults& faults, std::vector<std::unique_ptr<KioskMachine>>& kiosks,
           std::vector<std::string> clients);

  /// From now on things go wrong.
  void begin();
  /// Once more each of the great ones, in the quiet: so that what only a later change would paint over is seen.
  void salvo();
  /// Nothing goes wrong any more, and everybody has power and a line.
  void end();

  int broker_losses = 0;
  bool wall_set = false;       ///< since the house started last
  bool wall_ever_set = false;

 private:
  struct Habit {
    Fault fault;
    Duration every;
    std::function<void(RandomStream&)> act;
    bool great;
    Timer timer{};
  };
  void again(Habit& habit);
  void add(Fault fault, Duration every, bool great, std::function<void(RandomStream&)> act);
  void add_line_faults();
  void add_house_faults();
  void add_kiosk_faults();

  World& world_;
  House& house_;
  Notebook& notebook_;
  const Faults faults_;
  std::vector<std::unique_ptr<KioskMachine>>& kiosks_;
  const std::vector<std::string> clients_;
  std::vector<std::unique_ptr<Habit>> habits_;
  std::map<std::string, Timer> mending_;
};

}  // namespace vestibule::simulation
