#pragma once
// The line between programs as the rest of the code sees it: topics in, topics out. MQTT behind it in the product
// (vestibule::link), memory behind it in tests.

#include <functional>
#include <string>
#include <vector>

namespace vestibule::wire {

struct Message {
  std::string topic;
  std::string payload;
  bool retained = false;       ///< outgoing: keep it for latecomers; incoming: it was kept, so it may be old
  std::string response_topic;  ///< where the answer goes; empty if none is wanted
  std::string correlation;     ///< returned unchanged with the answer
};

/// All calls and callbacks on the owner's loop thread. Nothing is promised: messages may be lost, doubled and reordered.
class Bus {
 public:
  virtual ~Bus() = default;

  /// Sends, or drops it if the line is down: what must arrive is asked for again by whoever needs it.
  virtual void publish(Message message) = 0;

  /// Has `handler` called for each message that matches the filter ("a/+/b", "a/#"), also after each reconnect.
  virtual void subscribe(std::string filter, std::function<void(const Message&)> handler) = 0;

  /// `handler(true)` after each connect (subscriptions are in place), `handler(false)` when the line is lost.
  virtual void on_connection(std::function<void(bool)> handler) = 0;
  virtual bool connected() const = 0;
};

}  // namespace vestibule::wire
