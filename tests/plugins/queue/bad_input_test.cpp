#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;

TEST_CASE("10,000 characters where a word belongs are refused, and the answer is short") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto token = queue.issue("medicine");
  const std::string id = token.token.text(), endless(10'000, 'x');
  queue.refused(Code::invalid, "queue.issue_token", {{"service", endless}});
  queue.refused(Code::invalid, "queue.issue_token", {{"service", "medicine"}, {"priority", endless}});
  queue.refused(Code::invalid, "queue.issue_token", {{"service", "medicine"}, {"language", endless}});
  queue.refused(Code::invalid, "queue.issue_token", {{"service", "medicine"}, {"reason", endless}});
  queue.refused(Code::invalid, "queue.call_token", {{"desk", "room-1"}, {"token", id}, {"reason", endless}});
  queue.refused(Code::invalid, "queue.change_priority", {{"token", id}, {"priority", endless}, {"reason", "x"}});
  queue.refused(Code::invalid, "queue.change_priority", {{"token", id}, {"priority", "red"}, {"reason", endless}});
  queue.refused(Code::invalid, "queue.cancel", {{"token", id}, {"reason", endless}});
  queue.call_next("room-1");
  queue.refused(Code::invalid, "queue.finish", {{"desk", "room-1"}, {"outcome", endless}});
}

TEST_CASE("wrong types and missing fields say where") {
  QueueHost queue;
  queue.open({});
  CHECK(queue.refused(Code::invalid, "queue.issue_token", json::object{}).find("$.service") != std::string::npos);
  queue.refused(Code::invalid, "queue.issue_token", {{"service", 7}});
  queue.refused(Code::invalid, "queue.issue_token", {{"service", ""}});
  queue.refused(Code::invalid, "queue.issue_token", {{"service", "medicine"}, {"needs", "deaf"}});
  queue.refused(Code::invalid, "queue.open_desk", json::array{});
  queue.refused(Code::invalid, "queue.close_day", {{"rest", "burn"}});
  queue.refused(Code::invalid, "queue.park", {{"token", "x"}, {"minutes", 1e99}});
  queue.refused(Code::invalid, "queue.acknowledge_call", {{"area", "hall"}, {"sequence", "first"}, {"shown", "painted"}});
}

TEST_CASE("a field the host does not know is ignored: newer clients talk to older hosts") {
  QueueHost queue;
  queue.open({});
  CHECK(queue.issue("medicine", {{"colour", "blue"}}).number == "M001");
}

TEST_CASE("queries refuse what they cannot answer") {
  QueueHost queue;
  queue.open({});
  const auto asked = [&](const char* query, const json::value& body) { return queue_kit::outcome(queue.host.ask(query, body)); };
  CHECK(asked("queue.token", {{"token", "NOBODY"}}) == "not_found");
  CHECK(asked("queue.token", json::object{}) == "invalid");
  CHECK(asked("queue.board", {{"area", "roof"}}) == "not_found");
  CHECK(asked("queue.calls_since", {{"area", "roof"}, {"after", 0}}) == "not_found");
  CHECK(asked("queue.waiting", json::object{}) == "invalid");
  CHECK(asked("queue.waiting", {{"service", "medicine"}, {"desk", "room-1"}}) == "invalid");
  CHECK(asked("queue.waiting", {{"service", "medicine"}, {"limit", 501}}) == "invalid");
  CHECK(asked("queue.waiting", {{"desk", "attic"}}) == "not_found");
  CHECK(asked("queue.desks", {{"area", "roof"}}) == "not_found");
  CHECK(asked("queue.coverage", {{"day", "someday"}}) == "invalid");
}

TEST_CASE("the same request id gives the same token, for another request it is a conflict") {
  QueueHost queue;
  queue.open({});
  const json::object body{{"service", "medicine"}};
  const auto first = queue.host.do_with_id("tap-1", "queue.issue_token", body);
  const auto again = queue.host.do_with_id("tap-1", "queue.issue_token", body);
  REQUIRE(first);
  CHECK(*again == *first);
  CHECK(queue_kit::outcome(queue.host.do_with_id("tap-1", "queue.issue_token", {{"service", "blood"}})) == "conflict");
  REQUIRE(queue.host.restart());
  CHECK(*queue.host.do_with_id("tap-1", "queue.issue_token", body) == *first);
  CHECK(queue.counts().issued == 1);
}

TEST_CASE("a wrong hospital file or setting stops the start with a sentence") {
  using kit::TestHost;
  QueueHost queue;
  const auto fails_with = [&](const std::string& settings, const std::string& hospital) {
    queue.host.close();
    queue.host.options.settings = settings;
    queue.host.options.files["hospital.toml"] = hospital;
    CHECK_FALSE(queue.host.open());
    return queue.host.failure;
  };
  CHECK(fails_with("[queue]\n", "languages = 3").find("hospital.toml:1: the file: languages must be a list") != std::string::npos);
  CHECK(fails_with("[queue]\nhospital = \"none.toml\"\n", queue_kit::hospital_text).find("none.toml") != std::string::npos);
  CHECK(fails_with("[queue]\nno_show_seconds = 1\n", queue_kit::hospital_text).find("no_show_seconds") != std::string::npos);
  CHECK(fails_with("[queue]\nnoshow = 1\n", queue_kit::hospital_text).find("noshow") != std::string::npos);
}

TEST_CASE("a service that is taken out of the file while somebody waits for it takes the queue out of service with the reason") {
  QueueHost queue;
  queue.open({});
  queue.issue("blood");
  std::string text = queue_kit::hospital_text;
  const std::string old = "id = \"blood\"\nletter";
  text.replace(text.find(old), old.size(), "id = \"bloods\"\nletter");
  for (std::size_t at; (at = text.find("\"blood\"")) != text.npos;) text.replace(at, 7, "\"bloods\"");
  queue.host.close();
  queue.host.options.files["hospital.toml"] = text;
  REQUIRE_MESSAGE(queue.host.open(), queue.host.failure);
  const auto answer = queue.host.ask("queue.day");
  REQUIRE_FALSE(answer);
  CHECK(answer.error().message.find("token B001 has service 'blood'") != std::string::npos);
}
