#include "host_line.hpp"

#include <vestibule/wire/envelope.hpp>

namespace vestibule::kiosk {

HostLine::HostLine(wire::Bus& bus, Timers& timers, const std::string& client) : bus_(bus), requests_(bus, timers, client), orders_(bus, client, [this](const json::value& orders) {
        if (heard_.orders) heard_.orders(orders);
      }) {
  bus_.subscribe(wire::host_topic(), [this](const wire::Message& message) { hear_host(message); });
  bus_.on_connection([this](bool) { tell_line(); });
}

void HostLine::send(wire::Verb verb, std::string_view name, const std::string& id, const json::value& body) {
  requests_.send(verb, name, body, id, [this, id](const Result<json::value>& answer) {
    if (heard_.answer) heard_.answer(id, answer);
  });
}

/// The pulse says that the host is up; its Last Will, in the moment it dies, that it is not. A will may overtake the birth
/// of the next start: the boot number tells.
void HostLine::hear_host(const wire::Message& message) {
  const auto state = decode_text<wire::HostState>(message.payload);
  if (!state || state->boot < boot_) return;
  boot_ = state->boot;
  host_online_ = state->online;
  tell_line();
}

void HostLine::tell_line() {
  const bool up = bus_.connected() && host_online_;
  if (up != std::exchange(up_, up) && heard_.line) heard_.line(up);
}

}  // namespace vestibule::kiosk
