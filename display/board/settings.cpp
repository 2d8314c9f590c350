#include "settings.hpp"

#include "voice/announcement.hpp"

#include <vestibule/ui/program.hpp>
#include <vestibule/wire/topics.hpp>

#include <CLI/CLI.hpp>

#include <cstdlib>

namespace vestibule::board {

namespace {

std::string name_check(const std::string& text) {
  return wire::valid_name(text) ? "" : "expected 1 to 64 letters, digits, '-', '_' or '.'";
}

/// "en=Please wait"
std::map<std::string, std::string> texts_from(const std::vector<std::string>& lines) {
  std::map<std::string, std::string> texts;
  for (const auto& line : lines) {
    const auto equals = line.find('=');
    if (equals == line.npos) throw CLI::ValidationError("--message", "expected LANGUAGE=TEXT, such as en=Welcome");
    texts[line.substr(0, equals)] = line.substr(equals + 1);
  }
  return texts;
}

/// Where systemd has us keep what must outlive the program.
std::filesystem::path default_memory() {
  const char* folder = std::getenv("STATE_DIRECTORY");
  return folder ? std::filesystem::path(folder) / "memory.json" : std::filesystem::path{};
}

void add_sound(CLI::App& app, Settings& settings) {
  const auto quiet = [](const std::string& text) { return parse_quiet_hours(text) ? "" : parse_quiet_hours(text).error().message; };
  app.add_flag("--silent", settings.silent, "calls are shown, not heard");
  app.add_option("--volume", settings.volume, "of chime and speech, 0 to 1")->check(CLI::Range(0.0, 1.0))->capture_default_str();
  app.add_option("--times", settings.times, "how often each call is said while nobody else is called")->check(CLI::Range(1, 5))->capture_default_str();
  app.add_option("--quiet", settings.quiet, "hours without sound, such as 22:00-06:30")->check(CLI::Validator(quiet, "HH:MM-HH:MM"));
  app.add_option("--music", settings.music, "a wave file played softly in a loop, softer still while somebody is called")->check(CLI::ExistingFile);
  app.add_option("--wave", settings.wave, "a wave file that takes what would be heard, instead of the sound device");
  app.add_flag("--try-sound", settings.try_sound, "say a call in each language, tell which could be heard, and stop");
  app.add_option("--said", settings.said, "a text file that takes a line for each thing said: for tests");
}

}  // namespace

std::variant<Settings, int> read_settings(int argc, const char* const* argv) {
  Settings settings;
  settings.memory = default_memory();
  std::string password_file, size = "1280x720";
  std::vector<std::string> message;
  CLI::App app{"A waiting-room screen: who is called, to which desk, and who comes next.", "vestibule-display"};
  ui::take_settings_files(app, "area = \"main\"");
  app.add_option("--area", settings.area, "the waiting area whose calls are shown")->required()->check(CLI::Validator(name_check, "NAME"));
  app.add_option("--client", settings.client, "this screen's name, as the broker knows it")->required()->check(CLI::Validator(name_check, "NAME"));
  app.add_option("--host", settings.host, "the broker's address")->capture_default_str();
  app.add_option("--port", settings.port, "the broker's port")->check(CLI::Range(1, 65535))->capture_default_str();
  app.add_option("--user", settings.user, "the account at the broker; absent: the client's name");
  app.add_option("--password-file", password_file, "a file whose first line is the password; absent: $VESTIBULE_PASSWORD");
  app.add_option("--language", settings.languages, "one or two languages; the first gives the direction")->expected(1, 2)->capture_default_str();
  app.add_option("--message", message, "the line at the bottom, LANGUAGE=TEXT for each language")->expected(0, 16);
  app.add_option("--desk", settings.desk, "a door display: the only desk whose calls are shown")->check(CLI::Validator(name_check, "NAME"));
  app.add_option("--layout", settings.layout, "a file of assets/layouts, without .toml, or the path of one; absent: landscape, portrait or door, as it hangs");
  app.add_option("--schedule", settings.schedule, "a TOML file: which message and pictures are on at what time")->check(CLI::ExistingFile);
  app.add_option("--theme", settings.theme, "a file of assets/themes, without .toml, or the path of one")->capture_default_str();
  app.add_flag("--large-text", settings.large_text, "larger letters wherever they are not large already");
  app.add_option("--size", size, "of the window, in pixels")->capture_default_str();
  app.add_flag("--fullscreen", settings.fullscreen, "fill the display");
  app.add_flag("--offscreen", settings.offscreen, "no display: for pictures and tests");
  app.add_option("--minimum-show", settings.minimum_show, "milliseconds each call stands in the large panel")->check(CLI::Range(100, 60'000))->capture_default_str();
  app.add_option("--last-calls", settings.last_calls, "how many earlier calls are listed")->check(CLI::Range(1, 12))->capture_default_str();
  app.add_option("--memory", settings.memory, "a file that remembers what was shown; absent: $STATE_DIRECTORY/memory.json, or none");
  app.add_option("--screenshot", settings.screenshot, "a PNG file, written on SIGUSR1 and at the end");
  add_sound(app, settings);
  try {
    app.parse(argc, argv);
    settings.size = ui::size_from(size);
    settings.message = texts_from(message);
    settings.password = ui::password_from(password_file);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
  return settings;
}

}  // namespace vestibule::board
