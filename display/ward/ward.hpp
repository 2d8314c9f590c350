#pragma once
// The ward screen at work: messages into the model, the model into the picture and the bell, flashes by the clock.

#include <vestibule/log.hpp>
#include <vestibule/ui/screen.hpp>
#include <vestibule/ui/sound.hpp>
#include <vestibule/wire/bus.hpp>

#include <memory>

#include "sound/alarm_bell.hpp"
#include "ward_view.hpp"

namespace vestibule::ward {

/// What it works with; all must outlive it. One loop thread.
struct Surroundings {
  wire::Bus& bus;
  const Clock& clock;
  Timers& timers;
  ui::Screen& screen;
  Log& log;
  ui::Sound* sound = nullptr;  ///< null: a screen that is never heard
};

class Ward {
 public:
  Ward(Surroundings around, ModelOptions model, ViewOptions view);

  const WardModel& model() const { return model_; }
  /// The same ward in other clothes.
  void dress(ViewOptions view);

 private:
  void listen();
  void turn();
  void flash();
  void tick();
  Lit lit() const;
  AlarmBell::Speaker speaker();

  Surroundings around_;
  vitals::WardId ward_;
  WardModel model_;
  WardView* view_;
  AlarmBell bell_;
  Timer change_, turn_light_, minute_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // the bus may speak after it has gone
};

}  // namespace vestibule::ward
