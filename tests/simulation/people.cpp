#include "people.hpp"

namespace vestibule::simulation {

using namespace std::chrono_literals;

namespace {
/// wire::State with what stands in it.
struct BoardState {
  std::string epoch;
  std::int64_t sequence = 0;
  queue::Board body;
};
BOOST_DESCRIBE_STRUCT(BoardState, (), (epoch, sequence, body))

/// Two screens of an area read the same text one after the other: it is read once.
Result<std::shared_ptr<const BoardState>> read_board(const std::string& area, const std::string& text) {
  struct Read {
    std::string text;
    std::shared_ptr<const BoardState> state;
  };
  static std::map<std::string, Read> latest;
  Read& known = latest[area];
  if (known.state && known.text == text) return known.state;
  VESTIBULE_TRY(auto state, decode_text<BoardState>(text));
  known = {text, std::make_shared<const BoardState>(std::move(state))};
  return known.state;
}
}  // namespace

Clerk::Clerk(World& at, Notebook& book, const queue::DeskId& desk, std::vector<std::string> services, std::vector<std::string> elsewhere)
    : Client(at, book, "clerk-" + desk.text()), desk_(desk), services_(std::move(services)), elsewhere_(std::move(elsewhere)) {
  at_desk("queue.open_desk", json::object{{"desk", desk.text()}}, between(1s, 30s));
}

/// A command that answers how the desk stands then; goes on after `pause`.
void Clerk::at_desk(const std::string& command, const json::value& body, Duration pause) {
  do_(command, body, [this, pause](const Result<json::value>& answer) {
    const auto view = answer ? decode<queue::DeskView>(*answer) : Result<queue::DeskView>(tl::unexpected(answer.error()));
    if (!view) return later(between(2s, 10s), [this] { look(); });
    later(pause, [this, view = *view] { go_on(view); });
  });
}

void Clerk::look() {
  ask<queue::Desks>("queue.desks", queue::DesksAsked{}, [this](const Result<queue::Desks>& desks) {
    if (desks)
      for (const auto& view : desks->desks)
        if (view.desk == desk_) return later(between(1s, 5s), [this, view] { go_on(view); });
    later(between(2s, 10s), [this] { look(); });
  });
}

void Clerk::go_on(const queue::DeskView& view) {
  if (!working_) return;
  token_ = view.token ? std::optional{view.token->token} : std::nullopt;
  const json::object desk{{"desk", desk_.text()}};
  if (view.attendance != queue::Attendance::open) return at_desk("queue.open_desk", desk, between(5s, 20s));
  if (!view.token) return with_nobody(view);
  if (view.token->state == queue::State::called) return with_called();
  if (view.token->state == queue::State::serving) return with_served();
  later(between(2s, 10s), [this] { look(); });  // undone: it waits again
}

void Clerk::with_nobody(const queue::DeskView& view) {
  const json::object desk{{"desk", desk_.text()}};
  const auto luck = chance.below(60);
  if (luck == 0) return at_desk("queue.pause_desk", desk, between(30s, 4min));
  if (luck == 1) return at_desk("queue.close_desk", desk, between(30s, 4min));
  if (luck < 4) return choose_somebody();
  if (luck == 4) return meddle();
  if (view.waiting == 0 && chance.below(4) > 0) return later(between(10s, 30s), [this] { look(); });
  at_desk("queue.call_next", desk, between(5s, 20s));
}

void Clerk::with_called() {
  const json::object desk{{"desk", desk_.text()}};
  const auto luck = chance.below(24);
  if (luck == 0) return at_desk("queue.no_show", desk, between(2s, 10s));
  if (luck <= 2) return at_desk("queue.recall", desk, between(15s, 40s));
  if (luck == 3) return at_desk("queue.undo", desk, between(2s, 10s));
  if (luck == 4) return later(between(2min, 5min), [this] { look(); });  // called, and forgotten for a while
  at_desk("queue.start", desk, between(10s, 50s));
}

void Clerk::with_served() {
  json::object body{{"desk", desk_.text()}};
  const auto luck = chance.below(24);
  if (luck == 0) {
    body["minutes"] = 1 + static_cast<std::int64_t>(chance.below(20));
    return at_desk("queue.park", body, between(2s, 10s));
  }
  if (luck <= 2) {
    body["service"] = elsewhere_[chance.below(elsewhere_.size())];
    return do_("queue.transfer", body, [this](const Result<json::value>&) { later(between(2s, 10s), [this] { look(); }); });
  }
  if (luck == 3) {
    body["pathway"] = "round";
    return at_desk("queue.send_on", body, between(2s, 10s));
  }
  body["outcome"] = "seen";
  at_desk("queue.finish", body, between(2s, 8s));
}

/// Out of turn, by name: staff's choice with a reason.
void Clerk::choose_somebody() {
  ask<queue::Waiting>("queue.waiting", queue::WaitingAsked{std::nullopt, desk_, 5}, [this](const Result<queue::Waiting>& waiting) {
    if (!waiting || waiting->tokens.empty()) return later(between(5s, 20s), [this] { look(); });
    const auto& chosen = waiting->tokens[chance.below(waiting->tokens.size())].token;
    at_desk("queue.call_token", json::object{{"desk", desk_.text()}, {"token", chosen.text()}, {"reason", "sent by the ward"}}, between(5s, 30s));
  });
}

/// Something about somebody who waits: another class, another time, not at all; or a missed one comes back.
void Clerk::meddle() {
  ask<queue::Waiting>("queue.waiting", queue::WaitingAsked{queue::ServiceId{services_.front()}, std::nullopt, 5}, [this](const Result<queue::Waiting>& waiting) {
    const auto then = [this](const Result<json::value>&) { later(between(2s, 10s), [this] { look(); }); };
    if (!waiting || waiting->tokens.empty()) return later(between(5s, 20s), [this] { look(); });
    const std::string chosen = waiting->tokens[chance.below(waiting->tokens.size())].token.text();
    const auto luck = chance.below(3);
    if (luck == 0) return do_("queue.park", json::object{{"token", chosen}, {"minutes", 2}}, then);
    if (luck == 1) return do_("queue.cancel", json::object{{"token", chosen}, {"reason", "went home"}}, then);
    do_("queue.transfer", json::object{{"token", chosen}, {"to_desk", desk_.text()}}, then);
  });
}

Receptionist::Receptionist(World& at, Notebook& book, std::vector<std::string> services) : Client(at, book, "reception"), services_(std::move(services)) {
  after_a_while();
}

void Receptionist::after_a_while() {
  if (working_) later(between(1min, 4min), [this] { go_on(); });
}

void Receptionist::go_on() {
  if (!working_) return;
  const auto then = [this](const Result<json::value>&) { after_a_while(); };
  const std::string service = services_[chance.below(services_.size())];
  const auto luck = chance.below(4);
  if (luck <= 1) return do_("queue.issue_token", json::object{{"service", service}, {"needs", json::array{}}}, then);
  ask<queue::Waiting>("queue.waiting", queue::WaitingAsked{queue::ServiceId{service}, std::nullopt, 5}, [this, service, luck, then](const Result<queue::Waiting>& waiting) {
    if (!waiting || waiting->tokens.empty()) return after_a_while();
    const std::string chosen = waiting->tokens[chance.below(waiting->tokens.size())].token.text();
    if (luck == 2) return do_("queue.cancel", json::object{{"token", chosen}, {"reason", "said goodbye"}}, then);
    const bool triaged = service == "medicine" || service == "xray";
    do_("queue.change_priority", json::object{{"token", chosen}, {"priority", triaged ? "yellow" : "assisted"}, {"reason", "looks worse"}}, then);
  });
}

Screen::Screen(World& at, Notebook& book, const std::string& area, int number)
    : Client(at, book, fmt::format("screen-{}-{}", area, number)), area_(area), acknowledges_(number == 1) {
  bus->subscribe(wire::state_topic("board/" + area), [this](const wire::Message& message) { take(message); });
  bus->subscribe(wire::host_topic(), [this](const wire::Message& message) {
    if (!message.retained) heard_ = world.clock.steady();
  });
}

/// What a state says of its place in the order, without reading all of it.
std::int64_t Screen::place_of(const std::string& payload) {
  constexpr std::string_view key = "\"sequence\":";
  const auto at = payload.find(key);
  return at == payload.npos ? -1 : std::atoll(payload.c_str() + at + key.size());
}

/// The eye is slower than the line: it looks at the newest a moment later.
void Screen::take(const wire::Message& message) {
  if (place_of(message.payload) < place_of(newest_)) return;  // overtaken on the way
  newest_ = message.payload;
  if (!std::exchange(looking_, true)) later(8s, [this] { look(); });
}

void Screen::look() {
  looking_ = false;
  const auto read = read_board(area_, newest_);
  if (!read) return notebook.fault(fmt::format("{} was sent a state it cannot read: {}", name, read.error().message));
  const auto& state = *read;
  if (state->epoch == epoch_ && state->sequence < sequence_) return;  // overtaken on the way
  epoch_ = state->epoch;
  sequence_ = state->sequence;
  board_ = {state, &state->body};
  if (board_->calls.empty()) return;
  if (board_->calls.front().sequence > last() + 1) return fetch(last());
  for (const auto& call : board_->calls) show(call);
}

/// There is a gap before what the board holds.
void Screen::fetch(std::int64_t after) {
  if (std::exchange(fetching_, true)) return;
  ask<queue::Calls>("queue.calls_since", queue::CallsSince{queue::AreaId{area_}, after}, [this](const Result<queue::Calls>& missed) {
    fetching_ = false;
    if (!missed) return;
    for (const auto& call : missed->calls) show(call);
    if (missed->more.value_or(false)) return fetch(missed->calls.back().sequence);
    if (board_)
      for (const auto& call : board_->calls) show(call);
  });
}

void Screen::show(const queue::BoardCall& call) {
  if (call.sequence <= last() || !shown_.emplace(call.sequence, ShownCall{call.call_code, call.desk.text(), call.recall}).second || !acknowledges_) return;
  do_("queue.acknowledge_call", encode(queue::AcknowledgeCall{queue::AreaId{area_}, call.sequence, queue::Shown::painted}), [](const Result<json::value>&) {});
}

}  // namespace vestibule::simulation
