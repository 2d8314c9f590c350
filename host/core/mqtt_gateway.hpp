#pragma once
// Commands and queries that come over the line, and the host's own presence on it.

#include "host.hpp"
#include "vestibule/wire/bus.hpp"
#include "vestibule/wire/topics.hpp"

namespace vestibule::core {

/// The host's Last Will for this boot: a later boot's clients ignore it.
wire::Message last_will(const Host& host);

/// Answers what clients ask beneath their own names. Loop thread; host and bus must outlive it.
class MqttGateway {
 public:
  MqttGateway(Host& host, wire::Bus& bus);

 private:
  void receive(const wire::Message& message);
  void answer(const std::string& client, std::string correlation, std::string id, Result<json::value> result);

  Host& host_;
  wire::Bus& bus_;
};

}  // namespace vestibule::core
