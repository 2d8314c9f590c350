// vestibule-kiosk: the touch kiosk.

#include <malloc.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <future>
#include <iostream>

#include <vestibule/link/mqtt_bus.hpp>
#include <vestibule/link/system.hpp>
#include <vestibule/ui/data.hpp>
#include <vestibule/ui/window.hpp>

#include "kiosk.hpp"
#include "locale/keyboards.hpp"
#include "offline/folder_disk.hpp"
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

Result<FlowSettings> flow_settings(const Options& options, std::vector<std::string> languages) {
  if (options.warning_seconds >= options.idle_seconds)
    return fail(Code::invalid, "--warning-seconds {} must be less than --idle-seconds {}", options.warning_seconds,
                options.idle_seconds);
  FlowSettings settings;
  settings.languages = std::move(languages);
  settings.speaks = !options.silent;
  settings.idle = std::chrono::seconds{options.idle_seconds};
  settings.warning = std::chrono::seconds{options.warning_seconds};
  settings.token = std::min(settings.token, settings.idle);
  settings.manner = {options.high_contrast, options.large_text, options.lowered};
  return settings;
}

Result<KioskSettings> kiosk_settings(const Options& options, std::vector<std::string> languages) {
  KioskSettings settings;
  settings.name = options.name;
  VESTIBULE_TRY(settings.flow, flow_settings(options, std::move(languages)));
  settings.printing.ticket.time_zone = options.time_zone;
  if (!options.ticket_address.empty()) settings.printing.ticket.address = options.ticket_address;
  settings.flow.address = settings.printing.ticket.address;
  settings.printing.roll_millimetres = static_cast<int>(options.roll_metres * 1000);
  settings.operator_pin = options.operator_pin;
  settings.shorter_side_mm = options.shorter_side_mm;
  settings.witness = {options.targets, options.screenshot_dir, options.record};
  return settings;
}

/// What the program's end means to whoever started it.
enum class End { done, reload, left };

Result<End> run(const Options& options, Log& log) {
  VESTIBULE_TRY(const auto size, parse_size(options.size));
  VESTIBULE_TRY(const auto words, ui::data_file("kiosk/locale"));
  VESTIBULE_TRY(const auto languages, Languages::read(words));
  VESTIBULE_TRY(const auto guide_words, ui::data_file("kiosk/guide/locale"));
  VESTIBULE_TRY(const auto aloud, Languages::read(guide_words));
  VESTIBULE_TRY(const auto theme_file, ui::data_file("assets/themes/" + options.theme + ".toml"));
  VESTIBULE_TRY(const auto theme, ui::read_theme(theme_file));
  VESTIBULE_TRY(const auto contrast_file, ui::data_file("assets/themes/" + options.contrast_theme + ".toml"));
  VESTIBULE_TRY(const auto contrast, ui::read_theme(contrast_file));
  VESTIBULE_TRY(const auto fonts, ui::Fonts::find());
  auto drawable = languages.drawable([&fonts](std::string_view text) { return fonts->missing(text); }, log);
  VESTIBULE_TRY(auto settings, kiosk_settings(options, std::move(drawable)));
  VESTIBULE_TRY(auto machine, machine_for(options.printer));
  VESTIBULE_TRY(const auto disk, FolderDisk::open(options.state));
  VESTIBULE_TRY(const auto keys, ui::data_file("kiosk/keyboards"));
  VESTIBULE_TRY(settings.flow.keyboards, read_keyboards(keys));
  settings.flow.kiosk = options.name;
  VESTIBULE_TRY(auto mqtt, broker_options(options));

  const link::SystemClock clock;
  link::SystemRandom random;
  auto& ids = random.stream("kiosk.requests");
  // A second machine with this name must not push this one off the line, nor be pushed: the house tells them apart.
  mqtt.session = fmt::format("{}-{:08x}", options.name, static_cast<std::uint32_t>(ids.next()));
  ui::Loop loop(clock);
  const ui::Signals signals(loop, {SIGINT, SIGTERM}, [&loop](int) { loop.stop(); });
  // The world's time zones are read while the window opens.
  auto zone = std::async(std::launch::async, [ticket = settings.printing.ticket] { return check(ticket); });
  ui::Screen screen(size, theme, *fonts);
  VESTIBULE_TRY(const auto window,
                ui::Window::open(loop, screen, {options.name, options.fullscreen, !options.fullscreen, false, options.locked}));
  VESTIBULE_CHECK(zone.get());
  const auto post = [&loop](std::function<void()> work) { loop.post(std::move(work)); };
  link::MqttBus bus(std::move(mqtt), post, log);
  HostLine line(bus, loop, options.name);
  const auto speaker = options.silent ? nullptr
                                      : std::make_unique<ui::Loudspeaker>(clock, loop, post, ui::SoundOptions{options.volume, options.wave}, options.said, log);
  End end = End::done;
  const auto ending = [&](End how) {
    return [&, how] {
      end = how;
      loop.stop();
    };
  };
  const Kiosk kiosk({clock, loop, ids, log, screen, languages, contrast, *disk, post, speaker ? &speaker->voice() : nullptr, &aloud}, settings, line, std::move(machine),
                    {ending(End::reload), ending(End::left)});
  loop.run();
  return end;
}

int print_hash() {
  std::string pin;
  std::getline(std::cin, pin);
  const auto hash = hash_pin(pin);
  std::puts(hash ? hash->c_str() : hash.error().message.c_str());
  return hash ? 0 : 1;
}

}  // namespace
}  // namespace vestibule::kiosk

int main(int argc, char** argv) {
  using namespace vestibule;
  // Few threads, and pictures that come and go: one heap, large blocks by themselves, what is free goes back. And what is freed
  // is written over: nothing of a visit stays behind in memory (with GLIBC_TUNABLES=glibc.malloc.tcache_count=0, as the units
  // set it: glibc's cache of small blocks would be left out).
  ::mallopt(M_ARENA_MAX, 1);
  ::mallopt(M_MMAP_THRESHOLD, 64 * 1024);
  ::mallopt(M_TRIM_THRESHOLD, 256 * 1024);
  ::mallopt(M_PERTURB, 0x5a);
  kiosk::Options options;
  if (const auto status = kiosk::read_options(argc, argv, options)) return *status;
  link::ConsoleLog log("vestibule-kiosk", options.verbose ? Level::debug : Level::info);
  if (options.hash_pin) return kiosk::print_hash();
  const auto end = kiosk::run(options, log);
  if (!end) {
    log.error("{}", end.error().message);
    return 1;
  }
  if (*end == kiosk::End::reload) ::execv("/proc/self/exe", argv);
  // The unit does not start again what the operator has ended.
  return *end == kiosk::End::left ? 77 : 0;
}
