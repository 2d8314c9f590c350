// The event stream: a message moves the pages of those it is for, and of nobody else.

#include <algorithm>

#include "http/feed.hpp"
#include "http_api.hpp"
#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::identity_kit;
namespace http = vestibule::core::http;

namespace {

/// The names of the events that somebody hears on a stream of their own, and all text of them.
struct Heard {
  std::vector<std::string> names;
  std::string text;
};

Heard heard_by(IdentityHost& house, const std::string& secret) {
  core::HttpApi api(*house.host.host, house.host.loop);
  http::Ear ear;
  api.listen({Private{secret}, here}, [&](http::Answered<http::Ear> answered) {
    REQUIRE(answered.result);
    ear = *answered.result;
  });
  house.host.loop.run_posted();
  Heard heard;
  api.entries(0, 1000, [&](Result<http::Entries> found) {
    REQUIRE(found);
    for (const auto& entry : found->entries)
      for (const auto& told : http::heard(entry, ear)) {
        heard.names.push_back(told.name);
        heard.text += json::serialize(told.body);
      }
  });
  house.host.loop.run_posted();
  return heard;
}

long count(const Heard& heard, std::string_view name) { return std::count(heard.names.begin(), heard.names.end(), name); }

}  // namespace

TEST_CASE("only author and readers hear of a message, and of its being read") {
  IdentityHost house;
  house.set_up();
  const auto nora = house.add("nora", Role::nurse);
  house.add("nils", Role::nurse);
  house.add("carl", Role::clerk);
  const auto of_carl = house.sign_in("carl"), of_nora = house.sign_in("nora"), of_nils = house.sign_in("nils"), of_root = house.sign_in("root");
  const Actor carl = *house.who(*of_carl), nora_herself = *house.who(*of_nora);
  REQUIRE(house.do_(carl, "messages.send", {{"to", {{"kind", "person"}, {"id", nora}}}, {"text", "Please come."}}));
  REQUIRE(house.do_(carl, "messages.send", {{"to", {{"kind", "role"}, {"id", "nurse"}}}, {"text", "Please come."}}));
  REQUIRE(house.do_(nora_herself, "messages.read", {{"messages", json::array{1}}}));

  for (const auto* secret : {&of_carl, &of_nora}) {
    const auto heard = heard_by(house, **secret);
    CHECK(count(heard, "messages.message_sent") == 2);
    CHECK(count(heard, "messages.messages_read") == 1);
    CHECK(heard.text.find("ears") == std::string::npos);
  }
  const auto heard = heard_by(house, *of_nils);
  CHECK(count(heard, "messages.message_sent") == 1);  // to all nurses
  CHECK(count(heard, "messages.messages_read") == 0);
  CHECK(count(heard_by(house, *of_root), "messages.message_sent") == 0);  // an administrator is nobody's confidant
  CHECK(count(heard_by(house, *of_root), "identity.person_changed") > 0);
}
