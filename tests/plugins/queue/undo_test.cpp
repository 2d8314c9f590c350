#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using std::chrono::minutes;

namespace {

/// What an undo must bring back: how tokens and desks stand and the order, without what is counted up (calls made, revisions).
std::string standing(QueueHost& queue) {
  std::string text = encode_text(queue.counts());
  for (const auto& token : queue.issued) text += encode_text(queue.token(token));
  for (auto desk : queue.answer<Desks>("queue.desks").desks) {
    desk.undo.reset();
    desk.seen.reset();
    text += encode_text(desk);
  }
  for (const char* service : {"registration", "medicine", "blood"})
    for (const auto& number : queue.order(service)) text += number;
  return text;
}

}  // namespace

TEST_CASE("every action at a desk can be taken back, also after a restart") {
  struct Action {
    const char* command;
    json::object more;
    bool serving;  ///< whether the desk's token is served first
  };
  const std::vector<Action> actions{{"queue.pause_desk", {}, false},
                                    {"queue.recall", {}, false},
                                    {"queue.start", {}, false},
                                    {"queue.finish", {{"outcome", "well"}}, true},
                                    {"queue.no_show", {}, false},
                                    {"queue.park", {{"minutes", 30}}, true},
                                    {"queue.transfer", {{"service", "blood"}}, true},
                                    {"queue.transfer", {{"to_desk", "room-2"}}, true},
                                    {"queue.send_on", {{"pathway", "blood-and-back"}}, true}};
  for (const bool restarted : {false, true})
    for (const auto& action : actions) {
      CAPTURE(action.command);
      QueueHost queue;
      queue.open({"room-1", "room-2"});
      queue.issue("medicine");
      queue.pass(minutes{3});
      queue.issue("medicine", {{"priority", "yellow"}});
      queue.call_next("room-1");
      if (action.serving) queue.at_desk("queue.start", "room-1");
      const std::string before = standing(queue);
      json::object body = action.more;
      body["desk"] = "room-1";
      queue.do_(action.command, body);
      CHECK(queue.desk("room-1").undo == action.command);
      if (restarted) queue.restart();
      queue.do_("queue.undo", {{"desk", "room-1"}});
      CHECK(standing(queue) == before);
      CHECK(queue.events().back() == "queue.action_undone");
      queue.refused(Code::conflict, "queue.undo", {{"desk", "room-1"}});
      queue.restart();
    }
}

TEST_CASE("a call that is taken back leaves order, ledger, estimates and board as they were") {
  QueueHost queue;
  queue.open({"room-1"});
  queue.issue("medicine");
  queue.pass(minutes{3});
  queue.issue("medicine", {{"priority", "red"}});
  queue.pass(minutes{3});
  const std::string before = standing(queue);
  queue.call_next("room-1");
  CHECK(queue.answer<Fairness>("queue.fairness").overtakings.size() == 1);
  CHECK(queue.token(queue.issued[0]).overtaken_by.size() == 1);
  queue.restart();
  CHECK(queue.token(queue.issued[0]).overtaken_by.size() == 1);
  queue.do_("queue.undo", {{"desk", "room-1"}});
  CHECK(standing(queue) == before);
  CHECK(queue.answer<Fairness>("queue.fairness").overtakings.front().undone);
  CHECK(queue.token(queue.issued[0]).overtaken_by.empty());
  const auto board = queue.board("hall");
  CHECK(board.now.empty());
  CHECK(board.calls.back().withdrawn == true);
  queue.restart();
  CHECK(queue.call_next("room-1").token->number == "M002");
  CHECK(queue.board("hall").calls.back().sequence == 2);  // screens have been sent 1
}

TEST_CASE("the desk's own changes of class and cancellations can be taken back there") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto token = queue.issue("medicine");
  const std::string before = standing(queue);
  queue.do_("queue.change_priority", {{"token", token.token.text()}, {"priority", "red"}, {"reason", "x"}, {"desk", "room-1"}});
  queue.do_("queue.undo", {{"desk", "room-1"}});
  CHECK(standing(queue) == before);
  queue.do_("queue.cancel", {{"token", token.token.text()}, {"reason", "x"}, {"desk", "room-1"}});
  queue.do_("queue.undo", {{"desk", "room-1"}});
  CHECK(standing(queue) == before);
}

TEST_CASE("what has gone on since cannot be taken back") {
  QueueHost queue;
  queue.open({"room-1", "room-2", "lab-1"});
  queue.issue("medicine");
  queue.call_next("room-1");
  queue.do_("queue.transfer", {{"desk", "room-1"}, {"service", "blood"}});
  queue.call_next("lab-1");
  CHECK(queue.refused(Code::conflict, "queue.undo", {{"desk", "room-1"}}).find("has changed since") != std::string::npos);
  queue.do_("queue.undo", {{"desk", "lab-1"}});
  CHECK(queue.order("blood").size() == 1);
  queue.refused(Code::not_found, "queue.undo", {{"desk", "attic"}});
}

TEST_CASE("what others do to the desk's token is not the desk's to take back") {
  for (const bool by_its_holder : {false, true})
    for (const bool restarted : {false, true}) {
      QueueHost queue;
      queue.open({"room-1"});
      const auto token = queue.as<IssuedToken>("queue.issue_token", {{"service", "medicine"}}, "kiosk-1");
      queue.call_next("room-1");
      if (by_its_holder) queue.do_("queue.give_up", {{"secret", token.secret.value()}}, "phone");
      else queue.do_("queue.cancel", {{"token", token.token.text()}, {"reason", "left"}}, "kiosk-1");
      CHECK_FALSE(queue.desk("room-1").token);
      if (restarted) queue.restart();
      CHECK_FALSE(queue.desk("room-1").undo);
      queue.refused(Code::conflict, "queue.undo", {{"desk", "room-1"}});
      CHECK(queue.counts().cancelled == 1);
      queue.issue("medicine");
      CHECK(queue.call_next("room-1").undo == "queue.call_next");
    }
}

TEST_CASE("a manager's change of class of the desk's token is not the desk's to take back, nor is its call any more") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto token = queue.issue("medicine");
  queue.call_next("room-1");
  queue.do_("queue.change_priority", {{"token", token.token.text()}, {"priority", "red"}, {"reason", "x"}}, "manager");
  queue.refused(Code::conflict, "queue.undo", {{"desk", "room-1"}});
  CHECK(queue.desk("room-1").token->state == State::called);
}

TEST_CASE("an automatic no-show can be taken back at the desk") {
  QueueHost queue("no_show_calls = 1\nno_show_seconds = 10\n");
  queue.open({"room-1"});
  queue.issue("medicine");
  queue.call_next("room-1");
  queue.pass(std::chrono::seconds{11});
  CHECK(queue.counts().no_show == 1);
  CHECK(queue.at_desk("queue.undo", "room-1").token->state == State::called);
}
