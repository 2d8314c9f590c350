#pragma once
// Who asks, as far as a request says it: a cookie or a bearer's secret. And what a browser is told to keep.

#include <optional>
#include <string>

#include <vestibule/sessions.hpp>

#include "message.hpp"

namespace vestibule::core::http {

struct Came {
  Caller caller;
  bool by_cookie = false;  ///< the browser sends it by itself, even if another's page makes it ask
};

/// `secure`: over TLS. Then the cookie is __Host-vestibule, which no other host and no plain connection can have set.
Came came_of(const Request& request, bool secure);

/// The value of Set-Cookie that keeps a session, and the one that ends it.
std::string kept_cookie(const SessionOpened& opened, bool secure);
std::string gone_cookie(bool secure);

/// The refusal if a request that changes something may have been made by another's page: such a page cannot add a header of its
/// own. Guard has looked at its origin before.
std::optional<Response> forged(const Request& request);

}  // namespace vestibule::core::http
