#include "hospital.hpp"

#include <fstream>

#include "secrets.hpp"

namespace vestibule::security {
namespace {

std::string content_of(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

kit::TestHostOptions whole_house() {
  kit::TestHostOptions options;
  options.rules = {};
  options.line = true;
  options.settings = "[queue]\nhospital = \"hospital.toml\"\n[records]\nkey_file = \"records.key\"\n"
                     "[identity]\ndevices = [\"kiosk-1=kiosk\", \"screen-1=display\", \"ward-1=monitor\"]\n";
  options.files["hospital.toml"] = content_of(DEMO_HOSPITAL);
  options.files["records.key"] = "0123456789abcdef0123456789abcdef-of-a-test";
  return options;
}

void Ears::listen() {
  stream->next([this](std::string frames) {
    over = frames.empty();
    heard += frames;
    if (!over) listen();
  });
}

Hospital::Hospital(kit::TestHostOptions options)
    : house(std::move(options)), api(*house.host, house.loop), router(api, {[](auto run) { run(); }, [this] { return fmt::format("made-up-{}", ++count_); }, [this] { return metrics; }}) {
  api.on_entries([this](std::int64_t sequence) { router.committed(sequence); });
  house.loop.run_posted();
  house.log.least = Level::debug;
  for (const auto& guest : house.host->guests().all()) REQUIRE_MESSAGE(guest.state == core::GuestState::enabled, guest.reason);
}

Actor Hospital::person(const std::string& name, identity::Role role, const std::vector<std::string>& departments, bool newcomer) {
  const std::string word = boost::describe::enum_to_string(role, "");
  const auto added = done(the_operator, "identity.add_person",
                          {{"name", name}, {"full_name", "Full " + name}, {"role", word}, {"departments", json::value_from(departments)}});
  const std::string id(added.at("person").as_string());
  const auto secret = session_of(id, newcomer);
  secrets[id] = secret;
  const auto actor = house.host->callers().who({Private{secret}, "127.0.0.1"});
  REQUIRE(actor);
  return *actor;
}

std::string Hospital::session_of(const std::string& person, bool newcomer) {
  const std::string secret = fmt::format("{:064x}", 0xabcdef00 + ++count_);
  done(system, "identity.begin_session",
       {{"session", fmt::format("session-{}", count_)}, {"person", person}, {"hash", identity::hash_of(secret)}, {"device", "desk"}, {"how", "password"}, {"address", "127.0.0.1"}, {"newcomer", newcomer}});
  return secret;
}

Result<json::value> Hospital::do_(const Actor& actor, const std::string& name, const json::value& body) {
  Result<json::value> result = fail(Code::internal, "no answer came");
  house.host->submit({actor, name, fmt::format("security-{}", ++count_), body, [&](Result<json::value> answer) { result = std::move(answer); }});
  house.loop.run_posted();
  return result;
}

void Hospital::submit(const Actor& actor, const std::string& name, json::value body, Commands::Answer answer) {
  house.host->submit({actor, name, fmt::format("security-{}", ++count_), std::move(body), std::move(answer)});
}

Result<json::value> Hospital::ask(const Actor& actor, const std::string& name, const json::value& body) {
  Result<json::value> result = fail(Code::internal, "no answer came");
  house.host->ask(actor, name, body, [&](Result<json::value> answer) { result = std::move(answer); });
  house.loop.run_posted();
  return result;
}

json::value Hospital::done(const Actor& actor, const std::string& name, const json::value& body) {
  auto result = house.host->registry().command(name) ? do_(actor, name, body) : ask(actor, name, body);
  REQUIRE_MESSAGE(result, name, " as ", actor.role, ": ", (result ? "" : result.error().message));
  return *std::move(result);
}

std::vector<http::Header> Hospital::cookie(const std::string& secret) {
  if (secret.empty()) return {};
  return {{"Cookie", "vestibule=" + secret}};
}

http::Reply Hospital::send(std::string method, std::string target, std::string body, std::vector<http::Header> more, std::string peer) {
  const auto add = [&more](const char* name, const char* value) {
    if (!http::find(more, name)) more.push_back({name, value});
  };
  add("Host", "localhost");
  add("Content-Type", "application/json");
  add("X-Vestibule", "1");
  add("Accept-Encoding", "gzip");
  std::optional<http::Reply> got;
  router.handle({std::move(method), std::move(target), std::move(more), std::move(body), std::move(peer)}, [&](http::Reply reply) { got = std::move(reply); });
  house.loop.run_posted();
  REQUIRE(got);
  return *std::move(got);
}

void Hospital::pass(Duration span) {
  const Duration step = 5s;
  for (; span > Duration{0}; span -= step) {
    house.run_for(std::min(span, step));
    router.recheck();
    house.loop.run_posted();
  }
}

}  // namespace vestibule::security
