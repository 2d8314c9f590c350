// The plugin beside identity in the real host: who may read what, and what stands in journal and database.

#include <filesystem>

#include <vestibule/messages.hpp>

#include "kit.hpp"
#include "settings_file.hpp"

using namespace vestibule;
using namespace vestibule::identity_kit;
using messages::Addressee;
using messages::Inbox;
using messages::Kind;

namespace {

/// A ward: two nurses, a doctor and a clerk, all signed in.
struct Ward : IdentityHost {
  Ward(const std::string& settings = "") : IdentityHost(settings) {
    set_up();
    for (const auto& [name, role] : {std::pair{"nora", Role::nurse}, {"nils", Role::nurse}, {"dora", Role::doctor}, {"carl", Role::clerk}}) {
      ids[name] = add(name, role);
      actors.emplace(name, as(name));
    }
  }

  Result<json::value> send(const std::string& author, const Addressee& to, const std::string& text) {
    return do_(actors.at(author), "messages.send", {{"to", encode(to)}, {"text", text}});
  }
  std::int64_t sent(const std::string& author, const Addressee& to, const std::string& text = "Please come.") {
    const auto answer = send(author, to, text);
    REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
    return answer->at("message").as_int64();
  }
  Addressee person(const std::string& name) { return {Kind::person, ids.at(name)}; }
  Inbox inbox(const std::string& who) { return answer<Inbox>(actors.at(who), "messages.inbox"); }
  Result<json::value> read(const std::string& who, std::int64_t message) {
    return do_(actors.at(who), "messages.read", {{"messages", json::array{message}}});
  }
  Result<json::value> sit(const std::string& who, const std::string& desk) { return do_(actors.at(who), "messages.sit", {{"desk", desk}}); }

  std::map<std::string, std::string> ids;
  std::map<std::string, Actor> actors;
};

}  // namespace

TEST_CASE("a message to a person is theirs and the author's, and nobody else's") {
  Ward ward;
  const auto message = ward.sent("carl", ward.person("dora"), "The lift is out of order.");
  REQUIRE(ward.inbox("dora").messages.size() == 1);
  const auto view = ward.inbox("dora").messages[0];
  CHECK(view.text == "The lift is out of order.");
  CHECK(view.from.full_name == "Full carl");
  CHECK(view.from.role == "clerk");
  CHECK(view.to_name == "Full dora");
  CHECK(view.unread);
  CHECK_FALSE(view.mine);
  CHECK(view.who.empty());
  CHECK(ward.inbox("dora").unread == 1);
  CHECK(ward.inbox("carl").messages.at(0).mine);
  CHECK(ward.inbox("nora").messages.empty());
  CHECK(ward.read("nora", message).error().code == Code::not_found);
  CHECK(ward.do_(ward.actors.at("nora"), "messages.send", {{"to", encode(ward.person("carl"))}, {"text", "x"}, {"answers", message}}).error().code == Code::not_found);
  CHECK(ward.do_(ward.actors.at("dora"), "messages.send", {{"to", encode(ward.person("carl"))}, {"text", "Thanks."}, {"answers", message}}));
}

TEST_CASE("a message to a role is for all of it but the author, and says who has read it") {
  Ward ward;
  const auto message = ward.sent("nora", {Kind::role, "nurse"});
  CHECK(ward.inbox("nils").unread == 1);
  CHECK(ward.inbox("nora").unread == 0);
  CHECK(ward.inbox("dora").messages.empty());
  ward.host.run_for(1s);
  const auto done = ward.read("nils", message);
  REQUIRE(done);
  CHECK(done->at("unread").as_int64() == 0);
  CHECK(ward.read("nils", message));  // again: no fault, and the first time counts
  const auto mine = ward.inbox("nora").messages.at(0);
  CHECK(mine.read == 1);
  CHECK(mine.readers == 1);
  REQUIRE(mine.who.size() == 1);
  CHECK(mine.who[0].full_name == "Full nils");
  CHECK(mine.who[0].read_at);
  CHECK(ward.send("dora", {Kind::role, "doctor"}, "Anybody?").error().code == Code::conflict);
}

TEST_CASE("a message to a desk is for those who sit there, else for whoever sits down next") {
  Ward ward;
  REQUIRE(ward.sit("dora", "room-1"));
  ward.sent("carl", {Kind::desk, "room-1"});
  CHECK(ward.inbox("dora").unread == 1);
  const auto nobody_there = ward.send("carl", {Kind::desk, "room-2"}, "Who is there?");
  REQUIRE(nobody_there);
  CHECK(nobody_there->at("readers").as_int64() == 0);
  const auto seated = ward.sit("nora", "room-2");
  REQUIRE(seated);
  CHECK(seated->at("waiting").as_int64() == 1);
  CHECK(ward.inbox("nora").unread == 1);
  REQUIRE(ward.read("nora", nobody_there->at("message").as_int64()));
  CHECK(ward.sit("nils", "room-2")->at("waiting").as_int64() == 0);  // one has read it
  REQUIRE(ward.do_(ward.actors.at("nils"), "messages.sit"));
  ward.sent("carl", {Kind::desk, "room-2"});
  CHECK(ward.inbox("nora").unread == 1);
  CHECK(ward.inbox("nils").unread == 0);
}

