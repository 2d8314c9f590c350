#include "bounded_queue.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace vestibule::link {
namespace {

std::size_t weight(const wire::Message& message) {
  return sizeof message + message.topic.size() + message.payload.size() + message.response_topic.size() +
         message.correlation.size();
}

bool is_state(const wire::Message& message) { return message.correlation.empty() && message.response_topic.empty(); }

}  // namespace

std::size_t BoundedQueue::push(wire::Message message) {
  std::size_t dropped = 0;
  if (full()) dropped = drop_superseded();
  if (full()) dropped += drop_asked();
  while (full() && !messages_.empty()) pop(), ++dropped;
  bytes_ += weight(message);
  messages_.push_back(std::move(message));
  return dropped;
}

wire::Message BoundedQueue::pop() {
  bytes_ -= weight(messages_.front());
  wire::Message message = std::move(messages_.front());
  messages_.pop_front();
  return message;
}

std::size_t BoundedQueue::clear() {
  const auto dropped = messages_.size();
  messages_.clear();
  bytes_ = 0;
  return dropped;
}

template <class Gone>
std::size_t BoundedQueue::drop_if(Gone gone) {
  const auto before = messages_.size();
  std::erase_if(messages_, [&](const wire::Message& message) {
    if (!gone(message)) return false;
    bytes_ -= weight(message);
    return true;
  });
  return before - messages_.size();
}

std::size_t BoundedQueue::drop_superseded() {
  std::unordered_map<std::string_view, std::size_t> left;
  for (const auto& message : messages_)
    if (is_state(message)) ++left[message.topic];
  std::unordered_map<std::string, std::size_t> counts;  // owns its keys: the messages move while some are erased
  for (const auto& [topic, count] : left)
    if (count > 1) counts.emplace(topic, count);
  if (counts.empty()) return 0;
  return drop_if([&](const wire::Message& message) {
    if (!is_state(message)) return false;
    const auto found = counts.find(message.topic);
    return found != counts.end() && found->second-- > 1;
  });
}

std::size_t BoundedQueue::drop_asked() {
  std::size_t goes = std::max<std::size_t>(1, most_messages_ / 8);
  return drop_if([&](const wire::Message& message) { return !is_state(message) && goes > 0 && goes-- > 0; });
}

}  // namespace vestibule::link
