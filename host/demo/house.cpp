#include "house.hpp"

#include <signal.h>

#include <fstream>

#include "vestibule/wire/envelope.hpp"

namespace vestibule::demo {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto watcher = "watcher";
constexpr auto ready_within = 20s;

/// A TOML basic string.
std::string toml_text(const std::string& text) { return json::serialize(json::string(text)); }

Result<> write(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  if (!file.flush()) return fail(Code::unavailable, "cannot write {}", path.string());
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  return {};
}

}  // namespace

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Client::Client(Loop& loop, const link::PrivateBroker& broker, std::string name, Log& log)
    : loop_(loop), bus_(options(broker, name), loop.post(), log), requests_(bus_, loop.timers(), std::move(name)) {}

link::MqttOptions Client::options(const link::PrivateBroker& broker, const std::string& name) {
  link::MqttOptions options;
  options.port = broker.port();
  options.client = name;
  options.password = broker.password(name);
  link::announce_presence(options, "console");
  return options;
}

Result<json::value> Client::call(wire::Verb verb, std::string_view name, const json::value& body, std::string id) {
  if (id.empty()) id = link::new_request_id(random_.stream("demo.requests"));
  std::optional<Result<json::value>> answer;
  requests_.send(
      verb, name, body, std::move(id), [&](Result<json::value> result) { answer = std::move(result); }, 30s);
  while (!answer) loop_.turn();
  return *std::move(answer);
}

Result<std::unique_ptr<House>> House::build(HouseOptions options, Loop& loop, Log& log) {
  std::unique_ptr<House> house(new House(std::move(options), loop, log));
  VESTIBULE_CHECK(house->furnish());
  return house;
}

Result<> House::furnish() {
  std::error_code error;
  fs::create_directories(options_.folder, error);
  if (error) return fail(Code::unavailable, "cannot make the folder {}: {}", options_.folder.string(), error.message());
  link::BrokerOptions accounts;
  accounts.clients = options_.clients;
  accounts.clients.push_back(watcher);
  accounts.observers = {watcher};
  accounts.reads = options_.reads;
  accounts.most_queued = options_.broker_queue;
  VESTIBULE_TRY(broker_, link::PrivateBroker::start(accounts));
  VESTIBULE_CHECK(write(options_.folder / "broker-password", broker_->password("host")));
  VESTIBULE_CHECK(
      write(settings_file(), fmt::format("[host]\ndatabase = {}\n{}\n[http]\nport = {}\n\n[mqtt]\nport = {}\n"
                                         "password_file = \"broker-password\"\naccounts_file = {}\naccess_file = {}\nbroker_pid_file = {}\n\n{}",
                                         toml_text(options_.database.empty() ? "vestibule.db" : options_.database.string()),
                                         (options_.people ? "" : "disabled = [\"identity\"]\n") +
                                             (options_.plugins.empty() ? "" : "plugins = " + toml_text(options_.plugins) + "\n") + options_.host_settings,
                                         options_.http_port, broker_->port(), toml_text(broker_->password_file().string()), toml_text(broker_->access_file().string()), toml_text(broker_->pid_file().string()), options_.settings)));
  watch();
  return {};
}

void House::watch() {
  watcher_ = client(watcher);
  watcher_->bus().subscribe(wire::host_topic(), [this](const wire::Message& message) {
    const auto state = decode_text<wire::HostState>(message.payload);
    if (!state || state->boot < boot_) return;
    boot_ = state->boot;
    online_ = state->online;
  });
  watcher_->bus().subscribe(wire::all_presence(), [this](const wire::Message& message) {
    const auto client = wire::parse_presence_topic(message.topic);
    const auto presence = decode_text<wire::Presence>(message.payload);
    if (!client || !presence) return;
    if (presence->online)
      present_.insert(*client);
    else
      present_.erase(*client);
  });
}

Result<Duration> House::open() {
  const auto begun = loop_.clock().steady();
  VESTIBULE_CHECK(start());
  VESTIBULE_CHECK(await());
  return loop_.clock().steady() - begun;
}

Result<> House::start(const HostStart& how) {
  boot_before_ = boot_;
  auto command = how.under;
  command.insert(command.end(), {options_.program.string(), "--settings", settings_file().string(), "serve"});
  VESTIBULE_TRY(host_, link::ChildProcess::start({std::move(command), how.environment, log_file(), {}}));
  return {};
}

fs::path House::database() const { return options_.database.empty() ? options_.folder / "vestibule.db" : options_.database; }

Result<> House::await() {
  const bool ready = loop_.until([&] { return !host_.running() || (online_ && boot_ > boot_before_); }, ready_within);
  if (ready && host_.running()) return {};
  const bool ended = !host_.running();
  host_.stop();
  auto said = content_of(log_file());
  if (said.size() > 1000) said.erase(0, said.size() - 1000);
  return fail(Code::unavailable, "the host {}: {}", ended ? "ended by itself" : "is not ready in time", said);
}

void House::kill_host() {
  host_.signal(SIGKILL);
  host_.wait(10s);
}

std::optional<int> House::close() {
  host_.signal(SIGTERM);
  return host_.wait(10s);
}

std::string House::url() const {
  auto text = content_of(database().string() + ".url");
  return text.substr(0, text.find('\n'));
}

Result<std::string> House::run(std::vector<std::string> words) const {
  const auto output = options_.folder / "output";
  std::error_code ignored;
  fs::remove(output, ignored);
  words.insert(words.begin(), {options_.program.string(), "--settings", settings_file().string()});
  VESTIBULE_TRY(auto child, link::ChildProcess::start({words, {}, output, {}}));
  const auto status = child.wait(60s);
  if (status != 0) return fail(Code::unavailable, "{} failed: {}", words.at(3), content_of(output));
  return content_of(output);
}

}  // namespace vestibule::demo
