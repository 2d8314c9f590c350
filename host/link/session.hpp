#pragma once
// One connection to the broker, from the attempt to the loss. Each gets a libmosquitto handle of its own, which dies with it:
// nothing half sent is left over, and an error in TLS, which a handle never recovers from, ends with this one.

#include <mosquitto.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "vestibule/link/mqtt_bus.hpp"

namespace vestibule::link {

/// LinkCounters as two threads share them.
struct SharedCounters {
  std::atomic<std::uint64_t> connects{0}, sent{0}, received{0}, dropped_offline{0}, dropped_outgoing{0}, dropped_incoming{0},
      oversized{0}, denied{0};
};

/// Link thread only.
class Session {
 public:
  using Receive = std::function<void(wire::Message)>;

  Session(const MqttOptions& options, Log& log, SharedCounters& counters, Receive receive);

  /// Begins to connect; false (and logged) if that cannot even begin.
  bool open();
  int socket() const { return mosquitto_socket(handle_.get()); }
  short wanted_events() const;

  /// Does what the socket is ready for, and the keepalive.
  void turn(short events);
  /// How long nobody need wake for the keepalive. It is due after so long without a word of ours; looked for each quarter of
  /// that, it is well before the broker's patience ends, which is half as long again.
  Duration may_rest() const;

  /// Why it could not connect; empty if it could.
  const std::string& problem() const { return problem_; }

  bool alive() const { return alive_; }
  /// The broker took us: publish and subscribe may be used.
  bool accepted() const { return accepted_; }
  /// No subscription waits for its answer.
  bool settled() const { return unanswered_.empty(); }

  void subscribe(const std::vector<std::string>& filters);
  void publish(const wire::Message& message);
  std::size_t in_flight() const { return in_flight_.size(); }
  void give_up(std::string_view why) { note(why); }
  /// Says goodbye in such a way that the broker tells our will.
  void leave();

 private:
  struct Destroy {
    void operator()(mosquitto* handle) const { mosquitto_destroy(handle); }
  };

  bool configure();
  void read();
  void refused();
  void check(int error);
  void note(std::string_view problem);
  void on_connect(int reason);
  void on_message(const mosquitto_message& message, const mosquitto_property* properties);
  void on_published(int id, int reason);
  void on_subscribed(int id, int count, const int* granted);

  const MqttOptions& options_;
  Log& log_;
  SharedCounters& counters_;
  Receive receive_;
  std::unique_ptr<mosquitto, Destroy> handle_;
  std::unordered_map<int, std::string> in_flight_;                // message id -> topic
  std::unordered_map<int, std::vector<std::string>> unanswered_;  // message id -> filters
  std::string problem_;
  std::chrono::steady_clock::time_point published_{};  // the last one
  bool alive_ = false;
  bool accepted_ = false;
  bool reached_ = false;  // the socket was writable once: TCP is through
};

}  // namespace vestibule::link
