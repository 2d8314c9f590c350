// Who is called next, and why.

#include <algorithm>

#include <vestibule/trial.hpp>

#include "rules.hpp"

namespace vestibule::queue {
namespace {

Duration waited(const Token& token, Moment now) { return now - token.effective(); }

/// How the heads of a desk's several lines compare: whoever waited the bound out, then classes to be seen at once, then
/// rate times wait, which means the same in every discipline.
struct Pressing {
  bool beyond_bound, at_once;
  std::int64_t credit;
  friend auto operator<=>(const Pressing&, const Pressing&) = default;
};

Pressing pressing(const Token& token, Moment now) {
  const Priority& priority = *token.priority;
  const Duration wait = waited(token, now);
  return {token.service->discipline->beyond_bound(wait), priority.target == Duration::zero(), wait.count() * priority.rate};
}

/// Why `token` goes before `other`, who came earlier.
Cause cause_over(const Token& token, const Token& other, const Line& line, Moment now) {
  if (line.before(other, token, now)) return Cause::this_desk;  // by the rule it would not
  if (token.effective() < other.effective()) return !token.returned && (token.booked || other.booked) ? Cause::appointment : Cause::returned;
  if (token.priority->rank < other.priority->rank) return Cause::triage;
  return Cause::returned;  // of one class and with the same credit to the millisecond
}

std::vector<PassedOver> passed_by(const Token& token, const Hall& hall, Moment now, bool chosen) {
  const Line& line = hall.line(*token.service);
  std::vector<PassedOver> passed;
  for (const Earlier& earlier : line.earlier_than(token, token.joined)) {
    const Cause cause = chosen ? Cause::staff : cause_over(token, *earlier.first, line, now);
    passed.push_back({earlier.priority, static_cast<int>(earlier.count), cause, earlier.first->number.text(), waited(*earlier.first, now)});
  }
  return passed;
}

/// One more who is passed over: of each class, the first to be counted has waited longest.
void count_passed(std::vector<PassedOver>& passed, const Token& token, const Token& other, const Hall& hall, Moment now) {
  const auto same = std::find_if(passed.begin(), passed.end(), [&](const PassedOver& one) { return one.priority == other.priority; });
  if (same != passed.end()) {
    ++same->count;
    return;
  }
  passed.push_back({other.priority, 1, cause_over(token, other, hall.line(*token.service), now), other.number.text(), waited(other, now)});
}

/// Time since the service's call before, times the desks that were open: how long one desk takes. It tells something only
/// if somebody was waiting the whole time.
std::optional<Duration> gap_before(const Hall& hall, const Service& service, Moment now) {
  const auto last = hall.waits().last_taking(service);
  const Token* longest = hall.line(service).longest();  // there is one: who is called stands in the line still
  if (!last || longest->joined > *last) return std::nullopt;
  return (now - *last) * std::max(1, hall.desks_for(service, Attendance::open));
}

Result<> may_call(const Hall& hall, const Desk& desk) {
  const DeskNow& now = hall.desk(desk);
  if (!hall.open()) return fail(Code::conflict, "the day is not open: queue.open_day opens it");
  if (now.attendance != Attendance::open)
    return fail(Code::conflict, "desk '{}' is {}; open it first", desk.id, boost::describe::enum_to_string(now.attendance, "?"));
  if (now.token.empty()) return {};
  const Token& current = *hall.find(now.token);
  return fail(Code::conflict, "desk '{}' still has {} ({}): finish it first", desk.id, current.number, word(current.state));
}

Cause cause_of(const Change& change, const Token& before, const Hall& hall) {
  if (!change.reason.empty()) return Cause::staff;
  if (!change.passed.empty())
    return std::max_element(change.passed.begin(), change.passed.end(), [](const auto& a, const auto& b) { return a.count < b.count; })->cause;
  // Nobody came earlier, but somebody more urgent may be waiting.
  const Moment now = change.doing.now;
  if (!before.service->discipline->beyond_bound(waited(before, now))) return Cause::in_turn;
  for (const Token* other : hall.line(*before.service).front(2, now, nullptr, hall.desks()))
    if (other->priority->rank < before.priority->rank) return Cause::waited_bound;
  return Cause::in_turn;
}

Change called(const Hall& hall, const Doing& doing, const Desk& desk, const Token& token, Verb verb, const std::string& reason) {
  Change change = change_at(verb, doing, hall, &desk, &token);
  change.reason = reason;
  change.passed = passed_by(token, hall, doing.now, !reason.empty());
  Token& after = change.token->after;
  if (token.state == State::waiting) {
    after.credit = waited(token, doing.now);
    change.taking = Taking{token.serial, after.revision, token.service, token.priority, doing.now, doing.now - token.joined, token.promise,
                           gap_before(hall, *token.service, doing.now)};
  }
  after.state = State::called;
  after.since = doing.now;
  after.desk = &desk;
  after.calls = 1;
  change.call = CallMade{token.service->area, hall.calls(*token.service->area).last + 1, false};
  change.desk->after.token = token.id();
  change.desk->after.call = change.call->sequence;
  change.desk->after.why = why_called(token, change, hall);
  change.desk->after.by = doing.by;
  return change;
}

}  // namespace

Why why_called(const Token& before, const Change& change, const Hall& hall) {
  const auto seconds = [](Duration wait) { return static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(wait).count()); };
  const Duration wait = before.state == State::waiting ? waited(before, change.doing.now) : before.credit;
  Why why;
  why.cause = cause_of(change, before, hall);
  why.priority = before.priority->id;
  why.waited_seconds = seconds(wait);
  why.rate = static_cast<double>(before.priority->rate) / 1000;
  why.credit = static_cast<double>(before.priority->rate * wait.count() / 60'000'000);  // thousandths times milliseconds
  for (const PassedOver& passed : change.passed)
    why.passed.push_back({passed.priority->id, passed.count, passed.cause, passed.longest, seconds(passed.waited)});
  if (why.cause == Cause::staff) {
    why.by = change.doing.by;
    why.reason = change.reason;
  }
  return why;
}

