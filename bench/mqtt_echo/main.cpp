// Claim: our link at both ends costs at most twice the bare library. Prints both, taken in turns in one run, and the ratio.

#include <fmt/format.h>

#include "echo.hpp"

using namespace vestibule;

int main() {
  constexpr int turns = 5, rounds = 1000;
  link::BrokerOptions options;
  options.clients = {bench::echo_client};
  const auto broker = link::PrivateBroker::start(options);
  if (!broker) {
    fmt::print(stderr, "{}\n", broker.error().message);
    return 1;
  }
  bench::Latencies bare, ours;
  for (int turn = 0; turn < turns; ++turn) {
    const auto a = bench::bare_echo(**broker, rounds), b = bench::link_echo(**broker, rounds);
    bare.insert(bare.end(), a.begin(), a.end());
    ours.insert(ours.end(), b.begin(), b.end());
  }
  const auto line = [](const char* name, const bench::Latencies& all) {
    fmt::print("{:<34}{:>8}{:>10.0f}{:>10.0f}\n", name, all.size(), bench::percentile(all, 0.5), bench::percentile(all, 0.99));
  };
  fmt::print("{:<34}{:>8}{:>10}{:>10}\n", "request and reply over MQTT", "rounds", "p50 us", "p99 us");
  line("bare libmosquitto", bare);
  line("MqttBus and Requests", ours);
  fmt::print("{:<34}{:>8}{:>10.2f}{:>10.2f}\n", "ratio", "", bench::percentile(ours, 0.5) / bench::percentile(bare, 0.5),
             bench::percentile(ours, 0.99) / bench::percentile(bare, 0.99));
  return bare.size() == turns * rounds && ours.size() == turns * rounds ? 0 : 1;
}
