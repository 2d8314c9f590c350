#pragma once
// What the HTTP side counts, for /metrics. The registry belongs to the host; other parts add their own families to it.

#include <map>
#include <string>
#include <utility>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace vestibule::core::http {

/// All that is in the registry in the text format Prometheus reads. Any thread.
std::string exposition(const prometheus::Registry& registry);

/// One thread; reading through the registry may happen on any.
class Traffic {
 public:
  explicit Traffic(prometheus::Registry& registry);

  /// `route` must come from a bounded set (Reply::route): each value is kept for ever.
  void answered(const std::string& route, unsigned status, double seconds);
  /// A connection that was not let in: "address" or "total" limit.
  void refused(const std::string& reason);
  void fault() { faults_.Increment(); }

  prometheus::Gauge& connections;
  prometheus::Gauge& listeners;

 private:
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Histogram>& seconds_;
  prometheus::Family<prometheus::Counter>& refused_;
  prometheus::Counter& faults_;
  // Looking up labels in a family is slow; these remember what was found.
  std::map<std::pair<std::string, unsigned>, prometheus::Counter*> counters_;
  std::map<std::string, prometheus::Histogram*> histograms_;
};

}  // namespace vestibule::core::http
