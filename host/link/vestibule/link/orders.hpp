#pragma once
// What the host wants this client to be like: its retained orders, of which only the newest count.

#include <functional>
#include <memory>
#include <string>

#include "vestibule/json.hpp"
#include "vestibule/wire/bus.hpp"

namespace vestibule::link {

/// Owner's loop only.
class Orders {
 public:
  /// `follow` gets the body of each that is not overtaken by one heard before; the same ones may come again at each connect.
  Orders(wire::Bus& bus, const std::string& client, std::function<void(const json::value&)> follow);

 private:
  class Heard;
  std::shared_ptr<Heard> heard_;  // the bus may speak after this has gone
};

}  // namespace vestibule::link
