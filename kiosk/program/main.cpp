// vestibule-kiosk: the touch kiosk.

#include <csignal>
#include <cstdio>

#include <vestibule/link/mqtt_bus.hpp>
#include <vestibule/link/system.hpp>
#include <vestibule/ui/data.hpp>
#include <vestibule/ui/window.hpp>

#include "kiosk.hpp"
#include "locale/keyboards.hpp"
#include "options.hpp"

namespace vestibule::kiosk {
namespace {

Result<link::MqttOptions> broker_options(const Options& options) {
  if (!wire::valid_name(options.name))
    return fail(Code::invalid, "name '{}' must be 1 to 64 letters, digits, '-', '_' or '.'", options.name);
  link::MqttOptions mqtt;
  mqtt.host = options.broker;
  mqtt.port = options.port;
  mqtt.client = options.name;
  mqtt.user = options.user;
  VESTIBULE_TRY(mqtt.password, read_password(options.password_file));
  if (!options.authority.empty()) mqtt.tls = link::Tls{options.authority, {}, {}};
  link::announce_presence(mqtt, "kiosk");
  return mqtt;
}

Result<FlowSettings> flow_settings(const Options& options, const Languages& languages) {
  if (options.warning_seconds >= options.idle_seconds)
    return fail(Code::invalid, "--warning-seconds {} must be less than --idle-seconds {}", options.warning_seconds,
                options.idle_seconds);
  FlowSettings settings;
  settings.languages = languages.tags();
  settings.idle = std::chrono::seconds{options.idle_seconds};
  settings.warning = std::chrono::seconds{options.warning_seconds};
  settings.token = std::min(settings.token, settings.idle);
  return settings;
}

Result<> run(const Options& options, Log& log) {
  VESTIBULE_TRY(const auto size, parse_size(options.size));
  VESTIBULE_TRY(const auto words, ui::data_file("kiosk/locale"));
  VESTIBULE_TRY(const auto languages, Languages::read(words));
  VESTIBULE_TRY(const auto theme_file, ui::data_file("assets/themes/" + options.theme + ".toml"));
  VESTIBULE_TRY(const auto theme, ui::read_theme(theme_file));
  VESTIBULE_TRY(const auto fonts, ui::Fonts::find());
  VESTIBULE_TRY(auto settings, flow_settings(options, languages));
  VESTIBULE_TRY(const auto keys, ui::data_file("kiosk/keyboards"));
  VESTIBULE_TRY(settings.keyboards, read_keyboards(keys));
  settings.kiosk = options.name;
  TicketSettings tickets;
  tickets.time_zone = options.time_zone;
  if (!options.ticket_address.empty()) tickets.address = options.ticket_address;
  VESTIBULE_CHECK(check(tickets));
  VESTIBULE_TRY(auto mqtt, broker_options(options));

  const link::SystemClock clock;
  link::SystemRandom random;
  ui::Loop loop(clock);
  const ui::Signals signals(loop, {SIGINT, SIGTERM}, [&loop](int) { loop.stop(); });
  ui::Screen screen(size, theme, *fonts);
  VESTIBULE_TRY(const auto window,
                ui::Window::open(loop, screen, {options.name, options.fullscreen, !options.fullscreen, false}));
  const auto post = [&loop](std::function<void()> work) { loop.post(std::move(work)); };
  link::MqttBus bus(std::move(mqtt), post, log);
  HostLine line(bus, loop, options.name);
  const Kiosk kiosk({clock, loop, random.stream("kiosk.requests"), log, screen, languages, post}, settings, line, tickets,
                    options.printer, options.shorter_side_mm, {options.targets, options.screenshot_dir, options.record});
  loop.run();
  return {};
}

}  // namespace
}  // namespace vestibule::kiosk

int main(int argc, char** argv) {
  using namespace vestibule;
  kiosk::Options options;
  if (const auto status = kiosk::read_options(argc, argv, options)) return *status;
  link::ConsoleLog log("vestibule-kiosk", options.verbose ? Level::debug : Level::info);
  const auto result = kiosk::run(options, log);
  if (result) return 0;
  log.error("{}", result.error().message);
  return 1;
}
