#pragma once
// What a broker really does with what it has acknowledged: tried on the running one, because no setting can be asked for.

#include "vestibule/link/mqtt_bus.hpp"
#include "vestibule/result.hpp"

namespace vestibule::link {

struct BrokerConduct {
  int sent = 0;                ///< so many were acknowledged to the sender, for a client that did not read for a while
  int kept = 0;                ///< and so many of them it got then
  bool expiry_blocks = false;  ///< after messages that have expired unread nothing reaches that client
  bool old_protocol = false;   ///< MQTT 3.1.1 is let in, which is not told of a publish that was denied
};

/// Comes in by the account of these options, beside its own session, and takes about five seconds. The account must be allowed
/// to write and to read its own reply topic. `unavailable` if it is not let in or not answered.
Result<BrokerConduct> probe_broker(const MqttOptions& options);

}  // namespace vestibule::link
