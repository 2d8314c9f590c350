// What another's page, a form, a chosen cookie or a secret in the wrong place can bring about: nothing, for any command there is.
#include "hospital.hpp"

using namespace vestibule;
using namespace vestibule::security;

namespace {

/// A house in which an administrator is signed in at a browser that also visits other sites.
struct Visited : Hospital {
  Visited() {
    root = person("root", identity::Role::administrator);
    cookie = "vestibule=" + secrets[root.id];
  }
  /// As a browser sends it: only what is given, besides Host.
  http::Reply raw(std::string method, std::string target, std::string body, std::vector<http::Header> headers) {
    headers.insert(headers.begin(), {"Host", "localhost"});
    std::optional<http::Reply> got;
    router.handle({std::move(method), std::move(target), std::move(headers), std::move(body), "127.0.0.1"}, [&](http::Reply reply) { got = std::move(reply); });
    house.loop.run_posted();
    REQUIRE(got);
    return *std::move(got);
  }
  Actor root;
  std::string cookie;
};

}  // namespace

TEST_CASE("another site's page has no command carried out, whichever it is and however it sends it") {
  Visited house;
  const auto before = house.house.entries().size();
  using Headers = std::vector<http::Header>;
  const http::Header cookie{"Cookie", house.cookie}, json_type{"Content-Type", "application/json"}, ours{"X-Vestibule", "1"};
  const std::vector<Headers> tries{
      {cookie, json_type},                                                              // a page cannot add a header of its own
      {cookie, json_type, {"X-Vestibule", "0"}, {"Origin", "http://evil.example"}},
      {cookie, json_type, ours, {"Origin", "http://evil.example"}},
      {cookie, json_type, ours, {"Origin", "null"}},
      {cookie, json_type, ours, {"Origin", "http://localhost.evil.example"}},
      {cookie, json_type, ours, {"Origin", "http://localhost:81"}},
      {cookie, json_type, ours, {"Sec-Fetch-Site", "cross-site"}},
      {cookie, json_type, ours, {"Sec-Fetch-Site", "same-site"}},
      {cookie, ours, {"Content-Type", "text/plain"}},
      {cookie, ours, {"Content-Type", "application/x-www-form-urlencoded"}},
      {cookie, ours, {"Content-Type", "multipart/form-data; boundary=x"}},
      {cookie, ours, {"Content-Type", "application/json; charset=utf-16"}},
      {cookie, ours},
      {{"Cookie", house.cookie + "x"}, json_type, ours},
  };
  int tried = 0;
  for (const auto& [name, command] : house.house.host->registry().commands()) {
    for (const auto& headers : tries) {
      const auto status = house.raw("POST", "/api/v1/" + name, "{}", headers).response.status;
      CHECK_MESSAGE((status == 401 || status == 403 || status == 415), name, " ", status);
      ++tried;
    }
    for (const char* method : {"GET", "HEAD"}) CHECK(house.raw(method, "/api/v1/" + name + "?json=%7B%7D", "", {cookie, ours}).response.status == 405);
  }
  CHECK(tried > 1000);
  CHECK(house.house.entries().size() == before);
  for (const Headers& headers : {Headers{cookie}, Headers{cookie, ours, {"Origin", "http://evil.example"}}, Headers{cookie, ours, {"Sec-Fetch-Site", "cross-site"}}, Headers{cookie, {"Origin", "http://localhost"}}})
    CHECK(house.raw("DELETE", "/api/v1/session", "", headers).response.status == 403);
  CHECK(house.raw("GET", "/api/v1/identity.me", "", {cookie}).response.status == 200);
}

TEST_CASE("a session's secret is never the one that was brought along, and counts in no other place than its own") {
  auto options = whole_house();
  Visited house;
  house.done(house.root, "identity.add_person", {{"name", "carla"}, {"full_name", "Carla"}, {"role", "clerk"}, {"departments", json::array{}}, {"password", "umbra-7-lagoon-kiln"}});
  house.house.loop.run_posted();
  const std::string chosen(64, 'a');
  const auto in = house.post("/api/v1/session", R"({"name":"carla","password":"umbra-7-lagoon-kiln"})", chosen);
  REQUIRE_MESSAGE(in.response.status == 200, in.response.body);
  const std::string set = *http::find(in.response.headers, "Set-Cookie");
  const std::string secret = set.substr(set.find('=') + 1, set.find(';') - set.find('=') - 1);
  CHECK(secret.size() == 64);
  CHECK(secret != chosen);
  CHECK(set.find("HttpOnly") != set.npos);
  CHECK(set.find("SameSite=Strict") != set.npos);
  CHECK(in.response.body.find(secret) == std::string::npos);
  CHECK(house.get("/api/v1/identity.me", chosen).response.status == 401);
  CHECK(house.get("/api/v1/identity.me", secret).response.status == 200);
  for (const std::string& target : {"/api/v1/identity.me?session=" + secret, "/api/v1/identity.me?vestibule=" + secret, "/api/v1/identity.me?access_token=" + secret, "/api/v1/identity.me;vestibule=" + secret})
    CHECK_MESSAGE(house.get(target).response.status >= 400, target);
  for (const http::Header& header : std::vector<http::Header>{{"Cookie", "__Host-vestibule=" + secret}, {"Cookie", "Vestibule=" + secret}, {"Cookie", "x=vestibule=" + secret}, {"X-Session", secret}, {"Cookie", "vestibule=" + secret.substr(0, 63)},
                                                             {"Cookie", "vestibule=" + secret + "a"}, {"Cookie", "vestibule=" + std::string(100'000, 'a')}})
    CHECK_MESSAGE(house.send("GET", "/api/v1/identity.me", "", {header}).response.status == 401, header.value.substr(0, 60));
  // Who signs in again has another secret, and the one before is over; so is it after signing out, and after a change of roles.
  const auto again = house.post("/api/v1/session", R"({"name":"carla","password":"umbra-7-lagoon-kiln"})", secret);
  CHECK(house.get("/api/v1/identity.me", secret).response.status == 401);
  const std::string second = http::find(again.response.headers, "Set-Cookie")->substr(10, 64);
  CHECK(second != secret);
  REQUIRE(house.get("/api/v1/identity.me", second).response.status == 200);
  const std::string person(json::parse(in.response.body).at("person").as_string());
  house.done(house.root, "identity.change_role", {{"person", person}, {"role", "manager"}});
  CHECK(house.get("/api/v1/identity.me", second).response.status == 401);
  for (const auto& entry : house.house.entries()) CHECK((entry.request + entry.reply + entry.events + entry.object).find(secret) == std::string::npos);
}
