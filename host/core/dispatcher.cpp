#include "dispatcher.hpp"

#include <algorithm>

#include "callers.hpp"
#include "core/http/hide.hpp"
#include "discretion.hpp"
#include "store/errors.hpp"
#include "vestibule/trial.hpp"

namespace vestibule::core {
namespace {

constexpr std::size_t most_waiting = 10'000;
constexpr std::size_t most_in_group = 512;
constexpr Duration deadline{2'000};
constexpr Duration slow{50};

/// A refusal that says how things stood is an answer for good; "not now" and "it broke" invite another try, and a request
/// that is wrong in itself needs no memory to be refused again.
bool is_final(const Result<json::value>& result) {
  if (result) return true;
  if (VESTIBULE_PLANTED("refusals_forgotten")) return false;
  const Code code = result.error().code;
  return code == Code::not_found || code == Code::conflict || code == Code::denied;
}

std::string events_of(const std::vector<Telling>& tellings) {
  std::string events = "[";
  for (const auto& telling : tellings)
    events += fmt::format("{}{{\"name\":\"{}\",\"body\":{}}}", events.size() > 1 ? "," : "", telling.name, json::serialize(telling.body));
  return events += "]";
}

}  // namespace

void Dispatcher::submit(Order order) {
  if (waiting_.size() >= most_waiting) {
    parts_.loop.post([answer = std::move(order.answer)] {
      if (answer) answer(fail(Code::unavailable, "too many commands are waiting; try again in a moment"));
    });
    return;
  }
  waiting_.push_back(std::move(order));
  if (!std::exchange(scheduled_, true)) parts_.loop.post([this] { run_group(); });
}

void Dispatcher::run_group() {
  const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), most_in_group));
  std::vector<Order> orders(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(waiting_.begin() + count));
  waiting_.erase(waiting_.begin(), waiting_.begin() + count);
  scheduled_ = !waiting_.empty();
  if (scheduled_) parts_.loop.post([this] { run_group(); });
  if (!open_group(orders)) return;

  std::vector<Outcome> outcomes;
  outcomes.reserve(orders.size());
  for (auto& order : orders) outcomes.push_back(carry_out(std::move(order)));

  if (VESTIBULE_PLANTED("shown_before_the_commit")) {
    parts_.bulletin.settled();
    parts_.committed();
  }
  if (VESTIBULE_PLANTED("acknowledged_before_the_commit"))
    for (auto& outcome : outcomes)
      if (outcome.order.answer) std::exchange(outcome.order.answer, nullptr)(outcome.result);
  auto committed = parts_.database.in_transaction() ? parts_.database.commit()
                                                    : fail(Code::unavailable, "the disk refused the whole group of commands");
  if (!committed) take_back(committed.error(), outcomes);
  finish(outcomes);
}

/// Nothing of the group has happened, and memory forgets it too. After an I/O error there is nothing to read it from: then only
/// a new start knows what the disk holds.
void Dispatcher::take_back(const Error& why, std::vector<Outcome>& outcomes) {
  VESTIBULE_RARE("group_rolled_back");
  ++counts_.failed_commits;
  parts_.log.error("a group of {} commands was rolled back: {}", outcomes.size(), why.message);
  for (auto& outcome : outcomes) {
    outcome.result = tl::unexpected(Error{Code::unavailable, why.message});
    outcome.tellings.clear();
  }
  parts_.database.rollback();
  if (parts_.database.broken()) return parts_.broken();
  if (!VESTIBULE_PLANTED("journal_not_read_again")) parts_.journal.reread();
  if (!VESTIBULE_PLANTED("memory_not_loaded_again")) parts_.reload();
}

bool Dispatcher::open_group(std::vector<Order>& orders) {
  try {
    if (parts_.database.broken()) throw std::runtime_error("the disk has failed");
    parts_.database.begin();
    return true;
  } catch (const std::exception& failure) {
    parts_.database.rollback();
    if (parts_.database.broken()) parts_.broken();
    const Error error = database_error(failure).value_or(Error{Code::internal, failure.what()});
    parts_.log.error("no group could be opened: {}", failure.what());
    for (auto& order : orders)
      if (order.answer) order.answer(tl::unexpected(Error{Code::unavailable, error.message}));
    return false;
  }
}

void Dispatcher::finish(std::vector<Outcome>& outcomes) {
  ++counts_.groups;
  for (auto& outcome : outcomes) {
    ++(outcome.result ? counts_.committed : counts_.refused);
    if (outcome.order.answer) outcome.order.answer(std::move(outcome.result));
  }
  if (parts_.database.broken()) return;  // memory may hold what never was: nobody is shown it
  for (const auto& outcome : outcomes)
    for (const auto& telling : outcome.tellings) parts_.bulletin.tell(telling);
  parts_.bulletin.settled();
  parts_.committed();
}

