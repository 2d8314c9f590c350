#include "site_broker.hpp"

#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "configuration.hpp"
#include "core/broker_accounts.hpp"
#include "core/durable_file.hpp"
#include "eviction.hpp"
#include "vestibule/link/broker.hpp"
#include "vestibule/link/requests.hpp"
#include "vestibule/link/system.hpp"
#include "vestibule/wire/topics.hpp"

namespace vestibule::broker {
namespace {

namespace fs = std::filesystem;

constexpr auto host = "host";  // the account the host comes in by

Instant now() { return link::SystemClock().wall(); }

/// What the broker reads belongs to its account where we may give it away, so that nobody else need read it.
Result<> hand_over(const fs::path& path) {
  const passwd* const found = geteuid() == 0 ? getpwnam("mosquitto") : nullptr;
  if (found && ::chown(path.c_str(), found->pw_uid, found->pw_gid) != 0) return fail(Code::unavailable, "{} cannot be given to the account mosquitto", path.string());
  return {};
}

Result<> write_for_broker(const fs::path& path, const std::string& text, unsigned mode = 0640) {
  VESTIBULE_CHECK(core::write_new_file(path, text, mode));
  return hand_over(path);
}

Result<> check_hosts(const std::vector<std::string>& hosts) {
  if (hosts.empty()) return fail(Code::invalid, "say the names or addresses at which devices reach the broker: --host NAME");
  for (const auto& name : hosts)
    if (name.empty() || name.size() > 253 || name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:") != name.npos)
      return fail(Code::invalid, "'{}' is neither a host's name nor an address", name);
  return {};
}

Result<> make_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) return fail(Code::conflict, "{} is not empty; nothing was changed", folder.string());
  fs::create_directories(folder / "devices", error);
  if (!error) fs::create_directory(folder / "state", error);
  if (error) return fail(Code::unavailable, "{} cannot be made: {}", folder.string(), error.message());
  fs::permissions(folder, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec | fs::perms::others_exec);
  fs::permissions(folder / "devices", fs::perms::owner_all);
  fs::permissions(folder / "state", fs::perms::owner_all);
  return hand_over(folder / "state");
}

/// A pid file may outlive its broker, and the number may be somebody else's by now.
bool runs(const fs::path& pid_file) {
  std::ifstream file(pid_file);
  pid_t pid = 0;
  if (!(file >> pid) || pid <= 1) return false;
  std::string program;
  std::getline(std::ifstream(fmt::format("/proc/{}/comm", pid)), program);
  return program == "mosquitto";
}

/// The port that the configuration names for this machine alone; a person may have changed it.
Result<int> inside_port(const fs::path& configuration) {
  std::ifstream file(configuration);
  int port = 0;
  for (std::string word, address; file >> word;)
    if (word == "listener" && file >> port >> address && address == "127.0.0.1") return port;
  return fail(Code::invalid, "{} names no `listener PORT 127.0.0.1`", configuration.string());
}

Result<std::string> text_of(const fs::path& path) {
  VESTIBULE_TRY(auto file, core::open_file(path));
  return file.read(1 << 16);
}

/// Files beside `stem`. The key of an earlier certificate goes.
Result<Papers> hand_out(const fs::path& stem, const Certificate& given) {
  Papers papers{stem.string() + ".crt", given.key.empty() ? "" : stem.string() + ".key"};
  std::error_code ignored;
  fs::remove(stem.string() + ".key", ignored);
  VESTIBULE_CHECK(core::replace_file(papers.certificate, given.certificate));
  if (!papers.key.empty()) VESTIBULE_CHECK(core::write_new_file(papers.key, given.key));
  return papers;
}

}  // namespace

Result<SiteBroker> SiteBroker::make(const fs::path& folder, const std::vector<std::string>& hosts, const Ports& ports) {
  VESTIBULE_CHECK(check_hosts(hosts));
  VESTIBULE_CHECK(make_folder(folder));
  const fs::path place = fs::canonical(folder);
  VESTIBULE_CHECK(Authority::make(place, "Vestibule devices of " + hosts.front().substr(0, 40)));
  VESTIBULE_TRY(auto authority, Authority::open(place));
  VESTIBULE_TRY(const auto own, authority.certify_broker(hosts));
  link::BrokerOptions accounts;
  accounts.host_account = host;
  link::SystemRandom random;
  const std::string password = link::new_request_id(random.stream("broker.password"));
  VESTIBULE_TRY(const std::string hash, password_hash(password));
  VESTIBULE_CHECK(write_for_broker(place / "broker.crt", own.certificate, 0644));
  VESTIBULE_CHECK(write_for_broker(place / "broker.key", own.key));
  VESTIBULE_CHECK(write_for_broker(place / "passwords", std::string(host) + ":" + hash + "\n"));
  VESTIBULE_CHECK(core::write_new_file(place / "host-password", password + "\n"));
  VESTIBULE_CHECK(write_for_broker(place / "access", link::access_rules(accounts)));
  VESTIBULE_CHECK(write_for_broker(place / "mosquitto.conf", configuration(place, ports)));
  SiteBroker made(place, std::move(authority), {});
  VESTIBULE_CHECK(write_register(place / "devices.csv", {}));
  VESTIBULE_CHECK(made.write_revoked());
  return made;
}

