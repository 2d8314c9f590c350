#pragma once
// The hall with its tables, its time and its timer: where a decided change becomes true.

#include <memory>

#include <vestibule/attendants.hpp>
#include <vestibule/context.hpp>
#include <vestibule/queue.hpp>

#include "answers.hpp"
#include "deadlines.hpp"
#include "hall.hpp"
#include "queue_store.hpp"
#include "screens.hpp"

namespace vestibule::queue {

/// The plugin's settings; their help stands in plugin.cpp.
struct QueueSettings {
  std::string hospital = "hospital.toml";
  int no_show_calls = 3;
  int no_show_seconds = 60;
  int board_next = 6;
  int visitor_days = 0;
  int check_in_tries = 20;
  std::string key_file;
};
BOOST_DESCRIBE_STRUCT(QueueSettings, (), (hospital, no_show_calls, no_show_seconds, board_next, visitor_days, check_in_tries, key_file))

/// Loop thread only.
class FrontHall final : public Attendants {
 public:
  FrontHall(Context& context, std::shared_ptr<const Hospital> hospital, const QueueSettings& settings);

  const Hall& hall() const { return *hall_; }
  /// Shared with readers on other threads, who may outlive the plugin.
  const std::shared_ptr<const Hospital>& hospital() const { return hospital_; }
  Screens& screens() { return screens_; }
  const Screens& screens() const { return screens_; }
  /// The area's board is sent again when the group of commands is committed.
  void repaint(const Area& area) { hall_->mark_changed(area); }
  Now now() const;
  Doing doing(const Act& act) const;

  /// Rows first, memory last: if a row is refused, this throws and memory is as it was. Tells the events.
  void carry_out(Act& act, const Change& change);
  void carry_out_opening(Act& act, const Day& day);
  void carry_out_closing(Act& act, const Day& day);
  Result<> carry_out(Act& act, const AcknowledgeCall& call);

  /// Of "token 01J...": whoever called it attends to it as long as it is at their desk.
  std::optional<Attention> attention(std::string_view reference) const override;

  /// Fills memory anew from the tables.
  Result<> load();
  /// Repaints the boards that changed and sets the timer to what falls due next: after each group of commands.
  void settle();

 private:
  void publish_boards();
  void set_timer();
  void run_due();

  Context& context_;
  std::shared_ptr<const Hospital> hospital_;
  QueueSettings settings_;
  std::unique_ptr<Hall> hall_;
  std::unique_ptr<QueueStore> store_;
  Screens screens_;
  Timeline timeline_;
  bool timeline_begun_ = false;
  Deadlines deadlines_;
  std::optional<Steady> tried_;  ///< when due actions were last sent on their way
  Timer timer_;
};

/// Tells what the change was.
void tell(Act& act, const Change& change);
void declare_events(Events& events);

class Reception;
void add_commands(Commands& commands, FrontHall& front, Reception& reception);
void add_queries(Commands& commands, FrontHall& front, const QueueSettings& settings, const Clock& clock);

}  // namespace vestibule::queue
