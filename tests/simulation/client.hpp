#pragma once
// Somebody with a line of their own, a stream of chance of their own, and a good memory for what they were told.

#include <vestibule/link/requests.hpp>
#include <vestibule/wire/envelope.hpp>
#include <vestibule/wire/topics.hpp>

#include "house.hpp"
#include "notebook.hpp"

namespace vestibule::simulation {

class Client {
 public:
  Client(World& at, Notebook& book, std::string called)
      : world(at), notebook(book), name(std::move(called)), chance(at.random.stream("client." + name)), bus(at.broker.attach(name)), requests(*bus, at.loop, name) {}

  /// Whether this client has been answered all it asked.
  bool at_rest() const { return requests.pending() == 0; }
  /// Tries what the policy denies, whatever is broken meanwhile, and is refused.
  void trespass();

 protected:
  using Answer = std::function<void(const Result<json::value>&)>;

  Duration between(Duration least, Duration most) {
    return least + Duration{static_cast<std::int64_t>(chance.below(static_cast<std::uint64_t>((most - least).count() + 1)))};
  }
  void later(Duration delay, std::function<void()> run) { timer = world.loop.after(delay, std::move(run)); }

  void do_(const std::string& command, const json::value& body, Answer then) { send(fmt::format("{}-{}", name, ++asked_), command, body, std::move(then)); }
  template <class Reply, class Body>
  void ask(const std::string& query, const Body& body, std::function<void(Result<Reply>)> then) {
    requests.send<Reply>(wire::Verb::ask, query, body, fmt::format("{}-{}", name, ++asked_), std::move(then));
  }

 private:
  static bool is_forbidden_try(std::string_view id) { return id.find("-forbidden-") != id.npos; }

  /// "Not now" invites another try with the same id, and is given one.
  void send(const std::string& id, const std::string& command, const json::value& body, Answer then) {
    requests.send(wire::Verb::do_, command, body, id, [this, id, command, body, then](Result<json::value> answer) {
      notebook.told(name, id, command, answer);
      const bool refused = !answer && answer.error().code == Code::denied;
      if (refused && !is_forbidden_try(id)) notebook.fault(fmt::format("I11 {} may do {} and was refused: {}", name, command, answer.error().message));
      if (!answer && answer.error().code == Code::unavailable) {
        again_[id] = world.loop.after(std::chrono::seconds{2}, [this, id, command, body, then] { send(id, command, body, then); });
        return;
      }
      // What was wrong in itself is not remembered by the house, and need not be.
      if (chance.below(40) == 0 && (answer || answer.error().code != Code::invalid)) pester(id, command, body);
      then(answer);
    });
  }
  /// Asks the same once more, and now and then something else with the same id.
  void pester(const std::string& id, const std::string& command, const json::value& body) {
    again_[id] = world.loop.after(between(std::chrono::seconds{1}, std::chrono::minutes{4}), [this, id, command, body] {
      if (chance.below(3) > 0) {
        requests.send(wire::Verb::do_, command, body, id, [this, id, command](Result<json::value> answer) { notebook.told(name, id, command, answer); });
        return;
      }
      requests.send(wire::Verb::do_, "queue.call_next", json::object{{"desk", "another-" + name}}, id,
                    [this, id](Result<json::value> answer) { notebook.told_otherwise(id, answer); });
    });
  }

 public:
  World& world;
  Notebook& notebook;
  const std::string name;
  RandomStream& chance;
  std::unique_ptr<wire::Bus> bus;
  link::Requests requests;
  Timer timer;

 private:
  int asked_ = 0;
  std::map<std::string, Timer> again_;
};

}  // namespace vestibule::simulation
