// vestibule-ward: wires the ward's picture to a window, to the loudspeaker and to the line, and runs until it is told to stop.

#include <signal.h>
#include <vestibule/link/mqtt_bus.hpp>
#include <vestibule/link/system.hpp>
#include <vestibule/ui/data.hpp>
#include <vestibule/ui/window.hpp>

#include <cstdlib>
#include <exception>

#include "settings.hpp"
#include "sound/alarm_sounds.hpp"
#include "ward.hpp"

namespace vestibule::ward {
namespace {

link::MqttOptions line_options(const Settings& settings) {
  link::MqttOptions options;
  options.host = settings.host;
  options.port = settings.port;
  options.client = settings.client;
  options.user = settings.user;
  options.password = settings.password;
  link::announce_presence(options, "display");
  return options;
}

void save_screenshot(const ui::Screen& screen, const std::filesystem::path& file, Log& log) {
  if (file.empty()) return;
  if (const auto saved = screen.canvas().save_png(file); !saved) log.error("{}", saved.error().message);
}

Result<ui::Theme> theme_of(const Settings& settings) {
  std::filesystem::path file = settings.theme;
  if (settings.theme.find('/') == settings.theme.npos && !settings.theme.ends_with(".toml")) {
    VESTIBULE_TRY(file, ui::data_file("assets/themes/" + settings.theme + ".toml"));
  }
  VESTIBULE_TRY(auto theme, ui::read_theme(file));
  return ui::yielding(settings.large_text ? ui::larger(theme) : std::move(theme));  // numbers leave no room to promise more
}

Result<ui::Words> words_of(const Settings& settings) {
  VESTIBULE_TRY(const auto file, ui::data_file("display/ward/locale/" + settings.language + ".toml"));
  return ui::Words::read(file);
}

/// Low, medium and high, one after the other.
Result<> try_sound(const Settings& settings, Log& log) {
  const link::SystemClock clock;
  ui::Loop loop(clock);
  ui::Sound sound(clock, loop, [&loop](std::function<void()> work) { loop.post(std::move(work)); }, {settings.volume, settings.wave}, log);
  bool all_heard = false;
  std::vector<ui::ClipPtr> clips;
  for (const auto priority : {vitals::Priority::low, vitals::Priority::medium, vitals::Priority::high}) {
    clips.push_back(sound_of(priority));
    clips.push_back(ui::silence(Duration{700}));
  }
  sound.play(std::move(clips), [&](bool heard) {
    all_heard = heard;
    loop.stop();
  });
  loop.run();
  if (!all_heard) return fail(Code::unavailable, "the alarms could not be heard: {}", sound.fault());
  return {};
}

Result<> run(const Settings& settings, Log& log) {
  if (settings.try_sound) return try_sound(settings, log);
  VESTIBULE_TRY(auto words, words_of(settings));
  VESTIBULE_TRY(auto theme, theme_of(settings));
  VESTIBULE_TRY(const auto fonts, ui::Fonts::find());
  if (const auto lack = fonts->lack(words.letters()); !lack.empty()) log.error("{} ({}): {}", words.name(), words.language(), lack);

  const link::SystemClock clock;
  ui::Loop loop(clock);
  ui::Screen screen(settings.size, std::move(theme), *fonts);
  const ui::Signals signals(loop, {SIGUSR1, SIGTERM, SIGINT}, [&](int signal) {
    if (signal == SIGUSR1) save_screenshot(screen, settings.screenshot, log);
    else loop.stop();
  });
  VESTIBULE_TRY(const auto window, ui::Window::open(loop, screen, {settings.client, settings.fullscreen, false, settings.offscreen}));
  const ui::Post post = [&loop](std::function<void()> work) { loop.post(std::move(work)); };
  const auto sound = settings.silent ? nullptr : std::make_unique<ui::Sound>(clock, loop, post, ui::SoundOptions{settings.volume, settings.wave}, log);
  link::MqttBus bus(line_options(settings), post, log);
  Ward ward({bus, clock, loop, screen, log, sound.get()}, {.ward = vitals::WardId{settings.ward}}, {std::move(words)});
  loop.run();
  save_screenshot(screen, settings.screenshot, log);
  return {};
}

}  // namespace
}  // namespace vestibule::ward

int main(int argc, char** argv) {
  const auto settings = vestibule::ward::read_settings(argc, argv);
  if (const int* status = std::get_if<int>(&settings)) return *status;
  vestibule::link::ConsoleLog log("vestibule-ward");
  try {
    const auto done = vestibule::ward::run(std::get<vestibule::ward::Settings>(settings), log);
    if (done) return EXIT_SUCCESS;
    log.error("{}", done.error().message);
  } catch (const std::exception& error) {
    log.error("stopped: {}", error.what());
  }
  return EXIT_FAILURE;
}
