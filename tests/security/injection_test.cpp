// What is meant to be code somewhere: SQL, HTML, shells, formats, addresses, lines of a log. Each goes into each text of each command and query,
// past the policy, so that it reaches whatever reads it.
#include <algorithm>
#include <filesystem>

#include "hospital.hpp"

using namespace vestibule;
using namespace vestibule::security;

namespace {

const std::vector<std::string>& payloads() {
  static const std::vector<std::string> all{
      "' OR '1'='1", "'; DROP TABLE queue_token; --", "\" UNION SELECT hash FROM identity_session --", "1); DELETE FROM host_journal; --", "%' ESCAPE '", "%_%", ":name", "?1", "x'00'",
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "{{7*7}}", "${jndi:ldap://127.0.0.1/a}", "$(touch injected)", "`touch injected`", "| touch injected",
      "{}", "{0:{1}}", "{:99999999}", "%n%n%s", "a\r\nSet-Cookie: vestibule=stolen", "a\n2026-11-23T07:00:00Z [error] forged line", "\x1b[2J\x1b]0;owned\x07", "..", "../../etc/passwd", "..\\..\\x", "/etc/passwd",
      "file:///etc/passwd", "a/#", "+/+", "$SYS/broker", "patient x, staff y", "=cmd|' /C calc'!A0", std::string("nul\0inside", 10), "\u202Egnp.exe", "\xEF\xBB\xBF", "\xF0\x9F\x92\xA9", "\u0300\u0301", std::string(64, 'A'), std::string(5000, 'A'), "",
      " ", "null", "-1", "1e400", "9223372036854775808", "NaN"};
  return all;
}

json::value fitting(const Field& field) {
  if (field.type.find("number") != field.type.npos) return 1;
  if (field.type.starts_with("true")) return true;
  if (field.type.starts_with("instant")) return "2026-11-23T09:00:00Z";
  if (field.type.starts_with("date")) return "1980-02-01";
  if (field.type.starts_with("list")) return json::array{};
  if (const auto bar = field.type.find(' '); field.type.find('|') != field.type.npos) return json::value(field.type.substr(0, bar));
  return json::object{};
}

/// The payload wherever there is room for a text, and wherever there is not.
std::vector<json::object> bodies(const std::vector<Field>& fields, const std::string& payload) {
  json::object everywhere, in_texts;
  for (const auto& field : fields) {
    everywhere[field.name] = payload;
    if (field.type.starts_with("text") || field.type.starts_with("id")) in_texts[field.name] = payload;
    else if (field.required) in_texts[field.name] = fitting(field);
  }
  return {everywhere, in_texts};
}

/// The tables' rows that a successful DROP, DELETE or OR would change.
struct Standing {
  explicit Standing(Hospital& hospital)
      : waiting(json::serialize(hospital.done(hospital.system, "queue.waiting", {{"service", "registration"}}))), people(json::serialize(hospital.done(hospital.the_operator, "identity.people"))) {}
  std::string waiting, people;
  bool operator==(const Standing&) const = default;
};

}  // namespace

