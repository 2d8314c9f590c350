#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <vestibule/link/system.hpp>
#include <vestibule/queue_wire.hpp>

#include "host.hpp"
#include "real_seams.hpp"
#include "runs.hpp"
#include "silent_bus.hpp"

namespace vestibule::bench {
namespace {

constexpr int in_flight = 64;

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "bench_tokens: %s\n", why.c_str());
  std::exit(1);
}

struct ErrorsOnly final : Log {
  void write(Level level, std::string_view text) override {
    if (level == Level::error) std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
  }
};

/// Keeps 64 commands under way until `tokens` are issued.
struct Issuing {
  core::Host& host;
  core::AsioLoop& loop;
  const int tokens;
  const std::vector<std::string> services;
  int sent = 0, answered = 0;

  void send() {
    const int number = sent++;
    json::value body = {{"service", json::string_view(services[static_cast<std::size_t>(number) % services.size()])}, {"language", "en"}};
    host.submit({{"kiosk-1", "device", "kiosk-1"}, "queue.issue_token", fmt::format("{:032x}", static_cast<std::uint64_t>(number) * 0x9e3779b97f4a7c15u), std::move(body),
                 [this](Result<json::value> answer) {
                   if (!answer) give_up(answer.error().message);
                   if (++answered == tokens) loop.stop();
                   if (sent < tokens) send();
                 }});
  }
};

}  // namespace

Pace run_house(const std::string& path, int tokens) {
  link::SystemClock clock;
  link::SystemRandom random;
  core::AsioLoop loop;
  core::ThreadWorkers workers(loop, 1);
  core::SilentBus bus;
  ErrorsOnly log;
  const std::string settings_path = std::string(VESTIBULE_ASSETS) + "/vestibule.toml";
  auto settings = core::SettingsFile::parse("[queue]\nhospital = \"bench-hospital.toml\"\n", settings_path, [](const std::string&) {
    return core::read_file(std::string(VESTIBULE_ASSETS) + "/demo-hospital.toml");
  });
  if (!settings) give_up(settings.error().message);
  const core::LoadingRules alone{{"console", "identity", "records"}, {}};
  auto host = core::Host::open({path, VESTIBULE_PLUGINS, alone, nullptr}, {loop, clock, random, workers, bus, {}}, log, **settings);
  if (!host) give_up(host.error().message);

  const std::vector<std::string> services{"registration", "medicine", "pharmacy", "cashier"};  // those without a daily limit
  Issuing issuing{**host, loop, tokens, services};
  std::chrono::steady_clock::time_point begun;
  (*host)->submit({{"bench", "device", "bench"}, "queue.open_day", "bench-open-day", json::object{}, [&](Result<json::value> opened) {
                     if (!opened) give_up(opened.error().message);
                     begun = std::chrono::steady_clock::now();
                     for (int i = 0; i < in_flight; ++i) issuing.send();
                   }});
  loop.run();
  return {tokens, std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count()};
}

}  // namespace vestibule::bench
