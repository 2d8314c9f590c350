#include "eviction.hpp"

#include <condition_variable>
#include <fstream>
#include <mutex>

#include "configuration.hpp"
#include "core/broker_accounts.hpp"
#include "vestibule/link/mqtt_bus.hpp"
#include "vestibule/link/requests.hpp"
#include "vestibule/link/system.hpp"

namespace vestibule::broker {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto patience = 10s;

/// What the bus wants done is done at once, on its own thread: there is no loop here.
class Knock {
 public:
  Knock(const std::string& name, const std::string& password, int port)
      : bus_(options(name, password, port), [this](auto work) { run(std::move(work)); }, log_) {}

  /// Whether the broker let us in before we lost patience.
  bool let_in() {
    std::unique_lock lock(lock_);
    return come_.wait_for(lock, patience, [this] { return bus_.connected(); });
  }

 private:
  static link::MqttOptions options(const std::string& name, const std::string& password, int port) {
    link::MqttOptions options;
    options.port = port;
    options.client = name;
    options.password = password;
    return options;
  }

  void run(std::function<void()> work) {
    const std::lock_guard lock(lock_);
    work();
    come_.notify_all();
  }

  std::mutex lock_;
  std::condition_variable come_;
  link::ConsoleLog log_{"broker"};
  link::MqttBus bus_;
};

/// The hash after "name:" in mosquitto's password file; empty if there is none.
std::string hash_of(const fs::path& passwords, const std::string& name) {
  std::ifstream file(passwords);
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(name + ":")) return line.substr(name.size() + 1);
  return "";
}

}  // namespace

Result<> end_session(const fs::path& folder, const std::string& name, int inside) {
  const core::BrokerFiles files{folder / "passwords", {}, folder / "state/pid"};
  link::SystemRandom random;
  const std::string password = link::new_request_id(random.stream("broker.eviction"));
  VESTIBULE_TRY(const std::string hash, password_hash(password));
  const std::string before = hash_of(files.passwords, name);
  VESTIBULE_CHECK(core::put_accounts(files, {{name, hash}}));
  const bool in = Knock(name, password, inside).let_in();
  VESTIBULE_CHECK(core::put_accounts(files, {{name, before}}));
  if (!in) return fail(Code::unavailable, "the certificate is revoked, but a session of '{}' may still stand: restart the broker", name);
  return {};
}

}  // namespace vestibule::broker
