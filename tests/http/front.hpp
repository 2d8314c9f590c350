#pragma once
// A router without a socket, in front of a house of cardboard.

#include <doctest/doctest.h>

#include "core/http/router.hpp"

#include "fake_api.hpp"

namespace vestibule::core::http::test {

struct Front {
  explicit Front(bool over_tls = false) : secure(over_tls) {}
  const bool secure;
  FakeApi api;
  Router router{api,
                {[](auto run) { run(); }, [] { return std::string("made-up"); }, [] { return std::string("metrics\n"); }, secure}};

  Reply ask(Request request) {
    std::optional<Reply> got;
    router.handle(request, [&](Reply reply) { got = std::move(reply); });
    REQUIRE(got);
    return *got;
  }
  Reply get(std::string target, std::vector<Header> more = {}) {
    more.push_back({"Host", "localhost:8080"});
    return ask({"GET", std::move(target), std::move(more), "", "127.0.0.1"});
  }
  Reply post(std::string target, std::string body, std::vector<Header> more = {}) {
    more.push_back({"Host", "127.0.0.1:8080"});
    more.push_back({"Content-Type", "application/json"});
    return ask({"POST", std::move(target), std::move(more), std::move(body), "127.0.0.1"});
  }
};

inline std::string code_of(const Reply& reply) {
  const auto body = parse_json(reply.response.body);
  REQUIRE(body);
  return std::string(body->at("error").at("code").as_string());
}
inline std::string header_of(const Reply& reply, std::string_view name) {
  const auto* value = find(reply.response.headers, name);
  return value ? *value : std::string{};
}

}  // namespace vestibule::core::http::test
