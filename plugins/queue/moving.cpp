// From one place to another: later, elsewhere, further on, higher up, or not at all.

#include <algorithm>

#include "rules.hpp"

namespace vestibule::queue {
namespace {

/// Whom a command means that names a desk (its current token) or a token.
struct Subject {
  const Desk* desk = nullptr;
  const Token* token = nullptr;
};

Result<Subject> subject_of(const Hall& hall, const std::optional<DeskId>& desk, const std::optional<TokenId>& token) {
  if (desk.has_value() == token.has_value()) return fail(Code::invalid, "name either the desk or the token");
  Subject subject;
  if (desk) {
    VESTIBULE_TRY(subject.desk, desk_named(hall, *desk));
    VESTIBULE_TRY(subject.token, current_token(hall, *subject.desk));
    return subject;
  }
  VESTIBULE_TRY(subject.token, token_named(hall, *token));
  if (subject.token->state == State::waiting) return subject;
  return fail(Code::conflict, "{} is {}, not waiting", subject.token->number, word(subject.token->state));
}

/// The wait a token leaves a line with: what it has earned so far, or what its call froze.
Duration earned(const Token& token, Moment now) { return token.state == State::waiting ? now - token.effective() : token.credit; }

Change leave(Verb verb, const Doing& doing, const Hall& hall, const Subject& subject) {
  Change change = change_at(verb, doing, hall, subject.desk, subject.token);
  Token& after = change.token->after;
  after.credit = earned(*subject.token, doing.now);
  after.since = doing.now;
  after.desk = nullptr;
  after.calls = 0;
  if (subject.desk) {
    change.desk->after.token = TokenId{};
    change.desk->after.why.reset();
    change.desk->after.by.clear();
  }
  return change;
}

void begin_to_wait(Change& change, const Hall& hall) {
  Token& token = change.token->after;
  token.state = State::waiting;
  token.joined = token.since = change.doing.now;
  token.returned = token.credit > Duration::zero();
  // The line may hold the token still, at the very place it keeps: so it does not count itself.
  token.promise = promise_for(hall, token, change.doing.now);
}

/// The class of the same name in another service's scale, or its ordinary one.
const Priority* same_class(const Priority& priority, const Service& service) {
  const Priority* same = service.priority(priority.id);
  return same ? same : service.scale->ordinary;
}

/// The first stage of the pathway that has the token's service.
Result<> set_out_from_here(const Hospital& hospital, const PathwayId& id, Token& token) {
  if (token.pathway) return fail(Code::conflict, "{} is on pathway '{}' already", token.number, token.pathway->id);
  token.pathway = hospital.pathway(id);
  if (!token.pathway) return fail(Code::not_found, "there is no pathway '{}'", id);
  for (std::size_t stage = 0; stage < token.pathway->stages.size(); ++stage) {
    const auto& services = token.pathway->stages[stage];
    const auto here = std::find(services.begin(), services.end(), token.service);
    if (here == services.end()) continue;
    token.stage = static_cast<std::int8_t>(stage);
    token.stage_left = static_cast<std::uint8_t>(((1u << services.size()) - 1) & ~(1u << (here - services.begin())));
    return {};
  }
  return fail(Code::invalid, "service '{}' is not on pathway '{}'", token.service->id, id);
}

/// Of the services still to come in the stage, the one asked for, or the one with the fewest people waiting.
Result<std::size_t> choose_service(const Hall& hall, const Token& token, const std::optional<ServiceId>& to) {
  const auto& services = token.pathway->stages[static_cast<std::size_t>(token.stage)];
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < services.size(); ++i) {
    if (!(token.stage_left >> i & 1u) || (to && services[i]->id != *to)) continue;
    if (!best || hall.count(*services[i], State::waiting) < hall.count(*services[*best], State::waiting)) best = i;
  }
  if (best) return *best;
  return fail(Code::invalid, "service '{}' is not among the next of pathway '{}'", to ? to->text() : "", token.pathway->id);
}

}  // namespace

Result<Change> park(const Hall& hall, const Doing& doing, const Park& asked) {
  if (asked.minutes < 1 || asked.minutes > 24 * 60) return fail(Code::invalid, "minutes must be from 1 to 1440, not {}", asked.minutes);
  VESTIBULE_TRY(const Subject subject, subject_of(hall, asked.desk, asked.token));
  Change change = leave(Verb::park, doing, hall, subject);
  change.token->after.state = State::parked;
  change.token->after.returns = doing.now + std::chrono::minutes{asked.minutes};
  return change;
}

Result<Change> return_token(const Hall& hall, const Doing& doing, const Return& asked) {
  VESTIBULE_TRY(const Token* token, token_named(hall, asked.token));
  if (!hall.open()) return fail(Code::conflict, "the day is not open: queue.open_day opens it");
  if (token->state != State::parked && token->state != State::no_show)
    return fail(Code::conflict, "{} is {}; only one who is parked or did not show comes back", token->number, word(token->state));
  Change change = change_at(Verb::return_token, doing, hall, nullptr, token);
  Token& after = change.token->after;
  after.desk = nullptr;
  after.calls = 0;
  // Who was called and did not come starts again at the end: those who were there should not wait for it twice.
  if (token->state == State::no_show) after.credit = Duration::zero();
  begin_to_wait(change, hall);
  return change;
}

