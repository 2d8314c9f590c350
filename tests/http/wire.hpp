#pragma once
// The other end of the line, byte by byte: blocking sockets that give up after half a minute instead of hanging.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <map>
#include <optional>
#include <string>

#include "core/http/options.hpp"
#include "core/http/server.hpp"

#include "fake_api.hpp"

namespace vestibule::core::http::test {

struct Answer {
  unsigned status = 0;
  std::string head;
  std::string body;
  bool closes() const { return head.find("Connection: close\r\n") != std::string::npos; }
  std::string code() const;  ///< of the error in the body, or what is there instead
};

class Wire {
 public:
  /// `receive_buffer`: a small one makes a slow reader.
  explicit Wire(std::uint16_t port, int receive_buffer = 0);
  bool send(std::string_view text);
  void end();  ///< half-closes: nothing more will be sent
  /// Reads until `mark` has come, and returns all up to its end; without it if the other side ends first.
  std::string read_until(std::string_view mark);
  std::string read_to_end();
  /// Nothing if the other side ends before the answer does.
  std::optional<Answer> answer();
  /// Whether the other side has ended (after all it sent was read).
  bool ended();

 private:
  bool more();
  asio::io_context context_;
  Socket socket_{context_};
  std::string unread_;
};

/// A served house with its own loop.
struct Served {
  explicit Served(Options options = {});
  Wire wire() const { return Wire(server->port()); }
  /// One request on a connection of its own.
  Answer ask(std::string_view text) const;
  double metric(const std::string& line) const;  ///< the value of that line of /metrics; 0 if there is none

  SilentLog log;
  prometheus::Registry registry;
  FakeApi api{[this](auto run) { loop.post(std::move(run)); }};
  Loop loop;  // goes before the api it calls
  std::unique_ptr<Server> server;
};

std::string get(std::string_view target);
std::string post(std::string_view target, std::string_view body, std::string_view more_headers = {});

}  // namespace vestibule::core::http::test
