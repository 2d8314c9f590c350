#include "reference.hpp"

#include "hospital.hpp"

namespace vestibule::simulation {
namespace {

using queue::State;

std::string text(const json::object& from, const char* key) {
  const auto* value = from.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

State state_of(const json::object& note) { return decode<State>(note.at("state")).value_or(State::waiting); }
bool at_desk(State state) { return state == State::called || state == State::serving; }

}  // namespace

const Reference::Answered* Reference::find(const std::string& request_id) const {
  const auto found = answered_.find(request_id);
  return found == answered_.end() ? nullptr : &found->second;
}

void Reference::hear(const core::Entry& entry) {
  if (entry.sequence != last_ + 1) fault("I10 entry {} follows entry {}", entry.sequence, last_);
  last_ = entry.sequence;
  last_hash_ = entry.hash;
  if (!answered_.emplace(entry.request_id, Answered{entry.outcome, entry.reply}).second) fault("I10 request {} stands in the journal twice", entry.request_id);
  if (entry.outcome != "ok") {
    if (entry.events != "[]") fault("I10 {} was refused and has events", entry.request_id);
    return;
  }
  if (!is_business_of(entry.actor.role, entry.command)) fault("I11 {} ({}) was let to do {}", entry.actor.id, entry.actor.role, entry.command);
  const auto request = parse_json(entry.request);
  desk_of_command_ = request && request->is_object() ? text(request->get_object(), "desk") : "";
  const auto events = parse_json(entry.events);
  if (!events || !events->is_array()) return fault("I10 the events of entry {} cannot be read", entry.sequence);
  // A wish for a token that its kiosk has brought meanwhile changes nothing, and a report may bring no news.
  const bool tells = !entry.object.empty() && entry.command != "queue.report_kiosk";
  if (tells && events->get_array().empty()) fault("I10 entry {} ({}) tells nothing of what it did", entry.sequence, entry.command);
  for (const auto& event : events->get_array()) apply(text(event.get_object(), "name"), event.at("body").get_object(), entry);
}

void Reference::apply(const std::string& name, const json::object& body, const core::Entry& entry) {
  if (name == "queue.token_issued") return issued(body);
  if (name == "queue.token_brought") return brought(body);
  if (name == "queue.token_called" || name == "queue.token_recalled") return called(body, entry, name == "queue.token_recalled");
  if (name == "queue.action_undone") return undone(body);
  if (name == "queue.day_closed") {
    closed_ = true;
    for (auto& [id, token] : tokens_) {
      if (token.state == State::serving) token.state = State::done;
      else if (token.state == State::waiting || token.state == State::called || token.state == State::parked) token.state = State::cancelled;
    }
    desks_.clear();
    return;
  }
  if (name == "queue.desk_changed") undo_.erase(text(body, "desk"));
  if (body.contains("token") && body.at("token").is_object()) moved(name, body, entry);
}

KnownToken* Reference::known(const json::object& note) {
  const auto found = tokens_.find(text(note, "token"));
  if (found != tokens_.end()) return &found->second;
  fault("I1 {} ({}) is acted on and was never issued", text(note, "number"), text(note, "token"));
  return nullptr;
}

/// The host's numbers count up from 1 in each service, without a gap (I2, I3).
void Reference::issued(const json::object& body) {
  const auto& note = body.at("token").get_object();
  const std::string service = text(note, "service"), number = text(note, "number");
  const auto& kind = services_.at(service);
  const int counter = ++counters_[service];
  if (number != fmt::format("{}{:03}", kind.letter, counter)) fault("I3 {} was given as number {} of {}", number, counter, service);
  if (kind.limit && counter > *kind.limit) fault("{} is one more than the {} places of {}", number, *kind.limit, service);
  if (!numbers_.insert(number).second) fault("I2 number {} was given twice", number);
  KnownToken token{number, number, service, text(note, "priority"), "", State::waiting, 0, true, ++order_, 0, 0, 0};
  const auto [known, fresh] = tokens_.emplace(text(note, "token"), token);
  if (!fresh) return fault("I2 token {} was issued twice", text(note, "token"));
  plain_[service].push_back(&known->second);
}

void Reference::brought(const json::object& body) {
  const auto& note = body.at("token").get_object();
  const std::string id = text(note, "token"), number = text(body, "number"), outcome = text(body, "outcome");
  if (!numbers_.insert(number).second) fault("I2 number {} was given twice", number);
  if (outcome == "renamed") {
    ++renamed_;
    if (KnownToken* token = known(note)) {
      token->call_code = number;
      token->plain = token->plain && token->state == State::waiting;
      token->state = state_of(note);
    }
    return;
  }
  KnownToken token{text(note, "number"), number, text(note, "service"), text(note, "priority"), "", state_of(note), 0, false, ++order_, 0, 0, 0};
  if (!tokens_.emplace(id, token).second) fault("I2 token {} was brought and is there already", id);
}

/// A desk may take back only what it did itself, and only while nobody else has moved that token.
void Reference::remember(const std::string& desk, const std::string& token, const KnownToken& state) {
  std::erase_if(undo_, [&](const auto& entry) { return entry.second.token == token; });
  if (desk.empty()) return;
  undo_[desk] = Before{token, state, desks_.contains(desk) ? desks_.at(desk) : ""};
}

void Reference::release(const std::string& token) {
  std::erase_if(desks_, [&](const auto& entry) { return entry.second == token; });
}

/// I5: somebody who waits is called to a desk that has nobody; a recall is of the one who is called there.
void Reference::called(const json::object& body, const core::Entry& entry, bool recall) {
  const auto& note = body.at("token").get_object();
  const std::string id = text(note, "token"), desk = text(note, "desk"), area = text(body, "area"), code = text(body, "call_code");
  KnownToken* token = known(note);
  if (!token) return;
  const std::string held = desks_.contains(desk) ? desks_.at(desk) : "";
  if (recall ? held != id || token->state != State::called : !held.empty())
    fault("I5 {} was called to {}, where {} was", token->number, desk, held.empty() ? "nobody" : held);
  if (!recall && token->state != State::waiting && token->state != State::parked)
    fault("I5 {} was called to {} while it was {}", token->number, desk, boost::describe::enum_to_string(token->state, "?"));
  if (!recall && token->plain && services_.at(token->service).first_come && entry.command == "queue.call_next") in_order(*token);
  if (code != token->call_code) fault("{} was called as {}", token->call_code, code);
  auto& calls = calls_[area];
  const std::int64_t sequence = body.at("sequence").to_number<std::int64_t>();
  if (sequence != (calls.empty() ? 0 : calls.rbegin()->first) + 1) fault("call {} of {} follows call {}", sequence, area, calls.empty() ? 0 : calls.rbegin()->first);
  calls[sequence] = {code, recall};
  remember(desk, id, *token);
  token->state = State::called;
  token->desk = desk;
  token->calls = recall ? token->calls + 1 : 1;
  token->called_at = entry.steady;
  token->since = entry.sequence;
  desks_[desk] = id;
}

/// Nobody else came earlier and still waits.
void Reference::in_order(const KnownToken& token) {
  auto& line = plain_[token.service];
  std::erase_if(line, [](const KnownToken* other) { return !other->plain; });
  for (const KnownToken* other : line)
    if (other->state == State::waiting && other->order < token.order)
      fault("{} was called before {}, who had come earlier", token.number, other->number);
}

void Reference::undone(const json::object& body) {
  const std::string desk = text(body, "desk");
  const auto before = undo_.find(desk);
  const auto* note = body.if_contains("token");
  if (!note || !note->is_object()) return;  // of the desk alone
  if (before == undo_.end()) return fault("{} took back an action it never made", desk);
  KnownToken* token = known(note->get_object());
  if (!token) return;
  const bool in_line_before = token->plain && before->second.state.state == State::waiting;
  *token = before->second.state;
  token->plain = in_line_before;
  if (state_of(note->get_object()) != token->state)
    fault("{} is {} after {} took its action back, and was {} before it", token->number, text(note->get_object(), "state"), desk,
          boost::describe::enum_to_string(token->state, "?"));
  release(before->second.token);
  if (before->second.held.empty()) desks_.erase(desk);
  else desks_[desk] = before->second.held;
  undo_.erase(before);
}

/// I15: what the house does by itself it does when its time has come by the steady clock, whatever the wall says.
void Reference::by_itself(const std::string& name, const std::string& id, const KnownToken& token, const core::Entry& entry) {
  if (name == "queue.token_returned" && token.state == State::parked && entry.steady < token.due && token.since > trusted_since_)
    fault("I15 {} ({}) came back {} ms before its time", token.number, id, token.due - entry.steady);
  if (name == "queue.token_missed" && token.since > trusted_since_ && (token.calls < 3 || entry.steady < token.called_at + 60'000))
    fault("I15 {} was a no-show after {} calls and {} ms", token.number, token.calls, entry.steady - token.called_at);
}

void Reference::moved(const std::string& name, const json::object& body, const core::Entry& entry) {
  const auto& note = body.at("token").get_object();
  KnownToken* token = known(note);
  if (!token) return;
  const std::string id = text(note, "token");
  if (entry.actor.id == "system") by_itself(name, id, *token, entry);
  const bool wrong = (name == "queue.serving_started" || name == "queue.token_missed") ? token->state != State::called
                     : name == "queue.token_finished"                                  ? !at_desk(token->state)
                     : name == "queue.token_returned"                                  ? token->state != State::parked && token->state != State::no_show
                                                                                       : false;
  if (wrong) fault("{}: {} was {}", name, token->number, boost::describe::enum_to_string(token->state, "?"));
  remember(desk_of_command_, id, *token);
  token->state = state_of(note);
  token->service = text(note, "service");
  if (!at_desk(token->state)) release(id);
  if (name != "queue.serving_started") token->plain = false;
  if (name == "queue.token_parked") token->since = entry.sequence;
  if (name == "queue.token_parked") token->due = entry.steady + body.at("seconds").to_number<std::int64_t>() * 1000;
}

queue::Counts Reference::counts() const {
  queue::Counts counts;
  counts.issued = static_cast<int>(tokens_.size());
  for (const auto& [id, token] : tokens_) {
    switch (token.state) {
      case State::waiting: ++counts.waiting; break;
      case State::called: ++counts.called; break;
      case State::serving: ++counts.serving; break;
      case State::parked: ++counts.parked; break;
      case State::done: ++counts.done; break;
      case State::no_show: ++counts.no_show; break;
      case State::cancelled: ++counts.cancelled; break;
    }
  }
  return counts;
}

}  // namespace vestibule::simulation
