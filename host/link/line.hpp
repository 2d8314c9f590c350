#pragma once
// The link thread: connects, comes back, and carries messages between the broker and two bounded queues.

#include <functional>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "backoff.hpp"
#include "bounded_queue.hpp"
#include "session.hpp"

namespace vestibule::link {

/// Public members: any thread.
class Line {
 public:
  /// `news` is called on the link thread when take() would find something after it last found nothing.
  Line(MqttOptions options, Log& log, std::function<void()> news);
  ~Line();

  /// Starts the thread; once.
  void connect(std::optional<wire::Message> will);

  void send(wire::Message message);
  void listen(std::string filter);

  /// What the owner has not heard yet.
  struct News {
    std::uint64_t connection = 0;  ///< counts the connections made so far
    bool connected = false;
    std::vector<wire::Message> messages;
    bool more = false;  ///< there are messages beyond `most`
  };
  News take(std::size_t most);

  const SharedCounters& counters() const { return counters_; }

 private:
  void run();
  void converse(Session& session);
  void announce(Session& session);
  void feed(Session& session);
  void finish(Session& session);
  void lost();
  void complain(const Session& session);
  void receive(wire::Message message);
  void tell_owner(std::unique_lock<std::mutex> lock);
  short wait(const Session* session, Duration most);
  bool stopping();
  void wake();

  MqttOptions options_;  // does not change once the thread runs
  Log& log_;
  const std::function<void()> news_;
  SharedCounters counters_;
  Backoff backoff_;
  std::random_device random_;
  std::string problem_;  // the last that was logged
  const int wake_;       // an eventfd that ends a poll

  std::mutex mutex_;  // guards all below
  BoundedQueue outgoing_;
  BoundedQueue incoming_;
  std::vector<std::string> filters_;
  std::size_t listened_ = 0;  // how many of the filters this connection has been told
  std::uint64_t connection_ = 0;
  bool connected_ = false;
  bool told_ = false;  // the owner knows that there is something to take
  bool stopping_ = false;

  std::thread thread_;
};

}  // namespace vestibule::link
