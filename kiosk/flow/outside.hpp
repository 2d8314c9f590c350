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
};

/// A ticket to be printed.
struct PrintJob {
  std::string id;  ///< of the wish it belongs to; Flow::printed names it
  std::string language;
  Texts site;
  queue::IssuedToken token;
};

class Printer {
 public:
  virtual ~Printer() = default;
  /// Flow::printed is called afterwards, never from within.
  virtual void print(const PrintJob& job) = 0;
};

}  // namespace vestibule::kiosk