std::vector<Why> whys_next(const Hall& hall, const std::vector<const Token*>& line, std::size_t count, Moment now) {
  std::vector<Why> whys;
  for (std::size_t i = 0; i < std::min(count, line.size()); ++i) {
    const Token& token = *line[i];
    Change change;
    change.doing.now = now;
    for (std::size_t j = i + 1; j < line.size(); ++j) {
      const Token& other = *line[j];
      if (other.service == token.service && other.joined < token.joined) count_passed(change.passed, token, other, hall, now);
    }
    whys.push_back(why_called(token, change, hall));
  }
  return whys;
}

std::vector<const Token*> next_for(const Hall& hall, const Desk& desk, std::size_t count, Moment now) {
  std::vector<std::vector<const Token*>> fronts;
  for (const Service* service : desk.services) fronts.push_back(hall.line(*service).front(count, now, &desk, hall.desks()));
  std::vector<std::size_t> taken(fronts.size(), 0);
  std::vector<const Token*> found;
  while (found.size() < count) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < fronts.size(); ++i) {
      if (taken[i] == fronts[i].size()) continue;
      if (!best || pressing(*fronts[i][taken[i]], now) > pressing(*fronts[*best][taken[*best]], now)) best = i;
    }
    if (!best) break;
    found.push_back(fronts[*best][taken[*best]++]);
  }
  return found;
}

Result<Change> call_next(const Hall& hall, const Doing& doing, const CallNext& asked) {
  VESTIBULE_TRY(const Desk* desk, desk_named(hall, asked.desk));
  VESTIBULE_CHECK(may_call(hall, *desk));
  const auto next = next_for(hall, *desk, 1, doing.now);
  if (next.empty()) return fail(Code::conflict, "nobody is waiting for desk '{}'", asked.desk);
  return called(hall, doing, *desk, *next.front(), Verb::call_next, "");
}

Result<Change> call_token(const Hall& hall, const Doing& doing, const CallToken& asked) {
  VESTIBULE_TRY(const Desk* desk, desk_named(hall, asked.desk));
  VESTIBULE_TRY(const Token* token, token_named(hall, asked.token));
  VESTIBULE_CHECK(written(asked.reason, "reason"));
  VESTIBULE_CHECK(may_call(hall, *desk));
  if (token->state != State::waiting && token->state != State::parked)
    return fail(Code::conflict, "{} is {}; only one who waits or is parked can be called", token->number, word(token->state));
  if (!desk->gives(*token->service))
    return fail(Code::conflict, "desk '{}' does not give service '{}': transfer {} first", desk->id, token->service->id, token->number);
  return called(hall, doing, *desk, *token, Verb::call_token, asked.reason);
}

Result<Change> recall(const Hall& hall, const Doing& doing, const Recall& asked) {
  VESTIBULE_TRY(const Desk* desk, desk_named(hall, asked.desk));
  VESTIBULE_TRY(const Token* token, current_token(hall, *desk));
  if (token->state != State::called)
    return fail(Code::conflict, "{} is {}; only one who is called can be called again", token->number, word(token->state));
  Change change = change_at(Verb::recall, doing, hall, desk, token);
  ++change.token->after.calls;
  change.token->after.since = doing.now;
  change.call = CallMade{token->service->area, hall.calls(*token->service->area).last + 1, !VESTIBULE_PLANTED("recall_looks_like_a_call")};
  change.desk->after.call = change.call->sequence;
  change.desk->after.by = doing.by;
  return change;
}

}  // namespace vestibule::queue
