#pragma once
// What messages tells. Events are kept for good and say who wrote to whom, never what. `ears` are the actors an event is for.

#include <string_view>

#include <vestibule/messages_wire.hpp>

namespace vestibule::messages {

struct MessageSent {
  static constexpr std::string_view name = "messages.message_sent";
  std::int64_t message = 0;
  Addressee to;
  std::vector<std::string> ears;
};
BOOST_DESCRIBE_STRUCT(MessageSent, (), (message, to, ears))

struct MessagesRead {
  static constexpr std::string_view name = "messages.messages_read";
  std::vector<std::int64_t> messages;
  std::vector<std::string> ears;
};
BOOST_DESCRIBE_STRUCT(MessagesRead, (), (messages, ears))

/// Somebody sat down at a desk, or rose; its unread messages are theirs.
struct SeatTaken {
  static constexpr std::string_view name = "messages.seat_taken";
  std::string person;
  std::string desk;  ///< empty: they rose
  std::vector<std::string> ears;
};
BOOST_DESCRIBE_STRUCT(SeatTaken, (), (person, desk, ears))

}  // namespace vestibule::messages
