#pragma once
// Asks a running host over HTTP and waits for the answer: what the command line uses.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include <vestibule/json.hpp>

namespace vestibule::core::http {

class Client {
 public:
  struct Options {
    std::string address = "127.0.0.1";  ///< an IP address; an IPv6 one may stand in brackets
    std::uint16_t port = 0;
    std::string trusted_file = {};               ///< PEM: the certificate the host must show; not empty: TLS
    std::string bearer = {};                     ///< a secret to be known by; empty: none
    std::chrono::milliseconds patience{35'000};  ///< for the whole of one call
  };
  explicit Client(Options options);
  ~Client();

  /// Opens a session, as whose owner everything after it is asked. The credentials are what the plugin that knows people asks for.
  Result<json::value> sign_in(const json::value& credentials);
  /// Carries out a command. Safe to repeat with the same request id.
  Result<json::value> post(const std::string& command, const std::string& request_id, const json::value& body);
  /// Asks a query.
  Result<json::value> get(const std::string& query, const json::value& body);

 private:
  struct Line;
  struct Answer;
  Result<json::value> call(const std::string& head, const std::string& body);
  Result<Answer> exchange(const std::string& head, const std::string& body);

  Options options_;
  std::unique_ptr<Line> line_;
};

}  // namespace vestibule::core::http
