#pragma once
// Where the house listens, and how much it puts up with.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stream.hpp"

namespace vestibule::core::http {

struct Limits {
  std::size_t header_bytes = 8 * 1024;
  std::size_t body_bytes = 64 * 1024;
  std::size_t connections = 512;
  std::size_t connections_per_address = 64;
  std::chrono::milliseconds handshake{10'000};  ///< TLS
  std::chrono::milliseconds idle{60'000};       ///< between two requests
  std::chrono::milliseconds header{10'000};     ///< from its first byte to its last
  std::chrono::milliseconds body{30'000};
  std::chrono::milliseconds slow{1'000};        ///< who owes a request for longer gives way to newcomers when all places are taken
  std::chrono::milliseconds answer{30'000};     ///< for the house to answer
  std::chrono::milliseconds write{30'000};      ///< for the other side to take an answer, or a piece of the event stream
  std::chrono::milliseconds heartbeat{15'000};  ///< the longest silence in an event stream
  std::chrono::milliseconds recheck{5'000};     ///< how long a stream may outlive its session
  std::chrono::milliseconds linger{2'000};      ///< for the other side to read our last words
  std::chrono::milliseconds grace{5'000};       ///< for answers under way when the house closes
};

/// Whether a plugin decides who may do what (vestibule::AccessPolicy).
enum class Access { everyone, policy };

struct Options {
  std::string address = "127.0.0.1";  ///< an IP address; any but a loopback one needs an access policy and TLS
  std::uint16_t port = 0;             ///< 0: any free one
  Access access = Access::everyone;
  std::optional<Tls> tls = {};
  std::vector<std::string> hosts = {};  ///< names this house answers to besides the loopback ones
  Limits limits = {};
};

}  // namespace vestibule::core::http
