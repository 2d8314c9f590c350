// A record beside the desk: linked to a token, it is theirs who called it, for as long as it is at their desk.

#include "guarded.hpp"

using namespace vestibule;
using namespace vestibule::records;

namespace {

struct Beside : Guarded {
  Beside() : Guarded(with_doorman_and_queue()) {
    did("manager", "mia", "queue.open_day", {});
    did("doctor", "dr-2", "queue.open_desk", {{"desk", "room-1"}});
    token = text_in(did("clerk", "carla", "queue.issue_token", {{"service", "medicine"}}), "token");
    OpenVisit open;
    open.patient = ana;
    open.department = "medicine";
    open.reference = reference();
    const auto opened = done<VisitWritten>("clerk", "carla", "records.open_visit", open);
    REQUIRE_MESSAGE(opened, (opened ? "" : opened.error().message));
    visit = opened->visit;
  }

  json::value did(const std::string& role, const std::string& who, const std::string& name, const json::object& body) {
    const auto answer = done<json::value>(role, who, name, json::value(body));
    REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
    return *answer;
  }
  static std::string text_in(const json::value& body, const char* field) { return std::string(body.at(field).as_string()); }
  std::string reference() const { return "token " + token; }
  Result<Summary> summary(const std::string& role, const std::string& who) {
    VESTIBULE_TRY(auto found, asked<SummaryFound>(role, who, "records.summary", SummaryAsked{reference()}));
    return found.summary ? Result<Summary>(*std::move(found.summary)) : fail(Code::not_found, "nobody is linked");
  }
  void at_desk(const char* command) { did("doctor", "dr-2", command, {{"desk", "room-1"}}); }
  VisitEntry this_visit() { return house->history(ana)->visits.at(0); }

  std::string token;
};

}  // namespace

TEST_CASE("whoever calls the token reads the summary until it has left the desk, and nobody else does") {
  Beside beside;
  CHECK(beside.summary("doctor", "dr-2").error().code == Code::denied);
  beside.at_desk("queue.call_next");
  const auto summary = beside.summary("doctor", "dr-2");
  REQUIRE_MESSAGE(summary, (summary ? "" : summary.error().message));
  CHECK(summary->patient == beside.ana);
  CHECK(summary->name.given->reveal() == "Ana");
  CHECK(beside.summary("doctor", "dr-9").error().code == Code::denied);
  beside.at_desk("queue.start");
  REQUIRE(beside.house->restart());
  CHECK(beside.summary("doctor", "dr-2"));
  beside.at_desk("queue.finish");
  CHECK(beside.summary("doctor", "dr-2").error().code == Code::denied);
  beside.at_desk("queue.undo");
  CHECK(beside.summary("doctor", "dr-2"));
}

TEST_CASE("whoever takes a call over at the desk attends to it from then on") {
  Beside beside;
  beside.at_desk("queue.call_next");
  beside.did("doctor", "dr-9", "queue.start", {{"desk", "room-1"}});
  CHECK(beside.summary("doctor", "dr-9"));
  CHECK(beside.summary("doctor", "dr-2").error().code == Code::denied);
}

TEST_CASE("each look at the summary stands among those who saw the patient, under the patient") {
  Beside beside;
  beside.at_desk("queue.call_next");
  REQUIRE(beside.summary("doctor", "dr-2"));
  REQUIRE_FALSE(beside.summary("doctor", "dr-9"));
  const auto seen = beside.asked<WhoSaw>("officer", "olga", "records.who_saw", WhoSawAsked{beside.ana, {}, {}, {}, {}});
  REQUIRE(seen);
  REQUIRE(seen->looks.size() >= 2);
  CHECK(seen->looks[0].actor == "dr-9");
  CHECK(seen->looks[0].outcome == "denied");
  CHECK(seen->looks[1].actor == "dr-2");
  CHECK(seen->looks[1].what == "records.summary");
}

TEST_CASE("allergies come first in the summary, what has ended is left out, and the last five visits are told") {
  Beside beside;
  const auto add = [&](const char* name, json::object body) {
    body["patient"] = beside.ana.text();
    return Beside::text_in(beside.did("officer", "olga", name, body), "item");
  };
  const std::string old = add("records.add_medication", {{"medication", {{"text", "Amoxicillin"}}}});
  add("records.add_condition", {{"condition", {{"text", "Asthma"}}}});
  add("records.add_allergy", {{"substance", {{"text", "Penicillin"}}}, {"severity", "severe"}});
  beside.did("officer", "olga", "records.stop", {{"patient", beside.ana.text()}, {"item", old}, {"state", "ended"}});
  for (int i = 0; i < 7; ++i) {
    beside.house->run_for(std::chrono::hours{1});
    const auto visit = Beside::text_in(beside.did("officer", "olga", "records.open_visit", {{"patient", beside.ana.text()}, {"department", "surgery"}}), "visit");
    beside.did("officer", "olga", "records.close_visit", {{"patient", beside.ana.text()}, {"visit", visit}, {"state", "closed"}});
  }
  beside.at_desk("queue.call_next");
  const auto summary = beside.summary("doctor", "dr-2");
  REQUIRE(summary);
  REQUIRE(summary->items.size() == 2);
  CHECK(summary->items[0].what.text.reveal() == "Penicillin");
  CHECK(summary->items[1].what.text.reveal() == "Asthma");
  CHECK(summary->visits.size() == 5);
}

TEST_CASE("who writes into the history while attending is the visit's doctor, and looks after the patient when it is closed") {
  Beside beside;
  beside.at_desk("queue.call_next");
  beside.at_desk("queue.start");
  beside.did("doctor", "dr-2", "records.add_condition", {{"patient", beside.ana.text()}, {"condition", {{"text", "Asthma"}}}});
  CHECK(beside.this_visit().doctor == "dr-2");
  beside.did("doctor", "dr-2", "queue.finish", {{"desk", "room-1"}, {"outcome", "follow_up"}});
  CHECK(beside.this_visit().state == VisitState::open);
  beside.house->run_for(std::chrono::minutes{11});
  CHECK(beside.this_visit().state == VisitState::closed);
  CHECK(beside.this_visit().outcome == "follow_up");
  CHECK(beside.asked<History>("doctor", "dr-2", "records.history", PatientAsked{beside.ana}));
}

TEST_CASE("a visit that nobody closed ends with the day of its token") {
  Beside beside;
  beside.did("manager", "mia", "queue.close_day", {{"rest", "cancel"}});
  beside.house->run_for(std::chrono::minutes{11});
  CHECK(beside.this_visit().state == VisitState::closed);
  CHECK(beside.summary("officer", "olga").error().code == Code::not_found);
}

TEST_CASE("one who attends a restricted patient sees the record, as a carer does") {
  Beside beside;
  beside.did("officer", "olga", "records.restrict", {{"patient", beside.ana.text()}, {"restricted", true}});
  CHECK(beside.summary("clerk", "carla").error().code == Code::denied);
  beside.at_desk("queue.call_next");
  CHECK(beside.summary("doctor", "dr-2"));
}
