#pragma once
// What the flow needs of the world. The program gives it the real ones, tests and the simulation their own.

#include <string>
#include <string_view>

#include <vestibule/json.hpp>
#include <vestibule/queue_wire.hpp>
#include <vestibule/wire/topics.hpp>

#include "saying.hpp"

namespace vestibule::kiosk {

/// The way to the host. Nothing is promised: what was sent may be lost, or answered twice, or late.
class Line {
 public:
  virtual ~Line() = default;
  /// Sends once. An answer, if one comes, is handed to Flow::answered with the same id. The same id is sent again, with
  /// the same body, until it is answered.
  virtual void send(wire::Verb verb, std::string_view name, const std::string& id, const json::value& body) = 0;
  /// Its answer is not wanted any more: it need not be sent again.
  virtual void forget(const std::string& /*id*/) {}
};

/// A ticket to be printed.
struct PrintJob {
  std::string id;  ///< of the wish it belongs to; Flow::printed names it
  std::string language;
  Texts site;
  queue::IssuedToken token;
  bool alone = false;  ///< given without the host: places are counted later
};

/// The address in the ticket's code, on paper and on the glass; {token} (its secret; its id, if the
/// kiosk gave it alone) and {number} are filled in.
inline std::string token_address(std::string address, const queue::IssuedToken& token) {
  const auto fill = [&](std::string_view gap, const std::string& value) {
    if (const auto at = address.find(gap); at != address.npos) address.replace(at, gap.size(), value);
  };
  fill("{token}", token.secret.value_or(token.token.text()));
  fill("{number}", token.call_code);
  return address;
}

class Printer {
 public:
  virtual ~Printer() = default;
  /// Flow::printed is called afterwards, never from within.
  virtual void print(const PrintJob& job) = 0;
};

}  // namespace vestibule::kiosk
