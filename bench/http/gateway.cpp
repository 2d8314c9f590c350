// Claim: with parsing, guarding, JSON both ways, metrics, and a hop to the house's loop and back, the gateway serves at least
// a third of the requests a bare Beast echo serves.

#include <fmt/format.h>

#include <algorithm>

#include "cardboard.hpp"
#include "core/http/server.hpp"
#include "load.hpp"

using namespace vestibule;

namespace {

struct Silent final : Log {
  void write(Level, std::string_view) override {}
};

constexpr int requests_a_turn = 6'400;
constexpr double claimed = 0.33;

}  // namespace

int main() {
  Silent log;
  prometheus::Registry registry;
  bench::Cardboard house;
  const auto server = core::http::Server::start(house, registry, log, {});
  if (!server) {
    fmt::print(stderr, "{}\n", server.error().message);
    return 1;
  }
  const auto get = [](std::uint64_t) {
    return std::string("GET /api/v1/bench.ask?text=waiting%20hall&count=17 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  };
  const auto post = [](std::uint64_t number) {
    const std::string_view body = R"({"text":"waiting hall","count":17,"list":[1,2,3]})";
    return fmt::format(
        "POST /api/v1/bench.do HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: {:016}\r\n"
        "Content-Length: {}\r\n\r\n{}",
        number, body.size(), body);
  };
  bench::print_heading();
  double least = 1;
  for (const int lines : {1, 32}) {
    least = std::min(least, bench::compare_with_bare("GET query", (*server)->port(), get, lines, requests_a_turn));
    least = std::min(least, bench::compare_with_bare("POST command", (*server)->port(), post, lines, requests_a_turn));
  }
  fmt::print("least ratio {:.2f}, claimed {:.2f}\n", least, claimed);
  return least >= claimed ? 0 : 1;
}
