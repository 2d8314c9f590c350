// vestibule serve: the house on real seams, until it is told to close.

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "commands.hpp"
#include "core/audit/checkpointer.hpp"
#include "core/backup/house_lock.hpp"
#include "core/broker_accounts.hpp"
#include "core/crash_book.hpp"
#include "core/http/server.hpp"
#include "core/http_api.hpp"
#include "core/key_file.hpp"
#include "core/loop_watch.hpp"
#include "core/metrics.hpp"
#include "core/mqtt_gateway.hpp"
#include "core/real_seams.hpp"
#include "core/silent_bus.hpp"
#include "site.hpp"
#include "vestibule/link/mqtt_bus.hpp"
#include "vestibule/link/system.hpp"

namespace vestibule::cli {
namespace {

class SpdLog final : public Log {
 public:
  explicit SpdLog(const std::string& level) : sink_(spdlog::stderr_logger_mt("vestibule")) {
    sink_->set_level(spdlog::level::from_str(level));
    sink_->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %^%l%$ %v");
  }
  void write(Level level, std::string_view text) override {
    constexpr spdlog::level::level_enum levels[] = {spdlog::level::debug, spdlog::level::info, spdlog::level::warn, spdlog::level::err};
    sink_->log(levels[static_cast<std::size_t>(level)], "{}", text);
  }

 private:
  std::shared_ptr<spdlog::logger> sink_;
};

Result<link::MqttOptions> mqtt_options(const Site& site) {
  const auto& chosen = site.settings.mqtt;
  link::MqttOptions options;
  options.host = chosen.host;
  options.port = chosen.port;
  options.client = chosen.client;
  VESTIBULE_TRY(options.password, secret_in(*site.file, chosen.password_file));
  if (!chosen.authority_file.empty())
    options.tls = link::Tls{site.file->resolved(chosen.authority_file),
                            chosen.certificate_file.empty() ? "" : site.file->resolved(chosen.certificate_file),
                            chosen.key_file.empty() ? "" : site.file->resolved(chosen.key_file)};
  return options;
}

core::http::Options http_options(const Site& site, bool has_policy) {
  const auto& chosen = site.settings.http;
  core::http::Options options;
  options.address = chosen.address;
  options.port = static_cast<std::uint16_t>(chosen.port);
  options.access = has_policy ? core::http::Access::policy : core::http::Access::everyone;
  options.hosts = chosen.hosts;
  if (!chosen.certificate_file.empty())
    options.tls = core::http::Tls{site.file->resolved(chosen.certificate_file), site.file->resolved(chosen.key_file)};
  return options;
}

/// Whether somebody is in charge, as far as a plugin that knows people says. It answers from memory, at once.
bool in_charge(core::Host& host) {
  const auto answer = std::make_shared<Result<json::value>>(fail(Code::unavailable, "no answer"));
  host.ask({"operator", "operator", "this machine"}, "identity.welcome", json::object{}, [answer](Result<json::value> given) { *answer = std::move(given); });
  if (!*answer) return true;  // nobody knows people: then everybody here is the one at the machine, and Access says so
  const auto* said = (*answer)->is_object() ? (*answer)->as_object().if_contains("set_up") : nullptr;
  return !said || (said->is_bool() && said->as_bool());
}

/// A house that is reachable before anybody is in charge is its first visitor's: until then only this machine reaches it.
core::http::Options guarded_until_set_up(core::http::Options options, core::Host& host, Log& log) {
  const bool here = options.address.starts_with("127.") || options.address == "::1";
  if (here || in_charge(host)) return options;
  const std::string at = options.address.find(':') == std::string::npos ? "127.0.0.1" : "::1";
  log.warning("nobody is in charge of this house yet, so it listens on {} and not on {}: set it up at this machine, then start it again", at, options.address);
  options.address = at;
  return options;
}

/// What needs the broker: the bus comes before the host, and is told what to do once the host stands.
struct Line {
  core::SilentBus silent;
  std::unique_ptr<link::MqttBus> mqtt;
  wire::Bus& bus() { return mqtt ? static_cast<wire::Bus&>(*mqtt) : silent; }
};

Result<> write_address(const Site& site, const std::string& url) {
  std::ofstream out(site.address_file, std::ios::trunc);
  out << url << '\n';
  if (!out.flush()) return fail(Code::unavailable, "'{}' cannot be written", site.address_file);
  return {};
}

/// A thread with a line of its own, in the host's own name, for what machines send too often for the loop.
class OwnStation final : public core::Station {
 public:
  OwnStation(std::optional<link::MqttOptions> options, const std::string& name, Log& log) {
    if (options) {
      options->session = fmt::format("{}.{}", options->client, name);
      options->delivery = link::Delivery::at_least_once;
      options->keepalive = std::chrono::seconds(60);  // what comes while the machine stands still for a while, the broker keeps for us
      options->most_waiting = 200'000;
      options->most_waiting_bytes = 64 << 20;
      mqtt_ = std::make_unique<link::MqttBus>(*std::move(options), [this](std::function<void()> run) { loop_.post(std::move(run)); }, log);
    }
    thread_ = std::thread([this] { loop_.run(); });
  }
  ~OwnStation() override {
    end();
    mqtt_.reset();  // while the loop it posts to is still there
  }
  void end() override {
    loop_.stop();
    if (thread_.joinable()) thread_.join();
  }
  OwnStation(const OwnStation&) = delete;
  OwnStation& operator=(const OwnStation&) = delete;

