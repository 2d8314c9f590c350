#pragma once
// A request and its reply through a broker, with nothing behind it: what every latency over MQTT is compared with.

#include <algorithm>
#include <functional>
#include <vector>

#include <vestibule/link/broker.hpp>

namespace vestibule::bench {

/// Microseconds from publishing the request to having the reply, one for each round.
using Latencies = std::vector<double>;

inline double percentile(Latencies latencies, double share) {
  if (latencies.empty()) return 0;
  std::sort(latencies.begin(), latencies.end());
  const auto last = static_cast<double>(latencies.size() - 1);
  return latencies[static_cast<std::size_t>(share * last + 0.5)];
}

/// The accounts both need on the broker.
inline constexpr auto echo_client = "echo-client";

/// With libmosquitto alone: QoS 1, TCP_NODELAY, one request after the other. Empty if the line breaks. `before_answer` is
/// what the far end does with each request before it answers.
Latencies bare_echo(const link::PrivateBroker& broker, int rounds, std::function<void()> before_answer = {});
/// The same with MqttBus and Requests at both ends: what our link adds.
Latencies link_echo(const link::PrivateBroker& broker, int rounds);

}  // namespace vestibule::bench
