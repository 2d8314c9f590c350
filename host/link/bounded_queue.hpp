#pragma once
// Messages between two threads, in bounded room. When it is full, what gives way is, in this order:
//   1. a state (a message that nobody answers) of which a newer one on the same topic waits as well: it is out of date;
//   2. the oldest requests and answers, an eighth of the room at once: whoever asked asks again;
//   3. the oldest of the rest.

#include <deque>

#include "vestibule/wire/bus.hpp"

namespace vestibule::link {

class BoundedQueue {
 public:
  BoundedQueue(std::size_t most_messages, std::size_t most_bytes) : most_messages_(most_messages), most_bytes_(most_bytes) {}

  /// Takes the message in and says how many others had to give way.
  std::size_t push(wire::Message message);
  /// The oldest; the queue must not be empty.
  wire::Message pop();
  bool empty() const { return messages_.empty(); }
  std::size_t size() const { return messages_.size(); }
  std::size_t clear();

 private:
  bool full() const { return messages_.size() >= most_messages_ || bytes_ >= most_bytes_; }
  std::size_t drop_superseded();
  std::size_t drop_asked();

  template <class Gone>
  std::size_t drop_if(Gone gone);

  const std::size_t most_messages_;
  const std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::deque<wire::Message> messages_;
};

}  // namespace vestibule::link
