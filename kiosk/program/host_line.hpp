#pragma once
// The flow's way to the host, over the broker.

#include <functional>
#include <string>

#include <vestibule/link/orders.hpp>
#include <vestibule/link/requests.hpp>
#include <vestibule/wire/bus.hpp>

#include "flow/outside.hpp"

namespace vestibule::kiosk {

/// Owner's loop only.
class HostLine : public Line {
 public:
  struct Heard {
    std::function<void(const std::string& id, const Result<json::value>& answer)> answer;  ///< Flow::answered
    std::function<void(bool up)> line;                                                     ///< Flow::line
    std::function<void(const json::value& orders)> orders{};                               ///< what staff want of this kiosk
  };

  HostLine(wire::Bus& bus, Timers& timers, const std::string& client);
  /// Before the loop runs.
  void on(Heard heard) { heard_ = std::move(heard); }

  void send(wire::Verb verb, std::string_view name, const std::string& id, const json::value& body) override;
  void forget(const std::string& id) override { requests_.forget(id); }
  std::size_t pending() const { return requests_.pending(); }

 private:
  void hear_host(const wire::Message& message);
  void tell_line();

  wire::Bus& bus_;
  link::Requests requests_;
  Heard heard_;
  std::int64_t boot_ = 0;
  bool host_online_ = true;  ///< until it is known otherwise, an answer decides
  bool up_ = false;
  link::Orders orders_;  // last: it may hear at once
};

}  // namespace vestibule::kiosk
