#include "vestibule/link/broker.hpp"

#include <arpa/inet.h>
#include <pwd.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>

#include "vestibule/link/mqtt_bus.hpp"
#include "vestibule/link/requests.hpp"
#include "vestibule/link/system.hpp"

namespace vestibule::link {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto account = "mosquitto";  // Debian's; root drops to it
constexpr auto start_within = 10s;

class Socket {
 public:
  Socket() : file_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() { close(file_); }
  int file() const { return file_; }

 private:
  const int file_;
};

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

const sockaddr* plain(const sockaddr_in& address) { return static_cast<const sockaddr*>(static_cast<const void*>(&address)); }

Result<> write_file(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) return fail(Code::unavailable, "cannot write {}", path.string());
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  return {};
}

/// What the broker reads must belong to the account it drops to.
void hand_over(const fs::path& path) {
  const passwd* const found = geteuid() == 0 ? getpwnam(account) : nullptr;
  if (found && chown(path.c_str(), found->pw_uid, found->pw_gid) != 0)
    fs::permissions(path, fs::perms::others_read, fs::perm_options::add);
}

std::string configuration(const fs::path& folder, int port, int most_queued) {
  // max_queued_messages: at its default of 1,000 the broker silently drops messages it has acknowledged; at 0 (no limit) it
  // cuts off a client whose publish it denies (2.0.11 compares the number of packets that wait with this one).
  // max_packet_size: the largest payload and its envelope.
  return fmt::format(
      "listener {} 127.0.0.1\n"
      "allow_anonymous false\n"
      "password_file {}\n"
      "acl_file {}\n"
      "persistence false\n"
      "max_queued_messages {}\n"
      "max_inflight_messages 100\n"
      "max_packet_size {}\n"
      "set_tcp_nodelay true\n"
      "log_dest stderr\n"
      "log_type error\nlog_type warning\nlog_type notice\n",
      port, (folder / "passwords").string(), (folder / "access").string(), most_queued, MqttBus::largest_payload + 2048);
}

std::string last_lines(const fs::path& path) {
  std::ifstream file(path);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  return text.size() > 400 ? text.substr(text.size() - 400) : text;
}

}  // namespace

std::string access_rules(const BrokerOptions& options) {
  std::string rules = fmt::format(
      "user {}\n"
      "topic read vestibule/v1/req/#\n"
      "topic read vestibule/v1/presence/#\n"
      "topic read vestibule/v1/dev/#\n"
      "topic write vestibule/v1/cmd/#\n"
      "topic write vestibule/v1/rep/#\n"
      "topic write vestibule/v1/state/#\n"
      "topic write vestibule/v1/order/#\n"
      "topic write vestibule/v1/host/state\n"
      "\n"
      "pattern write vestibule/v1/req/%u/#\n"
      "pattern read vestibule/v1/rep/%u\n"
      "pattern read vestibule/v1/order/%u\n"
      "pattern write vestibule/v1/presence/%u\n"
      "pattern write vestibule/v1/dev/%u/#\n"
      "pattern read vestibule/v1/cmd/%u/#\n"
      "pattern read vestibule/v1/host/state\n",
      options.host_account);
  for (const auto& client : options.clients) {
    rules += "\nuser " + client + "\n";
    const auto found = options.reads.find(client);
    for (const auto& subject : found == options.reads.end() ? std::vector<std::string>{"#"} : found->second)
      rules += "topic read vestibule/v1/state/" + subject + "\n";
    if (std::find(options.observers.begin(), options.observers.end(), client) != options.observers.end()) rules += "topic read vestibule/v1/presence/#\n";
  }
  return rules;
}

int free_loopback_port() {
  const Socket socket;
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  if (bind(socket.file(), plain(address), sizeof address) != 0) return 0;
  if (getsockname(socket.file(), static_cast<sockaddr*>(static_cast<void*>(&address)), &length) != 0) return 0;
  return ntohs(address.sin_port);
}

PrivateBroker::PrivateBroker(BrokerOptions options) : options_(std::move(options)) {}

PrivateBroker::~PrivateBroker() {
  child_.stop();
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

Result<std::unique_ptr<PrivateBroker>> PrivateBroker::start(BrokerOptions options) {
  std::unique_ptr<PrivateBroker> broker(new PrivateBroker(std::move(options)));
  VESTIBULE_CHECK(broker->prepare());
  Result<> started;
  for (int attempt = 0; attempt < 3; ++attempt) {  // another program may take the port before the broker does
    broker->port_ = free_loopback_port();
    started = broker->run();
    if (started) return broker;
  }
  return tl::unexpected(started.error());
}

Result<> PrivateBroker::prepare() {
  if (access("/usr/sbin/mosquitto", X_OK) == 0 && options_.program == "mosquitto") options_.program = "/usr/sbin/mosquitto";
  auto pattern = (fs::temp_directory_path() / "vestibule-broker-XXXXXX").string();
  if (!mkdtemp(pattern.data())) return fail(Code::unavailable, "cannot make a folder for the broker: {}", std::strerror(errno));
  folder_ = pattern;
  hand_over(folder_);
  return write_accounts();
}

Result<> PrivateBroker::write_accounts() {
  SystemRandom random;
  auto& stream = random.stream("link.passwords");
  std::string lines;
  auto accounts = options_.clients;
  accounts.push_back(options_.host_account);
  for (const auto& name : accounts) {
    passwords_[name] = new_request_id(stream);
    lines += name + ":" + passwords_[name] + "\n";
  }
  VESTIBULE_CHECK(write_file(folder_ / "passwords", lines));
  VESTIBULE_TRY(auto hashing,
                ChildProcess::start({{"mosquitto_passwd", "-U", (folder_ / "passwords").string()}, {}, folder_ / "log", {}}));
  if (hashing.wait(start_within) != 0)
    return fail(Code::unavailable, "mosquitto_passwd failed (is the package mosquitto installed?): {}",
                last_lines(folder_ / "log"));
  VESTIBULE_CHECK(write_file(folder_ / "access", access_rules(options_)));
  hand_over(folder_ / "passwords");
  hand_over(folder_ / "access");
  return {};
}

Result<> PrivateBroker::run() {
  VESTIBULE_CHECK(write_file(folder_ / "mosquitto.conf", configuration(folder_, port_, options_.most_queued)));
  hand_over(folder_ / "mosquitto.conf");
  VESTIBULE_TRY(child_, ChildProcess::start(
                            {{options_.program, "-c", (folder_ / "mosquitto.conf").string()}, {}, folder_ / "log", account}));
  const auto until = std::chrono::steady_clock::now() + start_within;
  while (std::chrono::steady_clock::now() < until) {
    if (accepts() && child_.running()) return write_file(pid_file(), std::to_string(child_.pid()) + "\n");
    if (child_.wait(5ms)) break;
  }
  child_.stop();
  return fail(Code::unavailable, "the broker {} does not start on port {}: {}", options_.program, port_,
              last_lines(folder_ / "log"));
}

bool PrivateBroker::accepts() const {
  const Socket socket;
  const auto address = loopback(port_);
  return connect(socket.file(), plain(address), sizeof address) == 0;
}

std::string PrivateBroker::password(const std::string& name) const {
  const auto found = passwords_.find(name);
  return found == passwords_.end() ? std::string() : found->second;
}

void PrivateBroker::kill() {
  child_.signal(SIGKILL);
  child_.wait(start_within);
}

Result<> PrivateBroker::restart() {
  child_.stop();
  return run();
}

}  // namespace vestibule::link
