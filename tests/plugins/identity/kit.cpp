#include "kit.hpp"

#include "secrets.hpp"
#include "totp.hpp"

namespace vestibule::identity_kit {
namespace {

kit::TestHostOptions options_of(const std::string& settings, const std::string& plugins, const std::map<std::string, std::string>& files) {
  kit::TestHostOptions options;
  options.settings = "[host]\ndisabled = [\"queue\", \"records\", \"console\"]\n" + settings;
  options.plugins = plugins;
  options.files = files;
  options.rules.disabled = {"queue", "records", "console"};
  return options;
}

/// What an authenticator does with the secret it was shown.
std::string bytes_of_base32(const std::string& text) {
  std::string bytes;
  unsigned held = 0, bits = 0;
  for (const char c : text) {
    held = (held << 5 | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26)) & 0xffff;
    bits += 5;
    if (bits >= 8) bytes += static_cast<char>(held >> (bits -= 8) & 0xff);
  }
  return bytes;
}

}  // namespace

IdentityHost::IdentityHost(const std::string& settings, const std::string& plugins, const std::map<std::string, std::string>& files)
    : host(options_of(settings, plugins, files)) {}

std::string IdentityHost::printed_code() const {
  for (const auto& line : host.log.lines)
    if (const auto at = line.find("with the code "); at != line.npos) return line.substr(at + 14);
  return {};
}

std::string IdentityHost::set_up() {
  const auto done = do_(nobody, "identity.set_up",
                        {{"code", printed_code()}, {"name", "root"}, {"full_name", "Rita Root"}, {"password", good_password}});
  REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
  host.loop.run_posted();
  return std::string(done->at("person").as_string());
}

std::string IdentityHost::add(const std::string& name, Role role, const std::vector<std::string>& departments) {
  const auto done = do_(the_operator, "identity.add_person",
                        {{"name", name}, {"full_name", "Full " + name}, {"role", boost::describe::enum_to_string(role, "")},
                         {"departments", json::value_from(departments)}, {"password", good_password}});
  REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
  host.loop.run_posted();
  return std::string(done->at("person").as_string());
}

Result<json::value> IdentityHost::do_(const Actor& actor, const std::string& name, const json::value& body) {
  Result<json::value> result = fail(Code::internal, "no answer came");
  host.host->submit({actor, name, fmt::format("request-{}", ++host.requests), body, [&](Result<json::value> answer) { result = std::move(answer); }});
  host.loop.run_posted();
  return result;
}

Result<json::value> IdentityHost::ask(const Actor& actor, const std::string& name, const json::value& body) {
  Result<json::value> result = fail(Code::internal, "no answer came");
  host.host->ask(actor, name, body, [&](Result<json::value> answer) { result = std::move(answer); });
  host.loop.run_posted();
  return result;
}

Result<std::string> IdentityHost::sign_in_with(const json::object& credentials, const std::string& address) {
  Result<std::string> secret = fail(Code::internal, "no answer came");
  host.host->callers().open({{}, address}, credentials, [&](Result<SessionOpened> opened) {
    if (opened) secret = opened->secret.reveal();
    else secret = tl::unexpected(opened.error());
  });
  host.loop.run_posted();
  return secret;
}

Result<std::string> IdentityHost::sign_in(const std::string& name, const std::string& password, const std::string& address) {
  return sign_in_with({{"name", name}, {"password", password}}, address);
}

Result<Actor> IdentityHost::who(const std::string& secret, const std::string& address) { return host.host->callers().who({Private{secret}, address}); }

Actor IdentityHost::as(const std::string& name, const std::string& address) {
  const auto secret = sign_in(name, good_password, address);
  REQUIRE_MESSAGE(secret, (secret ? "" : secret.error().message));
  const auto actor = who(*secret, address);
  REQUIRE(actor);
  return *actor;
}

std::string IdentityHost::totp_code_of(const std::string& secret_base32) const { return totp_code(bytes_of_base32(secret_base32), totp_step(host.clock.wall())); }

std::string IdentityHost::enrol_totp(const std::string& name) {
  const Actor actor = as(name);
  REQUIRE(do_(actor, "identity.enrol_totp"));
  const auto secret = answer<TotpSecret>(actor, "identity.totp_secret").secret;
  REQUIRE(do_(actor, "identity.confirm_totp", {{"code", totp_code_of(secret)}}));
  return secret;
}

std::vector<std::string> IdentityHost::events() {
  std::vector<std::string> names;
  for (const auto& entry : host.entries())
    if (const auto told = parse_json(entry.events); told && told->is_array())
      for (const auto& event : told->as_array()) names.emplace_back(event.at("name").as_string());
  return names;
}

}  // namespace vestibule::identity_kit