Result<Change> transfer(const Hall& hall, const Doing& doing, const Transfer& asked) {
  if (!asked.service && !asked.to_desk) return fail(Code::invalid, "name the service or the desk to transfer to");
  VESTIBULE_TRY(const Subject subject, subject_of(hall, asked.desk, asked.token));
  Change change = leave(Verb::transfer, doing, hall, subject);
  Token& after = change.token->after;
  if (asked.service) {
    VESTIBULE_TRY(after.service, service_named(hall, *asked.service));
  }
  after.priority = same_class(*subject.token->priority, *after.service);
  if (asked.to_desk) {
    VESTIBULE_TRY(after.desk, desk_named(hall, *asked.to_desk));
    if (!after.desk->gives(*after.service))
      return fail(Code::conflict, "desk '{}' does not give service '{}'", *asked.to_desk, after.service->id);
  }
  if (after.service != subject.token->service) {
    after.pathway = nullptr;  // it has left the way it was on
    after.stage = 0;
    after.stage_left = 0;
  }
  begin_to_wait(change, hall);
  return change;
}

Result<Change> send_on(const Hall& hall, const Doing& doing, const SendOn& asked) {
  VESTIBULE_TRY(const Desk* desk, desk_named(hall, asked.desk));
  VESTIBULE_TRY(const Token* token, current_token(hall, *desk));
  Change change = leave(Verb::send_on, doing, hall, {desk, token});
  Token& after = change.token->after;
  if (asked.pathway) VESTIBULE_CHECK(set_out_from_here(hall.hospital(), *asked.pathway, after));
  if (!after.pathway) return fail(Code::conflict, "{} is on no pathway; name one, or transfer it", token->number);
  if (!after.stage_left) {
    const auto next = static_cast<std::size_t>(after.stage) + 1;
    if (next >= after.pathway->stages.size())
      return fail(Code::conflict, "{} is at the last stage of pathway '{}': finish it", token->number, after.pathway->id);
    after.stage = static_cast<std::int8_t>(next);
    after.stage_left = static_cast<std::uint8_t>((1u << after.pathway->stages[next].size()) - 1);
  }
  VESTIBULE_TRY(const std::size_t chosen, choose_service(hall, after, asked.to));
  const Service* service = after.pathway->stages[static_cast<std::size_t>(after.stage)][chosen];
  after.stage_left = static_cast<std::uint8_t>(after.stage_left & ~(1u << chosen));
  // What was earned here is kept for coming back; at a service seen for the first time everybody starts anew.
  const auto earned_at = [&after](const Service* where) {
    return std::find_if(after.earned.begin(), after.earned.end(), [where](const auto& entry) { return entry.first == where; });
  };
  if (const auto here = earned_at(token->service); here != after.earned.end()) here->second = after.credit;
  else after.earned.emplace_back(token->service, after.credit);
  sort_by_service(after.earned);
  const auto there = earned_at(service);
  after.credit = there == after.earned.end() ? Duration::zero() : there->second;
  after.priority = same_class(*token->priority, *service);
  after.service = service;
  begin_to_wait(change, hall);
  return change;
}

Result<Change> change_priority(const Hall& hall, const Doing& doing, const ChangePriority& asked) {
  VESTIBULE_TRY(const Token* token, token_named(hall, asked.token));
  VESTIBULE_CHECK(written(asked.reason, "reason"));
  const Desk* desk = nullptr;
  if (asked.desk) {
    VESTIBULE_TRY(desk, desk_named(hall, *asked.desk));
  }
  if (token->over()) return fail(Code::conflict, "{} is {} already", token->number, word(token->state));
  const Priority* priority = token->service->priority(asked.priority);
  if (!priority) return fail(Code::invalid, "service '{}' has no priority '{}'", token->service->id, asked.priority.substr(0, 64));
  if (priority == token->priority) return fail(Code::conflict, "{} has priority '{}' already", token->number, asked.priority);
  Change change = change_at(Verb::change_priority, doing, hall, desk, token);
  change.reason = asked.reason;
  change.token->after.priority = priority;
  return change;
}

Result<Change> cancel(const Hall& hall, const Doing& doing, const Cancel& asked) {
  VESTIBULE_TRY(const Token* token, token_named(hall, asked.token));
  VESTIBULE_CHECK(written(asked.reason, "reason"));
  if (token->over()) return fail(Code::conflict, "{} is {} already", token->number, word(token->state));
  const Desk* desk = token->at_desk() ? token->desk : nullptr;
  if (asked.desk) {
    VESTIBULE_TRY(const Desk* named, desk_named(hall, *asked.desk));
    if (desk && desk != named) return fail(Code::conflict, "{} is at desk '{}', not '{}'", token->number, desk->id, named->id);
    desk = named;
  }
  Change change = change_at(Verb::cancel, doing, hall, desk, token);
  if (!asked.desk) change.at = nullptr;  // the patient's own, or a kiosk's: it empties the desk, and is not the desk's to take back
  change.reason = asked.reason;
  Token& after = change.token->after;
  after.credit = earned(*token, doing.now);
  after.state = State::cancelled;
  after.since = doing.now;
  if (desk && token->at_desk()) {
    change.desk->after.token = TokenId{};
    change.desk->after.why.reset();
    change.desk->after.by.clear();
  }
  return change;
}

}  // namespace vestibule::queue
