#pragma once
// The board at work: messages into the model, the model into the picture, and what was painted back to the host.

#include <vestibule/link/requests.hpp>
#include <vestibule/log.hpp>
#include <vestibule/ui/screen.hpp>

#include <memory>

#include "board_model.hpp"
#include "board_view.hpp"
#include "memory_file.hpp"
#include "player.hpp"
#include "voice/announcer.hpp"

namespace vestibule::board {

/// What a board works with; all must outlive it. One loop thread.
struct Surroundings {
  wire::Bus& bus;
  link::Requests& requests;
  const Clock& clock;
  Timers& timers;
  ui::Screen& screen;
  Log& log;
  ui::Voice* voice = nullptr;  ///< null: a screen that is never heard
};

class Board {
 public:
  /// `client` is the name the bus is connected with.
  Board(Surroundings around, std::string client, ModelOptions model, ViewOptions view, MemoryFile memory, VoiceOptions voice = {});

  const BoardModel& model() const { return model_; }
  const std::string& layout_name() const { return view_->layout().name; }

  /// Plays a schedule from now on, instead of any other.
  void play(Programme programme);
  /// The same board in other clothes.
  void dress(ViewOptions view);
  /// What staff want of this screen.
  void take_orders(const queue::DeviceOrders& orders);
  void flip_mark() { view_->flip_mark(); }
  /// What is heard of it.
  Announcer& announcer() { return announcer_; }

 private:
  void hear_state(const wire::Message& message);
  void hear_host(const wire::Message& message);
  void turn();
  void ask();
  void acknowledge_after_paint();
  void speak_after_paint();
  void spoken(const std::string& epoch, std::int64_t sequence, bool heard);
  void acknowledge(const std::string& epoch, std::int64_t sequence, queue::Shown shown);
  void answered(const std::string& epoch, std::int64_t sequence, queue::Shown shown, const Result<json::value>& answer);
  void keep_memory();
  void tick();
  void take_turns();
  void look_at_programme();

  Surroundings around_;
  std::string client_;
  queue::AreaId area_;
  MemoryFile file_;
  BoardModel model_;
  BoardView* view_;
  std::unique_ptr<Player> player_;
  OnShow on_show_;
  Announcer announcer_;
  Timer change_;
  Timer minute_;
  std::map<std::pair<std::int64_t, queue::Shown>, Timer> again_;  // acknowledgements the host could not take just then
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // answers may come after the board has gone
};

}  // namespace vestibule::board