  core::Loop& loop() override { return loop_; }
  wire::Bus& bus() override { return mqtt_ ? static_cast<wire::Bus&>(*mqtt_) : silent_; }

 private:
  core::AsioLoop loop_;
  core::SilentBus silent_;
  std::unique_ptr<link::MqttBus> mqtt_;
  std::thread thread_;
};

constexpr unsigned readers = 2;

/// When all else of the house has gone: jobs that never end must not keep the process. What is committed is on the disk.
struct Leaving {
  core::ThreadWorkers &jobs, &readings;
  Log& log;
  ~Leaving() {
    constexpr Duration patience{3'000};
    if (jobs.finish(patience) && readings.finish(patience)) return;
    log.error("a job does not end; leaving without it");
    std::_Exit(EXIT_FAILURE);
  }
};

/// Everything that lives as long as the process serves, in the order in which it is built.
Result<> run(Site& site, Log& log) {
  link::SystemClock clock;
  link::SystemRandom random;
  core::AsioLoop loop;
  core::ThreadWorkers workers(loop, static_cast<unsigned>(site.settings.house.workers), core::Pace::unhurried);
  core::ThreadWorkers readings(loop, readers);
  core::ThreadWorkers writings(loop, 1);
  const Leaving leaving{workers, readings, log};
  VESTIBULE_TRY(const auto alone, core::HouseLock::take(site.database));
  VESTIBULE_CHECK(core::check_no_unfinished_restore(site.database));
  core::CrashBook crashes(site.crash_file);
  crashes.watch();
  for (const auto& crash : crashes.recent(clock.wall())) log.warning("{}", crash);
  core::LoopWatch watch(loop, log, site.settings.house.stand_still_seconds);

  Line line;
  std::optional<link::MqttOptions> own_line;
  if (site.settings.mqtt.enabled) {
    VESTIBULE_TRY(own_line, mqtt_options(site));
    line.mqtt = std::make_unique<link::MqttBus>(*own_line, [&loop](std::function<void()> run) { loop.post(std::move(run)); }, log,
                                                link::Begin::when_told);  // its will names this boot, which the host knows
  }
  VESTIBULE_TRY(const auto operator_key, core::renew_key(site.operator_key, core::operators_key, operator_key_bytes));
  std::optional<core::FileAccounts> accounts;
  const auto resolved = [&](const std::string& path) { return std::filesystem::path(path.empty() ? "" : site.file->resolved(path)); };
  if (const auto& mqtt = site.settings.mqtt; !mqtt.accounts_file.empty())
    accounts.emplace(core::BrokerFiles{resolved(mqtt.accounts_file), resolved(mqtt.access_file), resolved(mqtt.broker_pid_file)}, workers, log);
  bool broken = false;
  const core::HostOptions options{site.database, site.plugins, {site.settings.house.disabled, crashes.quarantined(clock.wall())}, &crashes,
                                  [&] {
                                    broken = true;
                                    loop.stop();
                                  },
                                  operator_key, accounts ? &*accounts : nullptr};
  VESTIBULE_TRY(auto host, core::Host::open(options, {loop, clock, random, workers, line.bus(), {}, &readings,
                                         [&](const std::string& name) { return std::make_unique<OwnStation>(own_line, name, log); }, &writings},
                                        log, *site.file));
  core::MqttGateway gateway(*host, line.bus());
  if (line.mqtt) line.mqtt->connect(core::last_will(*host));

  prometheus::Registry registry;
  std::optional<core::Checkpointer> checkpointer;
  if (const int seconds = site.settings.audit.every_seconds; seconds > 0)
    checkpointer.emplace(*host, loop, workers, clock, log,
                         core::CheckpointOptions{std::chrono::seconds(seconds), site.checkpoints, site.signing_key});
  core::Metrics metrics(*host, registry, loop, checkpointer ? &*checkpointer : nullptr);
  core::HttpApi api(*host, loop);
  std::unique_ptr<core::http::Server> server;
  if (site.settings.http.enabled) {
    VESTIBULE_TRY(server, core::http::Server::start(api, registry, log, guarded_until_set_up(http_options(site, host->has_policy()), *host, log)));
    VESTIBULE_CHECK(write_address(site, server->url()));
  }
  const auto health = host->health();
  log.info("ready: {} plugins, {} out of service, journal at {}{}", health.plugins, health.out_of_service, health.sequence,
           server ? ", " + server->url() : "");
  loop.on_terminate([&] {
    log.info("closing");
    if (!server) return loop.stop();
    server->begin_stop([&loop] { loop.stop(); });  // the loop goes on until answers under way are given
  });
  loop.run();
  if (broken) return fail(Code::unavailable, "the disk failed a write; what it holds is read anew by the next start");
  return {};
}

}  // namespace

int serve(const std::string& settings) {
  auto site = open_site(settings);
  if (!site) return complain(site.error().message);
  SpdLog log(site->settings.house.log_level);
  const auto served = run(*site, log);
  return served ? 0 : complain(served.error().message);
}

}  // namespace vestibule::cli
