// vestibule-display: wires the board to a window and to the line, and runs until it is told to stop.

#include <signal.h>
#include <vestibule/link/mqtt_bus.hpp>
#include <vestibule/link/system.hpp>
#include <vestibule/ui/window.hpp>

#include <cstdlib>
#include <exception>

#include "look.hpp"
#include "remote.hpp"
#include "voice/loudspeaker.hpp"
#include "voice/try_sound.hpp"

namespace vestibule::board {
namespace {

ModelOptions model_options(const Settings& settings) {
  ModelOptions model{.area = queue::AreaId{settings.area}};
  if (!settings.desk.empty()) model.desk = queue::DeskId{settings.desk};
  model.minimum_show = Duration{settings.minimum_show};
  model.last_calls = settings.last_calls;
  return model;
}

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

/// It is shown all the same: whoever chose it sees how it looks, and the log says why.
void warn_of_shape(const Layout& layout, ui::Size size, Log& log) {
  if (layout.made_for(size)) return;
  const char* shape = layout.shape == Shape::wide ? "wide" : "upright";
  log.warning("the layout {} is made for {} screens and this one is {}x{}: not everything may fit", layout.name, shape, size.width, size.height);
}

/// Shown all the same, for the same reason; but nobody should find out at the wall.
void warn_of_look(const Look& look, ui::Fonts& fonts, Log& log) {
  for (const auto& warning : look.warnings) log.warning("{}", warning);
  for (const auto& words : look.view.languages)
    if (const auto lack = fonts.lack(words.letters()); !lack.empty()) log.error("{} ({}): {}", words.name(), words.language(), lack);
}

Result<> run(const Settings& settings, Log& log) {
  if (settings.try_sound) {
    VESTIBULE_TRY(const bool heard, try_sound(settings, log));
    if (!heard) return fail(Code::unavailable, "not every language could be heard: see above, and `vestibule doctor`");
    return {};
  }
  VESTIBULE_TRY(auto spoken, voice_options(settings));
  VESTIBULE_TRY(auto look, read_look(settings, settings.size));
  VESTIBULE_TRY(const auto fonts, ui::Fonts::find());
  warn_of_look(look, *fonts, log);

  const link::SystemClock clock;
  ui::Loop loop(clock);
  ui::Screen screen(settings.size, std::move(look.theme), *fonts);
  const ui::Signals signals(loop, {SIGUSR1, SIGTERM, SIGINT}, [&](int signal) {
    if (signal == SIGUSR1) save_screenshot(screen, settings.screenshot, log);
    else loop.stop();
  });
  VESTIBULE_TRY(const auto window, ui::Window::open(loop, screen, {settings.client, settings.fullscreen, false, settings.offscreen}));
  VESTIBULE_TRY(look.view.layout, layout_of(settings, screen.size()));  // the window may be of another shape than was asked for
  warn_of_shape(look.view.layout, screen.size(), log);
  const ui::Post post = [&loop](std::function<void()> work) { loop.post(std::move(work)); };
  const auto loudspeaker = settings.silent ? nullptr : std::make_unique<Loudspeaker>(settings, spoken.quiet, clock, loop, post, log);
  link::MqttBus bus(line_options(settings), post, log);
  link::Requests requests(bus, loop, settings.client);
  const Surroundings around{bus, requests, clock, loop, screen, log, loudspeaker ? &loudspeaker->voice() : nullptr};
  const ModelOptions model = model_options(settings);
  Board board(around, settings.client, model, std::move(look.view), MemoryFile{settings.memory}, std::move(spoken));
  board.play(std::move(look.programme));
  const Remote remote(around, board, {settings.client, model.area, model.desk}, [&]() -> Result<> {
    VESTIBULE_TRY(auto fresh, read_look(settings, screen.size()));
    warn_of_look(fresh, *fonts, log);
    warn_of_shape(fresh.view.layout, screen.size(), log);
    screen.set_theme(std::move(fresh.theme));
    board.dress(std::move(fresh.view));
    board.play(std::move(fresh.programme));
    return {};
  });
  loop.run();
  save_screenshot(screen, settings.screenshot, log);
  return {};
}

}  // namespace
}  // namespace vestibule::board

int main(int argc, char** argv) {
  const auto settings = vestibule::board::read_settings(argc, argv);
  if (const int* status = std::get_if<int>(&settings)) return *status;
  vestibule::link::ConsoleLog log("vestibule-display");
  try {
    const auto done = vestibule::board::run(std::get<vestibule::board::Settings>(settings), log);
    if (done) return EXIT_SUCCESS;
    log.error("{}", done.error().message);
  } catch (const std::exception& error) {
    log.error("stopped: {}", error.what());
  }
  return EXIT_FAILURE;
}
