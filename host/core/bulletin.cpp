#include "bulletin.hpp"

namespace vestibule::core {
namespace {
const std::string settled_name;  // no event has an empty name
}

Subscription Bulletin::subscribe(Guest* guest, std::string_view event, std::function<void(const void*)> handler) {
  return add(std::string(event), guest, std::move(handler));
}

Subscription Bulletin::on_settled(Guest* guest, std::function<void()> handler) {
  return add(settled_name, guest, [handler = std::move(handler)](const void*) { handler(); });
}

Subscription Bulletin::add(const std::string& event, Guest* guest, std::function<void(const void*)> handler) {
  auto listener = std::make_shared<Listener>(Listener{guest, std::move(handler)});
  listeners_[event].push_back(listener);
  return Subscription([this, event, listener] {
    listener->handler = nullptr;  // it may be in the copy that is being called right now
    std::erase(listeners_[event], listener);
  });
}

void Bulletin::tell(const Telling& telling) { call(std::string(telling.name), telling.event.get()); }
void Bulletin::settled() { call(settled_name, nullptr); }

void Bulletin::call(const std::string& event, const void* value) {
  const auto found = listeners_.find(event);
  if (found == listeners_.end()) return;
  const Listeners listeners = found->second;
  for (const auto& listener : listeners) {
    const auto run = [&]() -> Result<> {
      if (listener->handler) listener->handler(value);
      return {};
    };
    if (!listener->guest) (void)run();
    else if (listener->guest->state == GuestState::enabled) (void)guests_.enter(*listener->guest, run);
  }
}

}  // namespace vestibule::core
