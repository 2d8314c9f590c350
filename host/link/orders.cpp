#include "vestibule/link/orders.hpp"

#include "vestibule/wire/envelope.hpp"
#include "vestibule/wire/topics.hpp"

namespace vestibule::link {

class Orders::Heard {
 public:
  explicit Heard(std::function<void(const json::value&)> follow) : follow_(std::move(follow)) {}

  void hear(const wire::Message& message) {
    const auto state = decode_text<wire::State>(message.payload);
    if (!state || (state->epoch == epoch_ && state->sequence < sequence_)) return;
    epoch_ = state->epoch;
    sequence_ = state->sequence;
    follow_(state->body);
  }

 private:
  const std::function<void(const json::value&)> follow_;
  std::string epoch_;  // of the last ones
  std::int64_t sequence_ = -1;
};

Orders::Orders(wire::Bus& bus, const std::string& client, std::function<void(const json::value&)> follow)
    : heard_(std::make_shared<Heard>(std::move(follow))) {
  bus.subscribe(wire::order_topic(client), [heard = std::weak_ptr<Heard>(heard_)](const wire::Message& message) {
    if (const auto alive = heard.lock()) alive->hear(message);
  });
}

}  // namespace vestibule::link
