#pragma once
// Plays the schedule: the message of the hour, and one picture after the other. It stands still while a call is new, so that
// nothing else moves then.

#include <vestibule/log.hpp>

#include <functional>
#include <memory>

#include "programme.hpp"

namespace vestibule::board {

/// One thread. Timers and log must outlive it.
class Player {
 public:
  /// `changed` is called when something else is on.
  Player(Programme programme, Timers& timers, Log& log, std::function<void(const OnShow&)> changed);

  /// How things are: `closed` the area is closed or the host away; `hushed` a call has just been made.
  void look(const WallTime& time, bool closed, bool hushed);

 private:
  void choose_pictures(const ProgrammeEntry* entry);
  void next_picture();
  void set_timer();

  Programme programme_;
  Timers& timers_;
  Log& log_;
  std::function<void(const OnShow&)> changed_;
  OnShow on_show_;
  const ProgrammeEntry* message_ = nullptr;
  const ProgrammeEntry* media_ = nullptr;
  std::vector<std::filesystem::path> pictures_;
  std::size_t next_ = 0;
  bool hushed_ = false;
  Timer timer_;
};

}  // namespace vestibule::board
