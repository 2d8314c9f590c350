#include "crowd.hpp"

namespace vestibule::faults {
namespace {

using namespace std::chrono_literals;
using wire::Verb;

constexpr int hands = 4;  // requests under way at each kiosk
const char* const services[] = {"registration", "pharmacy", "cashier"};
const json::object counter{{"desk", "counter-1"}};

}  // namespace

Crowd::Crowd(test::Hall& hall, std::uint64_t seed) : hall_(hall), chance_(seed) {
  for (const auto& name : crowd_clients) clients_[name] = hall.house->client(name);
}

Notes Crowd::take() { return std::exchange(fresh_, {}); }

test::Client& Crowd::client(const std::string& name) { return *clients_.at(name); }

void Crowd::open_day() {
  const auto day = ask("desk-1", "queue.open_day", json::object{});
  REQUIRE_MESSAGE(day.outcome == "ok", day.text);
  const auto desk = ask("desk-1", "queue.open_desk", counter);
  REQUIRE_MESSAGE(desk.outcome == "ok", desk.text);
}

void Crowd::work() {
  working_ = true;
  for (const auto& name : crowd_clients)
    for (int hand = 0; hand < hands && name != "desk-1"; ++hand) issue(name);
  serve(0);
}

bool Crowd::rest(Duration most) {
  working_ = false;
  return hall_.until([&] { return under_way_ == 0; }, most);
}

bool Crowd::until_told(std::size_t more, Duration most) {
  const auto wanted = told_ + more;
  return hall_.until([&] { return told_ >= wanted; }, most);
}

void Crowd::issue(const std::string& kiosk) {
  if (!working_) return;
  const char* const service = services[chance_() % std::size(services)];
  send(kiosk, "queue.issue_token", json::object{{"service", service}}, [this, kiosk] { issue(kiosk); });
}

/// call, start, finish, and again; when nobody waits the three are refused, which is an answer too.
void Crowd::serve(int step) {
  static const char* const steps[] = {"queue.call_next", "queue.start", "queue.finish"};
  if (!working_) return;
  send("desk-1", steps[step], counter, [this, step] { serve((step + 1) % 3); });
}

void Crowd::send(const std::string& name, const std::string& command, const json::value& body, std::function<void()> then) {
  const auto id = fmt::format("{}-{:07}", name, ++counter_);
  notes_[id] = Note{name, command, body, {}};
  ++under_way_;
  repeat(id, std::move(then));
}

void Crowd::repeat(const std::string& id, std::function<void()> then) {
  const Note& note = notes_.at(id);
  client(note.client)
      .requests()
      .send(Verb::do_, note.command, note.body, id, [this, id, then = std::move(then)](const Result<json::value>& result) {
        if (!is_final(result)) {  // a person would try again in a moment
          ++put_off_;
          refusal_ = answer_of(result);
          pauses_.push_back(hall_.loop.timers().after(100ms, [this, id, then] { repeat(id, then); }));
          return;
        }
        notes_.at(id).answer = answer_of(result);
        fresh_.emplace(id, notes_.at(id));
        answered_.push_back(id);
        --under_way_;
        ++told_;
        then();
      });
}

Answer Crowd::ask(const std::string& name, const std::string& command, const json::value& body) {
  bool done = false;
  send(name, command, body, [&] { done = true; });
  const auto id = fmt::format("{}-{:07}", name, counter_);
  REQUIRE(hall_.until([&] { return done; }, 60s));
  return *notes_.at(id).answer;
}

std::size_t Crowd::ask_again(int count) {
  std::size_t wrong = 0;
  int open = 0;
  for (int i = 0; i < count && !answered_.empty(); ++i) {
    const auto& id = answered_[chance_() % answered_.size()];
    const Note& note = notes_.at(id);
    ++open;
    client(note.client)
        .requests()
        .send(Verb::do_, note.command, note.body, id, [&wrong, &open, &note](const Result<json::value>& result) {
          --open;
          if (answer_of(result) != *note.answer) ++wrong;
        });
    // The same id twice at once is one request: wait for each.
    REQUIRE(hall_.until([&] { return open == 0; }, 60s));
  }
  return wrong;
}

}  // namespace vestibule::faults
