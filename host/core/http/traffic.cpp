#include "traffic.hpp"

#include <prometheus/text_serializer.h>

namespace vestibule::core::http {
namespace {

const prometheus::Histogram::BucketBoundaries buckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                      0.1,    0.25,  0.5,    1,     2.5,  5,     10};

prometheus::Gauge& gauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}
prometheus::Family<prometheus::Counter>& counters(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

}  // namespace

std::string exposition(const prometheus::Registry& registry) {
  return prometheus::TextSerializer().Serialize(registry.Collect());
}

Traffic::Traffic(prometheus::Registry& registry)
    : connections(gauge(registry, "vestibule_http_connections", "Open HTTP connections")),
      listeners(gauge(registry, "vestibule_http_listeners", "Connections that listen to the event stream")),
      requests_(counters(registry, "vestibule_http_requests_total", "HTTP requests answered, by route and status")),
      seconds_(prometheus::BuildHistogram()
                   .Name("vestibule_http_request_seconds")
                   .Help("From the last byte of a request to the first byte of its answer")
                   .Register(registry)),
      refused_(counters(registry, "vestibule_http_refused_total", "Connections not let in, by the limit that was reached")),
      faults_(counters(registry, "vestibule_http_faults_total", "Connections given up because of a defect of ours").Add({})) {}

void Traffic::answered(const std::string& route, unsigned status, double seconds) {
  auto& counter = counters_[{route, status}];
  if (!counter) counter = &requests_.Add({{"route", route}, {"status", std::to_string(status)}});
  counter->Increment();
  auto& histogram = histograms_[route];
  if (!histogram) histogram = &seconds_.Add({{"route", route}}, buckets);
  histogram->Observe(seconds);
}

void Traffic::refused(const std::string& reason) { refused_.Add({{"limit", reason}}).Increment(); }

}  // namespace vestibule::core::http
