#pragma once
// Keeps out what a browser can be tricked into sending: another site's page that reaches us under its own name (DNS
// rebinding) or that posts to us from where it is (forged requests).

#include <optional>
#include <string>
#include <vector>

#include "message.hpp"

namespace vestibule::core::http {

class Guard {
 public:
  /// `hosts`: names this house answers to besides the loopback ones.
  explicit Guard(std::vector<std::string> hosts = {}) : hosts_(std::move(hosts)) {}

  /// The refusal, or nothing if the request may come in.
  std::optional<Response> refuse(const Request& request) const;

 private:
  bool ours(std::string_view host) const;

  std::vector<std::string> hosts_;
};

/// Whether a Content-Type header says JSON in UTF-8.
bool is_json(std::string_view content_type);

}  // namespace vestibule::core::http
