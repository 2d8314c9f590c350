#include "memory_bus.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <utility>

#include "vestibule/wire/topics.hpp"

namespace vestibule::kit {

/// A client as the broker and its end share it.
struct MemoryBroker::Line : std::enable_shared_from_this<MemoryBroker::Line> {
  struct Listener {
    std::string filter;
    std::function<void(const wire::Message&)> handler;
  };
  std::string client;
  std::optional<wire::Message> will;
  std::deque<Listener> listeners;  // a deque: handlers add handlers while they run
  std::unordered_map<std::string, std::vector<std::size_t>> heard;  // by topic, the listeners whose filter it matches
  std::deque<std::function<void(bool)>> connections;
  bool owned = true;       // the end still exists
  bool up = false;         // as the broker sees it
  bool connected = false;  // as its owner has heard it
  std::uint64_t connection = 0;
  std::size_t waiting = 0;  // messages under way to it

  void tell(bool now) {
    if (!owned || connected == now) return;
    connected = now;
    const auto count = connections.size();
    for (std::size_t i = 0; i < count; ++i) connections[i](now);
  }
  void hear(const wire::Message& message) {
    const auto [known, fresh] = heard.try_emplace(message.topic);
    if (fresh)
      for (std::size_t i = 0; i < listeners.size(); ++i)
        if (wire::matches(listeners[i].filter, message.topic)) known->second.push_back(i);
    const auto wanted = known->second;  // a handler may subscribe
    for (const std::size_t i : wanted)
      if (owned) listeners[i].handler(message);
  }
  bool listens_to(const std::string& topic) const {
    for (const auto& listener : listeners)
      if (wire::matches(listener.filter, topic)) return true;
    return false;
  }
};

/// Counts a message from the moment it is sent until all its copies have come or are lost.
struct MemoryBroker::Waiting {
  explicit Waiting(Line& to) : line(to.shared_from_this()) { ++line->waiting; }
  ~Waiting() { --line->waiting; }
  Waiting(const Waiting&) = delete;
  std::shared_ptr<Line> line;
};

class MemoryBroker::End final : public wire::Bus {
 public:
  End(MemoryBroker& broker, std::weak_ptr<bool> broker_alive, std::shared_ptr<Line> line)
      : broker_(broker), broker_alive_(std::move(broker_alive)), line_(std::move(line)) {}
  ~End() override {
    line_->owned = false;
    if (!broker_alive_.expired()) broker_.lose(line_);
  }

  void publish(wire::Message message) override {
    if (line_->connected && line_->up) broker_.from_client(line_, std::move(message));
  }
  void subscribe(std::string filter, std::function<void(const wire::Message&)> handler) override {
    line_->listeners.push_back({filter, std::move(handler)});
    line_->heard.clear();
    if (!broker_alive_.expired()) std::erase_if(broker_.routes_, [&](const auto& route) { return wire::matches(filter, route.first); });
    if (line_->connected) broker_.subscribed(line_, filter);
  }
  void on_connection(std::function<void(bool)> handler) override { line_->connections.push_back(std::move(handler)); }
  bool connected() const override { return line_->connected; }

