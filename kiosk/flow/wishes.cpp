#include "wishes.hpp"

#include <algorithm>

namespace vestibule::kiosk {
namespace {
using namespace std::chrono_literals;
constexpr Duration first_pause = 1s, longest_pause = 8s;
}  // namespace

void Wishes::make(std::string id, wire::Verb verb, std::string name, json::value body) {
  auto& wish = open_[id];
  wish.verb = verb;
  wish.name = std::move(name);
  wish.body = std::move(body);
  send(id, wish, first_pause);
}

void Wishes::give_up(const std::string& id) {
  if (const auto found = open_.find(id); found != open_.end()) found->second.given_up = true;
}

Wishes::Fate Wishes::answered(const std::string& id) {
  const auto found = open_.find(id);
  if (found == open_.end()) return Fate::unknown;
  const bool given_up = found->second.given_up;
  open_.erase(found);
  return given_up ? Fate::given_up : Fate::wanted;
}

void Wishes::again() {
  for (auto& [id, wish] : open_) send(id, wish, first_pause);
}

void Wishes::tick() {
  const Steady now = clock_.steady();
  for (auto& [id, wish] : open_)
    if (wish.next <= now) send(id, wish, std::min(wish.pause * 2, longest_pause));
}

std::optional<Steady> Wishes::due() const {
  std::optional<Steady> due;
  for (const auto& [id, wish] : open_) due = due ? std::min(*due, wish.next) : wish.next;
  return due;
}

void Wishes::send(const std::string& id, Wish& wish, Duration pause) {
  wish.pause = pause;
  wish.next = clock_.steady() + pause;
  line_.send(wish.verb, wish.name, id, wish.body);
}

}  // namespace vestibule::kiosk
