// Which event says what an action did.

#include "front_hall.hpp"

namespace vestibule::queue {
namespace {

TokenNote note(const Token& token) {
  TokenNote note{token.id(), token.number.text(), token.service->id, token.priority->id, token.state, std::nullopt};
  if (token.desk) note.desk = token.desk->id;
  return note;
}

std::optional<std::string> if_any(const std::string& text) { return text.empty() ? std::nullopt : std::optional{text}; }

void tell_about_desk(Act& act, const Change& change) {
  const DeskNow& desk = change.desk->after;
  act.tell(DeskChanged{desk.desk->id, desk.attendance});
}

void tell_undone(Act& act, const Change& change) {
  const std::string command = fmt::format("queue.{}", boost::describe::enum_to_string(*change.undone, "?"));
  ActionUndone undone{change.at->id, command, std::nullopt};
  if (change.token) undone.token = note(change.token->after);
  act.tell(std::move(undone));
}

}  // namespace

void tell(Act& act, const Change& change) {
  if (change.verb == Verb::undo) return tell_undone(act, change);
  if (!change.token) return tell_about_desk(act, change);
  const Token& token = change.token->after;
  switch (change.verb) {
    case Verb::issue_token:
      return act.tell(TokenIssued{note(token), token.promise.ahead, token.promise.range, if_any(change.reason)});
    case Verb::call_next:
    case Verb::call_token:
      return act.tell(TokenCalled{note(token), change.call->area->id, change.call->sequence, token.call_code(), *change.desk->after.why});
    case Verb::recall:
      return act.tell(TokenRecalled{note(token), change.call->area->id, change.call->sequence, token.call_code(), token.calls});
    case Verb::start: return act.tell(ServingStarted{note(token)});
    case Verb::finish: return act.tell(TokenFinished{note(token), if_any(token.outcome)});
    case Verb::no_show: return act.tell(TokenMissed{note(token)});
    case Verb::park:
      return act.tell(TokenParked{note(token), static_cast<int>((token.returns - token.since) / std::chrono::seconds{1})});
    case Verb::return_token: return act.tell(TokenReturned{note(token)});
    case Verb::transfer: return act.tell(TokenTransferred{note(token), change.token->before->service->id});
    case Verb::send_on:
      return act.tell(TokenSentOn{note(token), change.token->before->service->id, token.pathway->id, token.stage});
    case Verb::change_priority:
      return act.tell(PriorityChanged{note(token), change.token->before->priority->id, change.reason});
    case Verb::cancel: return act.tell(TokenCancelled{note(token), change.reason});
    case Verb::bring_token:  // told where the kiosk is known
    case Verb::open_desk:
    case Verb::pause_desk:
    case Verb::close_desk:
    case Verb::undo: return;  // told above
  }
}

void declare_events(Events& events) {
  events.declare<TokenIssued>("A patient got a number");
  events.declare<TokenCalled>("A token was called to a desk, and why this one");
  events.declare<TokenRecalled>("A called token was called again");
  events.declare<ServingStarted>("The patient is at the desk");
  events.declare<TokenFinished>("The visit ended with an outcome");
  events.declare<TokenMissed>("A called token did not come");
  events.declare<TokenParked>("A token waits elsewhere for a while");
  events.declare<TokenReturned>("A parked or missed token waits again");
  events.declare<TokenTransferred>("A token went to another service or desk, with its number");
  events.declare<TokenSentOn>("A token went on along its pathway");
  events.declare<PriorityChanged>("A token's class was changed, with a reason");
  events.declare<TokenCancelled>("A visit ended before it was served");
  events.declare<ActionUndone>("The last action at a desk was taken back");
  events.declare<DeskChanged>("A desk was opened, paused or closed");
  events.declare<DayOpened>("A business day was opened");
  events.declare<DayClosed>("A business day was closed, with its counts");
  events.declare<CallShown>("A screen has painted or spoken a call");
  events.declare<TokenBrought>("A kiosk has brought a token it gave while it could not reach the house");
  events.declare<NumberQuarantined>("A number in somebody's hand could not be put in the line: staff must look");
  events.declare<KioskFenced>("Two machines speak in the name of one kiosk: this one gives no numbers any more");
  events.declare<KioskChanged>("A kiosk's printer or journal needs somebody, or does so no longer");
}

}  // namespace vestibule::queue
