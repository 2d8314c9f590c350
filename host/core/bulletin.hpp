#pragma once
// Who hears which event, and who repaints when a group is settled.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "guests.hpp"

namespace vestibule::core {

/// Loop thread only. Handlers may subscribe and unsubscribe while one is running.
class Bulletin {
 public:
  explicit Bulletin(Guests& guests) : guests_(guests) {}

  Subscription subscribe(Guest* guest, std::string_view event, std::function<void(const void*)> handler);
  Subscription on_settled(Guest* guest, std::function<void()> handler);

  void tell(const Telling& telling);
  void settled();

 private:
  struct Listener {
    Guest* guest;
    std::function<void(const void*)> handler;
  };
  using Listeners = std::vector<std::shared_ptr<Listener>>;

  Subscription add(const std::string& event, Guest* guest, std::function<void(const void*)> handler);
  void call(const std::string& event, const void* value);

  Guests& guests_;
  std::map<std::string, Listeners> listeners_;
};

}  // namespace vestibule::core