Dispatcher::Outcome Dispatcher::carry_out(Order order) {
  const auto refused = [&](Error error) { return Outcome{std::move(order), tl::unexpected(std::move(error)), {}}; };
  if (!parts_.database.in_transaction()) return refused({Code::unavailable, "the disk refused the whole group of commands"});
  try {
    if (order.looked) return witness(std::move(order));
    const Command* command = parts_.registry.command(order.name);
    if (!command) return refused({Code::not_found, fmt::format("there is no command '{}'", order.name)});
    const Judged judged = parts_.gate.judge(order.actor, command->guest, command->shape, order.body);
    if (const Entry* entry = parts_.journal.find(order.request_id)) return repeated(*command, *entry, std::move(order), judged);
    const Steady begun = parts_.clock.steady();
    parts_.database.set_deadline(begun + deadline);
    Act act(order.actor, parts_.clock.wall(), order.request_id);
    auto result = judged.allowed ? in_savepoint(*command, act, order.body) : tl::unexpected(judged.allowed.error());
    make_discreet(command->shape, order.body);  // the journal outlives what people told us in confidence
    const bool to_keep = is_final(result) && (judged.allowed || order.actor.role != nobody_role);  // a stranger's tries fill no disk
    if (to_keep && parts_.database.in_transaction()) record(act, order, result, judged.subject);
    if (judged.hidden && result) hide(*result, *judged.hidden);
    if (const auto took = parts_.clock.steady() - begun; took > slow) {
      ++counts_.slow;
      parts_.log.warning("{} held the loop for {} ms", order.name, took.count());
    }
    const bool happened = result.has_value();
    return {std::move(order), std::move(result), happened ? act.tellings() : std::vector<Telling>{}};
  } catch (const std::exception& failure) {
    // The journal itself could not be written: nothing of this group may stand.
    parts_.log.error("{}: the journal cannot be written: {}", order.name, failure.what());
    parts_.database.rollback();
    return refused(database_error(failure).value_or(Error{Code::internal, failure.what()}));
  }
}

/// The first answer again, as far as the actor may still see it.
Dispatcher::Outcome Dispatcher::repeated(const Command& command, const Entry& entry, Order order, const Judged& judged) {
  ++counts_.repeated;
  VESTIBULE_RARE("request_repeated");
  if (VESTIBULE_PLANTED("repetition_runs_again")) {
    Act again(order.actor, parts_.clock.wall(), order.request_id);
    auto result = in_savepoint(command, again, order.body);
    return {std::move(order), std::move(result), {}};
  }
  make_discreet(command.shape, order.body);
  auto answer = first_answer(entry, order);
  if (answer && !judged.allowed) answer = tl::unexpected(judged.allowed.error());
  if (answer && judged.hidden) hide(*answer, *judged.hidden);
  return {std::move(order), std::move(answer), {}};
}

/// Somebody has looked at somebody: it is written down that they did, not what they saw.
Dispatcher::Outcome Dispatcher::witness(Order order) {
  Looked looked = *std::exchange(order.looked, std::nullopt);
  const Act act(order.actor, parts_.clock.wall(), order.request_id);
  Result<json::value> told = json::value(json::object{});
  if (!looked.result) told = tl::unexpected(looked.result.error());
  record(act, order, told, looked.subject);
  return {std::move(order), std::move(looked.result), {}};
}

Result<json::value> Dispatcher::in_savepoint(const Command& command, Act& act, const json::value& body) {
  Result<json::value> result;
  const auto run = [&]() -> Result<> {
    result = command.handler(act, body);
    return {};
  };
  parts_.database.open_savepoint();
  auto entered = command.guest ? parts_.guests.enter(*command.guest, run) : run();
  if (!entered) result = tl::unexpected(std::move(entered).error());
  if (!parts_.database.in_transaction()) return result;
  if (result) parts_.database.keep_savepoint();
  else parts_.database.drop_savepoint();
  return result;
}

Result<json::value> Dispatcher::first_answer(const Entry& entry, const Order& order) {
  const auto request = parse_json(entry.request);
  if (VESTIBULE_PLANTED("conflict_not_seen")) return parse_json(entry.reply);
  if (entry.command != order.name || entry.actor.id != order.actor.id || !request || *request != order.body)
    return fail(Code::conflict, "request id '{}' was used before for something else", order.request_id);
  if (entry.outcome != "ok") return tl::unexpected(Error{code_named(entry.outcome), entry.reply});
  return parse_json(entry.reply);
}

namespace {
/// "person 01J..., desk 2": whom it was about, and what else it touched.
std::string object_of(const Act& act, const std::string& subject) {
  if (subject.empty() || act.object() == subject) return act.object();
  return act.object().empty() ? subject : fmt::format("{}, {}", subject, act.object());
}

/// A machine acts as itself from itself.
bool is_machine(const Actor& actor) { return actor.id == actor.device; }
}  // namespace

void Dispatcher::record(const Act& act, const Order& order, const Result<json::value>& result, const std::string& subject) {
  Entry entry;
  entry.at = act.at;
  entry.steady = parts_.clock.steady().time_since_epoch().count();
  entry.actor = act.actor;
  entry.request_id = order.request_id;
  entry.command = order.name;
  entry.object = object_of(act, subject);
  entry.outcome = result ? "ok" : std::string(name_of(result.error().code));
  entry.request = json::serialize(order.body);
  entry.reply = result ? json::serialize(*result) : result.error().message;
  const bool dropped = VESTIBULE_PLANTED("event_dropped") && parts_.journal.last_sequence() % 100 == 99;
  entry.events = result && !dropped ? events_of(act.tellings()) : "[]";
  parts_.journal.append(std::move(entry));
  if (!subject.empty()) parts_.journal.found_under(subject);
  if (parts_.gate.kept() && !is_machine(act.actor)) parts_.journal.found_under(act.actor.id);
}

}  // namespace vestibule::core
