#pragma once
// A client of the host that waits for its answers, and an ear for what screens say.

#include <memory>
#include <string>

#include <vestibule/link/broker.hpp>
#include <vestibule/wire/topics.hpp>

#include "vestibule/json.hpp"

namespace vestibule::bench {

/// One thread; the link's own thread hands over to it.
class Client {
 public:
  /// `name` is an account of the broker. Connected when this returns; exits with a message if that takes over 10 s.
  Client(const link::PrivateBroker& broker, const std::string& name);
  ~Client();

  /// The answer and the microseconds from sending to having it. Exits with a message after 10 s without one.
  struct Answered {
    Result<json::value> answer;
    double micros = 0;
  };
  Answered ask(wire::Verb verb, const std::string& name, const json::value& body);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// Hears every screen's "painted" as the broker passes it on.
class Ear {
 public:
  explicit Ear(const link::PrivateBroker& broker, const std::string& host_account);
  ~Ear();

  /// Waits until call `sequence` was said to be painted; microseconds since `begun`. Negative if it was not within `patience`.
  double painted(std::int64_t sequence, std::chrono::steady_clock::time_point begun, Duration patience);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace vestibule::bench
