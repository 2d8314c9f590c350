#pragma once
// Tokens and desks as plain values: what a table row holds, and what a desk's last action is kept as.

#include "change.hpp"

namespace vestibule::queue {

struct TokenRow {
  std::int64_t serial = 0;
  std::string id, numbered_by, number, code, language, service, priority, state, earned, outcome;
  int counter = 0, needs = 0, stage = 0, stage_left = 0, returned = 0, calls = 0, ahead = 0, desks = 0, revision = 0;
  std::int64_t issued_at = 0, joined = 0, credit = 0, since = 0, returns = 0, point = 0;
  std::optional<std::int64_t> booked;
  std::optional<std::string> desk, pathway;
  std::optional<int> low, high;
};
BOOST_DESCRIBE_STRUCT(TokenRow, (),
                      (serial, id, numbered_by, number, code, language, service, priority, state, earned, outcome, counter, needs, stage,
                       stage_left, returned, calls, ahead, desks, revision, issued_at, joined, credit, since, returns, point, booked, desk,
                       pathway, low, high))

struct DeskRow {
  std::string id, attendance;
  std::optional<std::string> token;
  std::string why;  ///< JSON, or empty
  std::int64_t call = 0, since = 0;
  int revision = 0;
  std::optional<std::string> by;  ///< absent in what was kept before it was known
};
BOOST_DESCRIBE_STRUCT(DeskRow, (), (id, attendance, token, why, call, since, revision, by))

struct LastActionRow {
  std::string verb;
  std::optional<TokenRow> token_before;
  int token_revision = 0;
  DeskRow desk_before;
  int desk_revision = 0;
};
BOOST_DESCRIBE_STRUCT(LastActionRow, (), (verb, token_before, token_revision, desk_before, desk_revision))

TokenRow row_of(const Token& token);
DeskRow row_of(const DeskNow& desk);
LastActionRow row_of(const LastAction& action);

/// Conflict if the row names something the hospital file does not have (any more).
Result<Token> token_of(const TokenRow& row, const Hospital& hospital);
Result<DeskNow> desk_of(const DeskRow& row, const Hospital& hospital);
Result<LastAction> last_action_of(const LastActionRow& row, const Hospital& hospital);

template <class E>
std::string word_of(E value) { return boost::describe::enum_to_string(value, "?"); }

template <class E>
Result<E> enum_of(const std::string& text) {
  E value{};
  if (boost::describe::enum_from_string(text.c_str(), value)) return value;
  return decode<E>(encode(text));  // which says what it may be
}

}  // namespace vestibule::queue