TEST_CASE("no text is taken for SQL, a format, a path or a line of the log, in whatever field of whatever command or query it stands") {
  Hospital hospital;
  hospital.person("clerk", identity::Role::clerk);
  hospital.done(hospital.system, "queue.open_day");
  hospital.done(hospital.system, "queue.issue_token", {{"service", "registration"}, {"needs", json::array{}}});
  const Standing before(hospital);
  const auto& registry = hospital.house.host->registry();
  int asked = 0;
  const auto put = [&](const std::string& name, const std::vector<Field>& fields, bool command) {
    for (const auto& payload : payloads())
      for (const auto& body : bodies(fields, payload)) {
        const auto look = [&asked, name, body](const Result<json::value>& result) {
          ++asked;
          CHECK_MESSAGE((result || result.error().code != Code::internal), name, " with ", json::serialize(body), ": ", (result ? "" : result.error().message));
        };
        if (command) hospital.submit(hospital.system, name, body, look);
        else look(hospital.ask(hospital.system, name, body));
      }
    hospital.house.loop.run_posted();
  };
  for (const auto& [name, query] : registry.queries()) put(name, query.shape.request, false);
  CHECK(Standing(hospital) == before);
  for (const auto& [name, command] : registry.commands()) put(name, command.shape.request, true);
  CHECK(asked > 5000);
  for (const auto& guest : hospital.house.host->guests().all()) CHECK_MESSAGE(guest.state == core::GuestState::enabled, guest.reason);
  for (const auto& line : hospital.house.log.lines) {
    const bool plain = std::none_of(line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    CHECK_MESSAGE(plain, "a line of the log that is more than one, or drives a terminal: ", json::serialize(json::value(line)));
  }
  CHECK_FALSE(std::filesystem::exists("injected"));
  CHECK(hospital.house.entries().size() > 100);
  for (const char* query : {"queue.menu", "identity.people", "queue.site"}) CHECK(hospital.ask(hospital.the_operator, query));
}

TEST_CASE("no address leads out of the pages, and none is answered with anything but a page of ours") {
  Hospital hospital;
  const auto clerk = hospital.person("clerk", identity::Role::clerk);
  const std::string secret = hospital.secrets[clerk.id];
  const std::vector<std::string> targets{
      "/../../etc/passwd", "/console/../../../../etc/passwd", "/console/..%2f..%2f..%2fetc/passwd", "/console/%2e%2e/%2e%2e/etc/passwd", "/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/console/..\\..\\etc\\passwd",
      "/console/..%5c..%5cetc", "/console/%252e%252e/%252e%252e/etc/passwd", "/console/..;/..;/etc/passwd", "//etc/passwd", "/console//etc/passwd", "/console/./", "/console/%00", "/console/console.js%00.html",
      "/console/%c0%ae%c0%ae/etc/passwd", "/vestibule.db", "/vestibule.toml", "/records.key", "/console/vestibule.db", "/.git/config", "/.env", "/server-status", "/api", "/api/", "/api/v1", "/api/v1/", "/api/v2/queue.menu",
      "/api/v1/../../metrics", "/api/v1/%2e%2e/metrics", "/api/v1/queue.menu/../host.plugins", "/api/v1/queue.menu%00", "/api/v1/QUEUE.MENU", "/api/v1/queue%2emenu%20", "/t/../../etc/passwd", "/t/%2e%2e/%2e%2e/etc/passwd", "/t/../metrics",
      "/debug/pprof", "/actuator/env", "/console/*", "/t/*", "/console/?a=/../../etc/passwd", "/console/#", "/console/%", "/console/%zz", "http://127.0.0.1/etc/passwd", "*", "", "etc/passwd", "/\\etc\\passwd", "/console/" + std::string(4000, 'a'),
      "/console/" + std::string(2000, '.') + "/x"};
  const auto shelf = hospital.house.host->registry().pages();
  for (const auto& target : targets) {
    for (const auto& from : {std::string(), secret}) {
      const auto reply = hospital.get(target, from);
      const auto& response = reply.response;
      CHECK_MESSAGE((response.status < 500 && response.status != 201), target, " ", response.status);
      CHECK_MESSAGE(response.body.find("root:") == std::string::npos, target);
      CHECK_MESSAGE(response.body.find("SQLite format") == std::string::npos, target);
      if (response.status != 200) continue;
      const bool known = response.reader == http::Reader::browser || target.starts_with("/api/v1/queue");
      CHECK_MESSAGE(known, target, " was answered with ", response.content_type);
    }
  }
  CHECK(hospital.get("/api/v1/queue.menu").response.status == 200);
}

TEST_CASE("nothing in a request's head is believed that only a proxy, a cache or another address could know") {
  Hospital hospital;
  const auto clerk = hospital.person("clerk", identity::Role::clerk);
  const auto cookie = "vestibule=" + hospital.secrets[clerk.id];
  const auto status = [&](std::vector<http::Header> more, std::string method = "GET", std::string target = "/api/v1/identity.me", std::string peer = "127.0.0.1") {
    return hospital.send(std::move(method), std::move(target), "{}", std::move(more), std::move(peer)).response.status;
  };
  CHECK(status({{"Cookie", cookie}}) == 200);
  for (const std::string host : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "evil.example:80", "", "[::ffff:10.0.0.1]", "10.0.0.1", "localhost, evil.example", "localhost\tx", "http://localhost"})
    CHECK_MESSAGE(status({{"Host", host}, {"Cookie", cookie}}) >= 400, host);
  CHECK(status({{"Host", "localhost"}, {"Host", "evil.example"}, {"Cookie", cookie}}) == 400);
  for (const std::string name : {"X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "X-Remote-User", "Remote-User", "X-Forwarded-User"}) {
    CHECK_MESSAGE(status({{name, "127.0.0.1"}}, "GET", "/metrics", "192.0.2.9") == 401, name);
    CHECK_MESSAGE(status({{name, "operator"}}, "GET", "/api/v1/identity.people") == 401, name);
    CHECK_MESSAGE(status({{name, "/api/v1/host.plugins"}}, "GET", "/api/v1/identity.people") == 401, name);
  }
  for (const std::string name : {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"}) {
    CHECK_MESSAGE(status({{name, "POST"}, {"Cookie", cookie}}, "GET", "/api/v1/queue.open_day") == 405, name);
    CHECK_MESSAGE(status({{name, "DELETE"}, {"Cookie", cookie}}, "GET", "/api/v1/session") == 405, name);
  }
  for (const std::string method : {"PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PROPFIND", "get", "POSTx", ""}) {
    CHECK_MESSAGE(status({{"Cookie", cookie}}, method, "/api/v1/identity.me") == 405, method);
    CHECK_MESSAGE(status({{"Cookie", cookie}}, method, "/console/") == 405, method);
  }
  for (const std::string bearer : {"Bearer", "Bearer ", "Basic YTpi", "bearer  x", "Bearer null", "Bearer undefined", "Digest x", "Bearer ' OR 1=1 --", "Bearer \xff"})
    CHECK_MESSAGE(status({{"Authorization", bearer}}) != 200, bearer);
}
