#pragma once
// What was asked of the host and is not answered yet.

#include <map>
#include <optional>
#include <string>

#include <vestibule/clock.hpp>

#include "outside.hpp"

namespace vestibule::kiosk {

/// Sends each wish again, with its one id, until it is answered: so a lost reply costs time, never a second token. The first
/// repetition comes after one second, the next ones each after twice as long, up to eight seconds.
class Wishes {
 public:
  Wishes(Line& line, const Clock& clock) : line_(line), clock_(clock) {}

  void make(std::string id, wire::Verb verb, std::string name, json::value body);
  /// Nobody waits for it any more. It is still sent until it is answered: only so can it be known, and undone, what the host did.
  void give_up(const std::string& id);

  /// It is not sent any more, and an answer finds nothing.
  void forget(const std::string& id) { open_.erase(id); }

  enum class Fate { unknown, wanted, given_up };
  /// Strikes out the wish this answers. `unknown`: it was answered before, or was never ours.
  Fate answered(const std::string& id);

  /// The line is back: sends everything again at once.
  void again();
  void tick();
  /// When tick() has something to do next.
  std::optional<Steady> due() const;

 private:
  struct Wish {
    wire::Verb verb = wire::Verb::ask;
    std::string name;
    json::value body;
    Duration pause{};
    Steady next{};
    bool given_up = false;
  };
  void send(const std::string& id, Wish& wish, Duration pause);

  Line& line_;
  const Clock& clock_;
  std::map<std::string, Wish> open_;
};

}  // namespace vestibule::kiosk
