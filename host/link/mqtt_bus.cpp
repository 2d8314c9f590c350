#include "vestibule/link/mqtt_bus.hpp"

#include <sys/random.h>

#include <deque>

#include "line.hpp"
#include "vestibule/wire/envelope.hpp"
#include "vestibule/wire/topics.hpp"

namespace vestibule::link {
namespace {

constexpr std::size_t messages_a_turn = 256;  // then whatever else waits on the owner's loop gets its turn

struct Listener {
  std::string filter;
  std::function<void(const wire::Message&)> handler;
};

}  // namespace

/// The owner's side; loop thread only. Functions on their way to the loop hold it weakly: they find nothing once the bus is gone.
class MqttBus::Owner : public std::enable_shared_from_this<Owner> {
 public:
  Owner(Post post, Log& log) : post_(std::move(post)), log_(log) {}

  void open(MqttOptions options, Begin begin) {
    auto will = options.will;
    line_ = std::make_unique<Line>(std::move(options), log_, [post = post_, self = weak_from_this()] {
      post([self] {
        if (const auto owner = self.lock()) owner->hear();
      });
    });
    if (begin == Begin::at_once) line_->connect(std::move(will));
  }
  void close() { line_.reset(); }
  void begin(std::optional<wire::Message> will) { line_->connect(std::move(will)); }

  Line& line() { return *line_; }
  bool connected() const { return connected_; }

  void subscribe(std::string filter, std::function<void(const wire::Message&)> handler) {
    listeners_.push_back({filter, std::move(handler)});
    line_->listen(std::move(filter));
  }
  void on_connection(std::function<void(bool)> handler) { connections_.push_back(std::move(handler)); }

 private:
  void hear() {
    if (!line_) return;
    const auto news = line_->take(messages_a_turn);
    if (connected_ && (!news.connected || news.connection != connection_)) tell(false);
    if (!connected_ && news.connected) {
      connection_ = news.connection;
      tell(true);
    }
    for (const auto& message : news.messages) dispatch(message);
    if (news.more)
      post_([self = weak_from_this()] {
        if (const auto owner = self.lock()) owner->hear();
      });
  }

  // Handlers may add handlers: a deque leaves those that are running where they are.
  void tell(bool connected) {
    connected_ = connected;
    const auto count = connections_.size();
    for (std::size_t i = 0; i < count; ++i) connections_[i](connected);
  }

  void dispatch(const wire::Message& message) {
    const auto count = listeners_.size();
    for (std::size_t i = 0; i < count; ++i)
      if (wire::matches(listeners_[i].filter, message.topic)) listeners_[i].handler(message);
  }

  const Post post_;
  Log& log_;
  std::unique_ptr<Line> line_;
  std::deque<Listener> listeners_;
  std::deque<std::function<void(bool)>> connections_;
  std::uint64_t connection_ = 0;
  bool connected_ = false;
};

MqttBus::MqttBus(MqttOptions options, Post post, Log& log, Begin begin) : owner_(std::make_shared<Owner>(std::move(post), log)) {
  owner_->open(std::move(options), begin);
}
void MqttBus::connect(std::optional<wire::Message> will) { owner_->begin(std::move(will)); }
MqttBus::~MqttBus() { owner_->close(); }

void MqttBus::publish(wire::Message message) { owner_->line().send(std::move(message)); }
void MqttBus::subscribe(std::string filter, std::function<void(const wire::Message&)> handler) {
  owner_->subscribe(std::move(filter), std::move(handler));
}
void MqttBus::on_connection(std::function<void(bool)> handler) { owner_->on_connection(std::move(handler)); }
bool MqttBus::connected() const { return owner_->connected(); }

LinkCounters MqttBus::counters() const {
  const auto& now = owner_->line().counters();
  return {now.connects,         now.sent,      now.received, now.dropped_offline, now.dropped_outgoing,
          now.dropped_incoming, now.oversized, now.denied};
}

void announce_presence(MqttOptions& options, std::string kind) {
  std::uint64_t bits = 0;
  if (getentropy(&bits, sizeof bits) != 0)
    bits = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  const auto boot = fmt::format("{:016x}", bits);
  const auto topic = wire::presence_topic(options.client);
  options.birth = {topic, encode_text(wire::Presence{true, boot, kind}), true, {}, {}};
  options.will = {topic, encode_text(wire::Presence{false, boot, kind}), true, {}, {}};
}

}  // namespace vestibule::link
