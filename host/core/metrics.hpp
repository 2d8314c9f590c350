#pragma once
// What the host counts, for /metrics: read on the loop, shown as gauges.

#include <map>
#include <memory>

#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include "audit/checkpointer.hpp"
#include "host.hpp"

namespace vestibule::core {

/// Copies the host's counts into the registry every second. Loop thread; host, registry and loop must outlive it.
class Metrics {
 public:
  Metrics(Host& host, prometheus::Registry& registry, Loop& loop, const Checkpointer* checkpointer = nullptr);

 private:
  void copy();
  void show(const char* name, const char* help, double value);

  Host& host_;
  const Checkpointer* checkpointer_;
  prometheus::Registry& registry_;
  std::map<std::string, prometheus::Gauge*> gauges_;
  Timer timer_;
};

}  // namespace vestibule::core
