#pragma once
// Those who work on a simulated day: clerks at desks, and the screens of the waiting areas.

#include <map>
#include <memory>
#include <optional>
#include <set>

#include <vestibule/queue_desk_wire.hpp>

#include "client.hpp"

namespace vestibule::simulation {

/// A clerk who calls, serves, and now and then does something else. After a refusal it looks how the desk stands.
class Clerk : public Client {
 public:
  Clerk(World& world, Notebook& book, const queue::DeskId& desk, std::vector<std::string> services, std::vector<std::string> elsewhere);

  /// Does nothing new from now on.
  void go_home() { working_ = false; }

 private:
  void at_desk(const std::string& command, const json::value& body, Duration then);
  void look();
  void go_on(const queue::DeskView& view);
  void with_nobody(const queue::DeskView& view);
  void with_called();
  void with_served();
  void choose_somebody();
  void meddle();

  queue::DeskId desk_;
  std::vector<std::string> services_, elsewhere_;
  bool working_ = true;
  std::optional<queue::TokenId> token_;
};

/// The clerk at the reception, who has no desk in the queue: numbers for those who use no kiosk, another class, one who was missed.
class Receptionist : public Client {
 public:
  Receptionist(World& world, Notebook& book, std::vector<std::string> services);

  /// Does nothing new from now on.
  void go_home() { working_ = false; }

 private:
  void go_on();
  void after_a_while();

  std::vector<std::string> services_;
  bool working_ = true;
};

/// One call as a screen showed it.
struct ShownCall {
  std::string call_code;
  std::string desk;
  bool recall = false;
};

/// A screen that shows each call of its area once, in order, and says so.
class Screen : public Client {
 public:
  Screen(World& world, Notebook& book, const std::string& area, int number);

  /// Takes in the newest state that has come.
  void look();
  const std::map<std::int64_t, ShownCall>& shown() const { return shown_; }
  const std::string& area() const { return area_; }
  std::int64_t last() const { return shown_.empty() ? 0 : shown_.rbegin()->first; }
  /// What the glass says now: the newest state that came.
  const queue::Board* board() const { return board_.get(); }
  std::int64_t sequence() const { return sequence_; }
  /// When the house was last heard of, by the steady clock: past 15 s the screen would say that it is stale.
  Steady heard() const { return heard_; }

 private:
  static std::int64_t place_of(const std::string& payload);
  void take(const wire::Message& message);
  void fetch(std::int64_t after);
  void show(const queue::BoardCall& call);

  const std::string area_;
  const bool acknowledges_;  ///< the first of an area does
  std::map<std::int64_t, ShownCall> shown_;
  std::string newest_;
  std::shared_ptr<const queue::Board> board_;
  std::string epoch_;
  std::int64_t sequence_ = -1;
  Steady heard_{};
  bool looking_ = false, fetching_ = false;
};

}  // namespace vestibule::simulation
