#include <vestibule/plugin.hpp>

#include "entrance.hpp"
#include "gatekeeper.hpp"
#include "policy_file.hpp"
#include "staff_list.hpp"

namespace vestibule::identity {
namespace {

Result<> check(const IdentitySettings& settings) {
  if (settings.idle_minutes < 1 || settings.idle_minutes > 720) return fail(Code::invalid, "[identity] idle_minutes must be from 1 to 720");
  if (settings.session_hours < 1 || settings.session_hours > 24) return fail(Code::invalid, "[identity] session_hours must be from 1 to 24");
  for (const auto& device : settings.devices) {
    const auto at = device.find('=');
    const std::string role = at == device.npos ? "" : device.substr(at + 1);
    if (role != "kiosk" && role != "display" && role != "monitor" && role != "device")
      return fail(Code::invalid, "[identity] devices: '{}' must be NAME=kiosk, =display, =monitor or =device", device);
  }
  return {};
}

class Identity final : public Plugin {
 public:
  explicit Identity(Context& context) : context_(context) {}

  Result<> start() override {
    VESTIBULE_TRY(const IdentitySettings settings,
                  context_.settings.read(IdentitySettings{}, {{"policy", "A policy of the site's own in place of the one that comes with the plugin; a file"},
                                                              {"key_file", "A file with at least 32 bytes of chance, kept apart from the database: keys of second factors and one-time codes come from it; empty: a key in the database"},
                                                              {"idle_minutes", "A session that is not used for so long ends"},
                                                              {"session_hours", "No session lasts longer"},
                                                              {"devices", "Accounts of a broker whose passwords the site keeps itself, with what they are: \"kiosk-1=kiosk\""},
                                                              {"house", "The name of the house in an authenticator"},
                                                              {"words", "A file of words, one a line, of which no single one is a password; that of the package cracklib-runtime unless the site has another"}}));
    VESTIBULE_CHECK(check(settings));
    VESTIBULE_TRY(PolicyTable table, policy(settings));
    std::string key;
    VESTIBULE_CHECK(read_key(settings, key));
    VESTIBULE_TRY(auto words, words_of(settings));
    house_ = std::make_unique<House>(context_, settings, std::move(table), std::move(key), std::move(words));
    gatekeeper_ = std::make_unique<Gatekeeper>(*house_);
    entrance_ = std::make_unique<Entrance>(*house_);
    declare_events(context_.events);
    add_people_commands(context_.commands, *house_);
    add_own_commands(context_.commands, *house_);
    add_session_commands(context_.commands, *house_);
    add_glass_commands(context_.commands, *house_);
    add_device_commands(context_.commands, *house_);
    add_queries(context_.commands, *house_);
    settled_ = context_.events.on_settled([this] { house_->settle(); });
    context_.services.offer<AccessPolicy>(*gatekeeper_);
    context_.services.offer<Sessions>(*entrance_);
    staff_ = std::make_unique<StaffList>(house_->people);
    context_.services.offer<Staff>(*staff_);
    return {};
  }

  Result<> load() override { return house_->load(); }

 private:
  /// A machine without Debian's list has the one that is built in.
  Result<std::string> words_of(const IdentitySettings& settings) {
    auto text = context_.settings.file(settings.words);
    if (text || settings.words != debian_words) return text;
    context_.log.info("there is no {}: of passwords only the commonest are refused", debian_words);
    return std::string();
  }

  Result<PolicyTable> policy(const IdentitySettings& settings) {
    if (settings.policy.empty()) return read_policy(shipped_policy(), "policy.toml");
    const auto text = context_.settings.file(settings.policy);
    if (!text) return fail(Code::invalid, "[identity] policy: {}", text.error().message);
    return read_policy(*text, settings.policy);
  }

  Result<> read_key(const IdentitySettings& settings, std::string& key) {
    if (settings.key_file.empty()) return {};
    const auto read = context_.settings.file(settings.key_file);
    if (!read) return fail(Code::invalid, "[identity] key_file: {}", read.error().message);
    if (read->size() < 32) return fail(Code::invalid, "[identity] key_file: {} holds {} bytes; at least 32 are needed", settings.key_file, read->size());
    key = *read;
    return {};
  }

  Context& context_;
  std::unique_ptr<House> house_;
  std::unique_ptr<Gatekeeper> gatekeeper_;
  std::unique_ptr<Entrance> entrance_;
  std::unique_ptr<StaffList> staff_;
  Subscription settled_;
};

}  // namespace
}  // namespace vestibule::identity

VESTIBULE_PLUGIN(vestibule::identity::Identity)
