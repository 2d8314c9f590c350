#include "settings.hpp"

#include <CLI/CLI.hpp>

#include <vestibule/ui/program.hpp>
#include <vestibule/wire/topics.hpp>

namespace vestibule::ward {

std::variant<Settings, int> read_settings(int argc, const char* const* argv) {
  Settings settings;
  std::string password_file, size = "1280x720";
  const CLI::Validator name([](const std::string& text) { return wire::valid_name(text) ? "" : "expected 1 to 64 letters, digits, '-', '_' or '.'"; }, "NAME");
  CLI::App app{"The screen of a ward: every bed with its numbers, its score and its alarms. The monitor at the bed stays the primary alarm.", "vestibule-ward"};
  ui::take_settings_files(app, "ward = \"west\"");
  app.add_option("--ward", settings.ward, "the ward whose beds are shown")->check(name);
  app.add_option("--client", settings.client, "this screen's name, as the broker knows it")->check(name);
  app.add_option("--host", settings.host, "the broker's address")->capture_default_str();
  app.add_option("--port", settings.port, "the broker's port")->check(CLI::Range(1, 65535))->capture_default_str();
  app.add_option("--user", settings.user, "the account at the broker; absent: the client's name");
  app.add_option("--password-file", password_file, "a file whose first line is the password; absent: $VESTIBULE_PASSWORD");
  app.add_option("--language", settings.language, "of all texts; it gives the direction, too")->capture_default_str();
  app.add_option("--theme", settings.theme, "a file of assets/themes, without .toml, or the path of one")->capture_default_str();
  app.add_flag("--large-text", settings.large_text, "larger letters wherever there is room");
  app.add_option("--size", size, "of the window, in pixels")->capture_default_str();
  app.add_flag("--fullscreen", settings.fullscreen, "fill the display");
  app.add_flag("--offscreen", settings.offscreen, "no display: for pictures and tests");
  app.add_option("--screenshot", settings.screenshot, "a PNG file, written on SIGUSR1 and at the end");
  app.add_flag("--silent", settings.silent, "alarms are shown, not heard");
  app.add_option("--volume", settings.volume, "of alarms, 0 to 1")->check(CLI::Range(0.0, 1.0))->capture_default_str();
  app.add_option("--wave", settings.wave, "a wave file that takes what would be heard, instead of the sound device");
  app.add_flag("--try-sound", settings.try_sound, "play the sounds of low, medium and high, tell whether they could be heard, and stop");
  try {
    app.parse(argc, argv);
    if (!settings.try_sound && (settings.ward.empty() || settings.client.empty())) throw CLI::RequiredError("--ward and --client");
    settings.size = ui::size_from(size);
    settings.password = ui::password_from(password_file);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
  return settings;
}

}  // namespace vestibule::ward