 private:
  MemoryBroker& broker_;
  const std::weak_ptr<bool> broker_alive_;
  const std::shared_ptr<Line> line_;
};

MemoryBroker::MemoryBroker(const Clock& clock, RandomStream& random) : clock_(clock), random_(random) {}
MemoryBroker::~MemoryBroker() = default;

std::unique_ptr<wire::Bus> MemoryBroker::attach(std::string client, std::optional<wire::Message> will) {
  auto& line = lines_[client];
  if (line) lose(line);
  std::erase_if(routes_, [&](const auto& route) { return std::find(route.second.begin(), route.second.end(), line) != route.second.end(); });
  line = std::make_shared<Line>();
  line->client = std::move(client);
  line->will = std::move(will);
  connect(line);
  return std::make_unique<End>(*this, alive_, line);
}

void MemoryBroker::connect(const std::shared_ptr<Line>& line) {
  if (line->up || !line->owned) return;
  line->up = true;
  ++line->connection;
  post(Duration{0}, [this, line, connection = line->connection] {
    if (line->connection != connection || !line->up) return;
    for (const auto& listener : line->listeners) subscribed(line, listener.filter);
    line->tell(true);
  });
}

void MemoryBroker::lose(const std::shared_ptr<Line>& line) {
  if (!std::exchange(line->up, false)) return;
  ++line->connection;  // what is under way to it will not arrive
  if (line->will) at_broker(std::make_shared<const wire::Message>(*line->will));
  line->tell(false);
}

void MemoryBroker::cut(const std::string& client) {
  if (const auto found = lines_.find(client); found != lines_.end()) lose(found->second);
}
void MemoryBroker::mend(const std::string& client) {
  if (const auto found = lines_.find(client); found != lines_.end()) connect(found->second);
}

void MemoryBroker::crash() {
  under_way_.clear();
  for (const auto& [client, line] : lines_) {
    line->up = false;
    ++line->connection;
  }
  retained_.clear();
  for (const auto& [client, line] : lines_) line->tell(false);
}

void MemoryBroker::mend_all() {
  for (const auto& [client, line] : lines_) connect(line);
}

void MemoryBroker::post(Duration delay, Action action) {
  const std::uint64_t rank = faults_.reorder ? random_.next() : 0;
  under_way_.emplace(Due{clock_.steady() + delay, rank, ++number_}, std::move(action));
  arm();
}

void MemoryBroker::arm() {
  const auto due = next();
  if (!timers_ || !due || (armed_ && *armed_ <= *due)) return;
  armed_ = due;
  wake_ = timers_->after(std::max(*due - clock_.steady(), Duration{0}), [this] {
    armed_.reset();
    deliver();
    arm();
  });
}

/// One hop, with the faults that are switched on.
void MemoryBroker::travel(std::function<void()> arrive) {
  if (happens(faults_.drop)) return;
  const int copies = happens(faults_.duplicate) ? 2 : 1;
  for (int i = 0; i < copies; ++i) {
    const auto longest = static_cast<std::uint64_t>(faults_.longest_delay.count());
    const Duration delay{longest == 0 ? 0 : static_cast<std::int64_t>(random_.below(longest + 1))};
    post(delay, arrive);
  }
}

void MemoryBroker::from_client(const std::shared_ptr<Line>& line, wire::Message message) {
  travel([this, line, connection = line->connection, message = std::make_shared<const wire::Message>(std::move(message))] {
    const bool there = line->connection == connection && line->up;
    if (there || happens(faults_.outlives)) at_broker(message);
  });
}

/// Remembered until somebody comes or subscribes: matching filters is what a busy day would spend its time on.
const std::vector<std::shared_ptr<MemoryBroker::Line>>& MemoryBroker::listeners(const std::string& topic) {
  const auto [known, fresh] = routes_.try_emplace(topic);
  if (fresh)
    for (const auto& [client, line] : lines_)
      if (line->listens_to(topic)) known->second.push_back(line);
  return known->second;
}

void MemoryBroker::at_broker(const Shared& message) {
  Shared live = message;
  if (message->retained) {
    if (message->payload.empty()) retained_.erase(message->topic);
    else retained_[message->topic] = message;
    auto passing = *message;
    passing.retained = false;
    live = std::make_shared<const wire::Message>(std::move(passing));
  }
  for (const auto& line : listeners(message->topic))
    if (line->up) to_client(line, live);
}

void MemoryBroker::to_client(const std::shared_ptr<Line>& line, Shared message) {
  if (faults_.most_waiting && line->waiting >= faults_.most_waiting) {
    ++overflown_;
    return;
  }
  travel([this, line, connection = line->connection, under_way = std::make_shared<Waiting>(*line), message = std::move(message)] {
    if (line->connection != connection || !line->up) return;
    ++delivered_;
    line->hear(*message);
  });
}

void MemoryBroker::subscribed(const std::shared_ptr<Line>& line, const std::string& filter) {
  for (const auto& [topic, kept] : retained_)
    if (wire::matches(filter, topic)) to_client(line, std::make_shared<const wire::Message>(wire::Message{topic, kept->payload, true, {}, {}}));
}

std::size_t MemoryBroker::deliver() {
  const auto before = delivered_;
  while (!under_way_.empty() && under_way_.begin()->first.at <= clock_.steady()) {
    const auto next = under_way_.extract(under_way_.begin());
    next.mapped()();
  }
  return delivered_ - before;
}

std::optional<Steady> MemoryBroker::next() const {
  if (under_way_.empty()) return std::nullopt;
  return under_way_.begin()->first.at;
}

std::optional<std::string> MemoryBroker::retained(const std::string& topic) const {
  const auto found = retained_.find(topic);
  if (found == retained_.end()) return std::nullopt;
  return found->second->payload;
}

}  // namespace vestibule::kit