Result<SiteBroker> SiteBroker::open(const fs::path& folder) {
  std::error_code error;
  const fs::path place = fs::canonical(folder, error);
  if (error || !fs::exists(place / "mosquitto.conf")) return fail(Code::not_found, "{} is no broker's folder: `vestibule broker init` makes one", folder.string());
  VESTIBULE_TRY(auto authority, Authority::open(place));
  VESTIBULE_TRY(auto devices, read_register(place / "devices.csv"));
  return SiteBroker(place, std::move(authority), std::move(devices));
}

Result<std::vector<Papers>> SiteBroker::enrol(const std::vector<Wished>& wishes, std::chrono::days days) {
  std::vector<Certificate> given;
  std::vector<Enrolled> after = devices_;
  for (const auto& wish : wishes) {
    VESTIBULE_CHECK(may_enrol(wish.name));
    VESTIBULE_TRY(auto certificate, certificate_for(wish, days));
    after.push_back({wish.name, wish.asset, certificate.serial, now(), certificate.until, std::nullopt});
    given.push_back(std::move(certificate));
  }
  // The register first: a certificate that nobody knows of could not be revoked.
  VESTIBULE_CHECK(write_register(folder_ / "devices.csv", after));
  devices_ = std::move(after);
  std::vector<Papers> papers;
  for (std::size_t i = 0; i < given.size(); ++i) {
    VESTIBULE_TRY(auto paper, hand_out(folder_ / "devices" / wishes[i].name, given[i]));
    papers.push_back(std::move(paper));
  }
  return papers;
}

Result<> SiteBroker::may_enrol(const std::string& name) const {
  if (!wire::valid_name(name)) return fail(Code::invalid, "'{}' is no name: 1 to 64 letters, digits, '-', '_' or '.'; nobody was enrolled", name);
  if (name == host) return fail(Code::invalid, "'{}' is the host's own account; nobody was enrolled", name);
  for (const auto& held : devices_)
    if (held.name == name && !held.revoked && held.until > now())
      return fail(Code::conflict, "'{}' holds a certificate until {}: revoke it first; nobody was enrolled", name, to_iso(held.until));
  return {};
}

Result<Certificate> SiteBroker::certificate_for(const Wished& wish, std::chrono::days days) const {
  if (wish.request.empty()) return authority_.certify_device(wish.name, days);
  const auto request = text_of(wish.request);
  if (!request) return fail(request.error().code, "the request of '{}': {}; nobody was enrolled", wish.name, request.error().message);
  return authority_.certify_request(wish.name, *request, days);
}

Result<> SiteBroker::revoke(const std::string& name) {
  bool known = false;
  for (auto& device : devices_)
    if (device.name == name && !device.revoked) device.revoked = now(), known = true;
  if (!known) return fail(Code::not_found, "'{}' holds no certificate", name);
  VESTIBULE_CHECK(write_register(folder_ / "devices.csv", devices_));
  VESTIBULE_CHECK(write_revoked());
  if (!runs(folder_ / "state/pid")) return {};
  VESTIBULE_TRY(const int port, inside_port(folder_ / "mosquitto.conf"));
  VESTIBULE_CHECK(core::signal_broker(folder_ / "state/pid"));
  return end_session(folder_, name, port);
}

Result<> SiteBroker::write_revoked() const {
  std::map<std::string, Instant> serials;
  for (const auto& device : devices_)
    if (device.revoked) serials[device.serial] = *device.revoked;
  VESTIBULE_TRY(const std::string list, authority_.revocation_list(serials));
  VESTIBULE_CHECK(core::replace_file(folder_ / "revoked.crl", list));
  return hand_over(folder_ / "revoked.crl");
}

}  // namespace vestibule::broker
