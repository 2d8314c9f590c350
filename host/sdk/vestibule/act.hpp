#pragma once
// One command as it is carried out: who does it, when, and what it leaves behind.

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "vestibule/json.hpp"

namespace vestibule {

/// Who acts. For what the house does by itself all three are "system".
struct Actor {
  std::string id;      ///< the person or machine account
  std::string role;    ///< what it acts as: "clerk", "kiosk", "display", ...
  std::string device;  ///< where from: the client name the broker or the gateway has verified
};

/// An event on its way: the struct for handlers in this process, and its JSON for everyone else.
struct Telling {
  std::string_view name;
  std::shared_ptr<const void> event;
  json::value body;
};

/// The command under way. Lives for one handler call on the loop thread; what it collects is stored with the command in
/// one savepoint, and leaves the house only after the commit that holds it.
class Act {
 public:
  Act(Actor who, Instant when, std::string request) : actor(std::move(who)), at(when), request_id(std::move(request)) {}

  const Actor actor;
  const Instant at;              ///< the one wall time of everything this act writes
  const std::string request_id;  ///< chosen by the caller

  /// Names what the act touched, for the journal: "token 01J...".
  void about(std::string object) { object_ = std::move(object); }

  /// Tells an event: a described struct in the past tense with `static constexpr std::string_view name = "queue.token_called"`.
  /// Events are kept for good, so they hold nothing private.
  template <class Event>
  void tell(Event event) {
    static_assert(!holds_private<Event>, "an event is kept in the journal: it may hold nothing private");
    if (tellings_.size() >= most_tellings) throw std::length_error("one act told more than a day can hold");
    auto body = encode(event);
    tellings_.push_back({Event::name, std::make_shared<const Event>(std::move(event)), std::move(body)});
  }

  static constexpr std::size_t most_tellings = 10'000;

  const std::string& object() const { return object_; }
  const std::vector<Telling>& tellings() const { return tellings_; }

 private:
  std::string object_;
  std::vector<Telling> tellings_;
};

}  // namespace vestibule
