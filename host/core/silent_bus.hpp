#pragma once
// No line at all: for a host without a broker, and for looking at plugins without serving.

#include "vestibule/wire/bus.hpp"

namespace vestibule::core {

class SilentBus final : public wire::Bus {
 public:
  void publish(wire::Message) override {}
  void subscribe(std::string, std::function<void(const wire::Message&)>) override {}
  void on_connection(std::function<void(bool)>) override {}
  bool connected() const override { return false; }
};

}  // namespace vestibule::core