TEST_CASE("whoever signs out sits nowhere") {
  Ward ward;
  REQUIRE(ward.sit("dora", "room-1"));
  REQUIRE(ward.do_(ward.actors.at("dora"), "identity.sign_out_everywhere"));
  ward.host.run_for(1s);
  CHECK(ward.send("carl", {Kind::desk, "room-1"}, "x")->at("readers").as_int64() == 0);
}

TEST_CASE("what is wrong is refused with a sentence, and nothing is sent") {
  Ward ward;
  CHECK(ward.send("carl", ward.person("dora"), "  ").error().message == "a message needs a text");
  CHECK(ward.send("carl", ward.person("dora"), std::string(1001, 'x')).error().code == Code::invalid);
  CHECK(ward.send("carl", ward.person("carl"), "x").error().message == "that is you: a message goes to somebody else");
  CHECK(ward.send("carl", {Kind::person, "nobody"}, "x").error().code == Code::not_found);
  CHECK(ward.send("carl", {Kind::role, "kings"}, "x").error().code == Code::invalid);
  CHECK(ward.send("carl", {Kind::desk, "Room 1"}, "x").error().code == Code::invalid);
  CHECK(ward.do_(ward.actors.at("carl"), "messages.send", {{"to", "everybody"}, {"text", "x"}}).error().code == Code::invalid);
  CHECK(ward.do_(ward.actors.at("carl"), "messages.read", {{"messages", json::array{}}}).error().code == Code::invalid);
  CHECK(ward.ask(ward.actors.at("carl"), "messages.inbox", {{"limit", 101}}).error().code == Code::invalid);
  CHECK(ward.do_(ward.the_operator, "messages.send", {{"to", encode(ward.person("dora"))}, {"text", "x"}}).error().code == Code::denied);
  CHECK(ward.do_(ward.nobody, "messages.send", {{"to", encode(ward.person("dora"))}, {"text", "x"}}).error().code == Code::denied);
  CHECK(ward.inbox("dora").messages.empty());
  REQUIRE(ward.do_(ward.the_operator, "identity.suspend_person", {{"person", ward.ids.at("nils")}}));
  CHECK(ward.send("carl", ward.person("nils"), "x").error().code == Code::not_found);
}

TEST_CASE("somebody who floods is told to wait") {
  Ward ward;
  for (int i = 0; i < 30; ++i) ward.sent("carl", ward.person("dora"));
  CHECK(ward.send("carl", ward.person("dora"), "x").error().code == Code::unavailable);
  ward.host.run_for(60s);
  CHECK(ward.send("carl", ward.person("dora"), "x"));
}

TEST_CASE("the house keeps the newest and forgets the oldest, text and all") {
  Ward ward("[messages]\nkeep = 10\n");
  for (int i = 0; i < 12; ++i) ward.sent("carl", ward.person("dora"), "number " + std::to_string(i));
  CHECK(ward.inbox("dora").unread == 10);
  CHECK(ward.inbox("dora").messages.back().text == "number 2");
  REQUIRE(ward.host.restart());
  ward.actors.at("dora") = ward.as("dora");
  CHECK(ward.inbox("dora").messages.size() == 10);
  CHECK(ward.sent("dora", ward.person("carl")) == 13);  // no number comes twice
}

TEST_CASE("all of it is there after a restart, and an inbox is read in parts") {
  Ward ward;
  REQUIRE(ward.sit("nora", "room-1"));
  for (int i = 0; i < 5; ++i) ward.sent("carl", ward.person("dora"), "number " + std::to_string(i));
  REQUIRE(ward.read("dora", 1));
  REQUIRE(ward.host.restart());
  const Actor dora = ward.as("dora");
  const auto first = ward.answer<Inbox>(dora, "messages.inbox", {{"limit", 2}});
  REQUIRE(first.messages.size() == 2);
  CHECK(first.more);
  CHECK(first.unread == 4);
  const auto rest = ward.answer<Inbox>(dora, "messages.inbox", {{"limit", 3}, {"before", first.messages.back().message}});
  REQUIRE(rest.messages.size() == 3);
  CHECK_FALSE(rest.more);
  CHECK(rest.messages.back().text == "number 0");
  CHECK_FALSE(rest.messages.back().unread);
  ward.actors.at("carl") = ward.as("carl");
  CHECK(ward.send("carl", {Kind::desk, "room-1"}, "x")->at("readers").as_int64() == 1);
}

TEST_CASE("the journal says who wrote to whom, and neither it nor the database what") {
  Ward ward;
  const std::string secret = "zebra-quartz-canary";
  const auto message = ward.sent("carl", ward.person("dora"), secret);
  REQUIRE(ward.read("dora", message));
  const auto entries = ward.host.entries();
  const auto& written = entries[entries.size() - 2];
  CHECK(written.actor.id == ward.ids.at("carl"));
  CHECK(written.command == "messages.send");
  CHECK(written.object == "message 1");
  CHECK(written.request.find(ward.ids.at("dora")) != std::string::npos);
  CHECK(entries.back().command == "messages.read");
  ward.host.close();
  std::string bytes;
  for (const auto& entry : std::filesystem::directory_iterator(ward.host.folder.path()))
    if (entry.is_regular_file()) bytes += *core::read_file(entry.path().string());
  CHECK(bytes.find("messages_message") != std::string::npos);
  CHECK(bytes.find(secret) == std::string::npos);
}
