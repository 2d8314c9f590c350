#pragma once
// What an action does, decided before anything is touched: first stored, then taken into memory, and taken back by undo.

#include <optional>
#include <string>
#include <vector>

#include "token.hpp"
#include "waits.hpp"

namespace vestibule::queue {

enum class Verb {
  open_desk, pause_desk, close_desk, issue_token, call_next, call_token, recall, start, finish, no_show, park, return_token,
  transfer, send_on, change_priority, cancel, undo, bring_token
};
BOOST_DESCRIBE_ENUM(Verb, open_desk, pause_desk, close_desk, issue_token, call_next, call_token, recall, start, finish, no_show,
                    park, return_token, transfer, send_on, change_priority, cancel, undo, bring_token)

/// Who acts, and when on both clocks.
struct Doing {
  std::string by;
  Instant at{};
  Moment now{};
};

struct TokenChange {
  std::optional<Token> before;  ///< absent: issued now
  Token after;
};

struct DeskChange {
  DeskNow before, after;
};

/// One call or recall as the screens of an area will show it.
struct CallMade {
  const Area* area = nullptr;
  std::int64_t sequence = 0;
  bool recall = false;
};

/// Those of one class who had come earlier and were passed over.
struct PassedOver {
  const Priority* priority = nullptr;
  int count = 0;
  Cause cause = Cause::in_turn;
  std::string longest;  ///< the number of the one who has waited longest
  Duration waited{};
};

/// What a patient told us when the token was issued.
struct VisitorTold {
  Visitor visitor;
  std::string shown_name;  ///< initials they agreed to have shown; empty: none
};

struct Change {
  Verb verb = Verb::issue_token;
  Doing doing;
  std::optional<TokenChange> token;
  std::optional<DeskChange> desk;
  std::optional<CallMade> call;
  std::optional<Taking> taking;
  std::vector<PassedOver> passed;
  std::string reason;
  std::optional<VisitorTold> visitor;   ///< of a token issued now
  const Desk* at = nullptr;             ///< whose last action this is, to be undone there; null with a `desk`: it was changed by somebody else
  std::optional<Verb> undone;           ///< with Verb::undo: what is taken back
  int undone_revision = 0;              ///< the token's revision by the action taken back
};

/// The last action at a desk, kept until it is undone or another follows.
struct LastAction {
  Verb verb = Verb::open_desk;
  std::optional<Token> token_before;
  int token_revision = 0;  ///< after the action; if the token has another by now, something else happened to it
  DeskNow desk_before;
  int desk_revision = 0;
};

/// What `change` leaves at its desk to be undone; the change must have an `at`.
LastAction last_action_of(const Change& change);
/// Whether an undo takes back a call that screens may have been sent.
bool withdraws_call(const Change& change);

}  // namespace vestibule::queue
