#include "change.hpp"

namespace vestibule::queue {

LastAction last_action_of(const Change& change) {
  LastAction action{change.verb, std::nullopt, 0, change.desk->before, change.desk->after.revision};
  if (change.token) {
    action.token_before = change.token->before;
    action.token_revision = change.token->after.revision;
  }
  return action;
}

bool withdraws_call(const Change& change) {
  return change.undone == Verb::call_next || change.undone == Verb::call_token || change.undone == Verb::recall;
}

}  // namespace vestibule::queue
