#pragma once
// What can be reached over HTTP beside commands, queries and events. Each has a right of its own, which the gate is asked for like any other.

#include <string_view>

namespace vestibule::core::http {

struct Route {
  std::string_view name;   ///< "GET /metrics"; a page's is its path
  std::string_view right;
};

inline constexpr Route metrics_here{"GET /metrics", "host.metrics"};
inline constexpr Route metrics_from_afar{"GET /metrics from another machine", "host.metrics_from_afar"};
inline constexpr Route health_route{"GET /healthz", "host.health"};
inline constexpr Route sign_in_route{"POST /api/v1/session", "host.session"};
inline constexpr Route sign_out_route{"DELETE /api/v1/session", "host.session"};
inline constexpr Route stream_route{"GET /api/v1/events", "host.listen"};
inline constexpr std::string_view page_right = "host.pages";

inline constexpr Route fixed_routes[] = {metrics_here, metrics_from_afar, health_route, sign_in_route, sign_out_route, stream_route};

}  // namespace vestibule::core::http
