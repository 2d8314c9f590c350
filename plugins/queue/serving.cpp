// What happens at a desk between a call and the next, and how the last of it is taken back.

#include "rules.hpp"

#include <vestibule/trial.hpp>

namespace vestibule::queue {
namespace {

Result<Change> attend(const Hall& hall, const Doing& doing, const DeskId& id, Verb verb, Attendance attendance) {
  VESTIBULE_TRY(const Desk* desk, desk_named(hall, id));
  const DeskNow& now = hall.desk(*desk);
  if (!hall.open()) return fail(Code::conflict, "the day is not open: queue.open_day opens it");
  if (now.attendance == attendance)
    return fail(Code::conflict, "desk '{}' is {} already", id, boost::describe::enum_to_string(attendance, "?"));
  Change change = change_at(verb, doing, hall, desk, nullptr);
  change.desk->after.attendance = attendance;
  return change;
}

/// The desk's token leaves it in a new state.
Change leave_desk(const Hall& hall, const Doing& doing, const Desk& desk, const Token& token, Verb verb, State state) {
  Change change = change_at(verb, doing, hall, &desk, &token);
  change.token->after.state = state;
  change.token->after.since = doing.now;
  change.desk->after.token = TokenId{};
  change.desk->after.why.reset();
  change.desk->after.by.clear();
  return change;
}

}  // namespace

Result<Change> open_desk(const Hall& hall, const Doing& doing, const OpenDesk& asked) {
  return attend(hall, doing, asked.desk, Verb::open_desk, Attendance::open);
}

Result<Change> pause_desk(const Hall& hall, const Doing& doing, const PauseDesk& asked) {
  VESTIBULE_TRY(const Desk* desk, desk_named(hall, asked.desk));
  if (hall.desk(*desk).attendance == Attendance::closed) return fail(Code::conflict, "desk '{}' is closed; open it first", asked.desk);
  return attend(hall, doing, asked.desk, Verb::pause_desk, Attendance::paused);
}

Result<Change> close_desk(const Hall& hall, const Doing& doing, const CloseDesk& asked) {
  VESTIBULE_TRY(const Desk* desk, desk_named(hall, asked.desk));
  if (const Token* token = hall.find(hall.desk(*desk).token))
    return fail(Code::conflict, "desk '{}' still has {} ({}): finish it first", asked.desk, token->number, word(token->state));
  return attend(hall, doing, asked.desk, Verb::close_desk, Attendance::closed);
}

Result<Change> start(const Hall& hall, const Doing& doing, const Start& asked) {
  VESTIBULE_TRY(const Desk* desk, desk_named(hall, asked.desk));
  VESTIBULE_TRY(const Token* token, current_token(hall, *desk));
  if (token->state != State::called) return fail(Code::conflict, "{} is {} already", token->number, word(token->state));
  Change change = change_at(Verb::start, doing, hall, desk, token);
  change.token->after.state = State::serving;
  change.token->after.since = doing.now;
  change.desk->after.by = doing.by;
  return change;
}

Result<Change> finish(const Hall& hall, const Doing& doing, const Finish& asked) {
  VESTIBULE_TRY(const Desk* desk, desk_named(hall, asked.desk));
  VESTIBULE_TRY(const Token* token, current_token(hall, *desk));
  if (asked.outcome) VESTIBULE_CHECK(written(*asked.outcome, "outcome"));
  if (asked.outcome && !hall.hospital().outcomes.empty() && !hall.hospital().outcome(*asked.outcome))
    return fail(Code::invalid, "'{}' is no outcome of the hospital file", *asked.outcome);
  Change change = leave_desk(hall, doing, *desk, *token, Verb::finish, State::done);
  change.token->after.outcome = asked.outcome.value_or("");
  return change;
}

Result<Change> no_show(const Hall& hall, const Doing& doing, const NoShow& asked) {
  VESTIBULE_TRY(const Desk* desk, desk_named(hall, asked.desk));
  VESTIBULE_TRY(const Token* token, current_token(hall, *desk));
  const bool another = (asked.token && token->id() != *asked.token) || (asked.calls && token->calls != *asked.calls);
  if (another) return fail(Code::conflict, "desk '{}' has gone on since", asked.desk);
  if (token->state != State::called) return fail(Code::conflict, "{} is {}: the patient is there", token->number, word(token->state));
  return leave_desk(hall, doing, *desk, *token, Verb::no_show, State::no_show);
}

Result<Change> undo(const Hall& hall, const Doing& doing, const Undo& asked) {
  VESTIBULE_TRY(const Desk* desk, desk_named(hall, asked.desk));
  const auto& last = hall.last_action(*desk);
  if (!last) return fail(Code::conflict, "desk '{}' has nothing to take back", asked.desk);
  const DeskNow& now = hall.desk(*desk);
  const Token* token = last->token_before ? hall.find(last->token_before->id()) : nullptr;
  if (now.revision != last->desk_revision || (token && token->revision != last->token_revision))
    return fail(Code::conflict, "{} has changed since; it can no longer be taken back", token ? token->number.view() : "the desk");
  Change change = change_at(Verb::undo, doing, hall, desk, token);
  change.undone = last->verb;
  const int revision = change.desk->after.revision;
  const std::int64_t call = now.call;
  VESTIBULE_RARE("undone");
  if (!VESTIBULE_PLANTED("undo_keeps_the_desk")) change.desk->after = last->desk_before;
  change.desk->after.revision = revision;
  change.desk->after.call = call;  // what screens have been sent stays counted
  if (token) {
    change.undone_revision = last->token_revision;
    const int next = change.token->after.revision;
    change.token->after = *last->token_before;
    change.token->after.revision = next;
  }
  return change;
}

}  // namespace vestibule::queue
