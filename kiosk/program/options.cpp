#include "options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <fstream>
#include <memory>

#include "operator/pin.hpp"
#include "printer/machine.hpp"
#include "settings_file.hpp"

namespace vestibule::kiosk {
namespace {

/// An option's text is refused in the words of whoever understands it.
template <class Read>
CLI::Validator readable(Read read, const char* as) {
  return CLI::Validator(
      [read](const std::string& text) {
        const auto result = read(text);
        return result ? std::string() : result.error().message;
      },
      as);
}

void describe_screen(CLI::App& app, Options& options) {
  app.add_option("--size", options.size, "Width and height in pixels, as 1080x1920")->check(readable(parse_size, "WIDTHxHEIGHT"))->capture_default_str();
  app.add_option("--shorter-side-mm", options.shorter_side_mm,
                 "The shorter side of the lit glass in millimetres: targets are 20 mm on it")
      ->check(CLI::Range(50.0, 2000.0))
      ->capture_default_str();
  app.add_flag("--fullscreen", options.fullscreen, "Fill the display; the size is then the display's");
  app.add_flag("--locked", options.locked, "Take every key, stay above all, and let nobody close the window but the operator or SIGTERM");
  app.add_option("--theme", options.theme, "A file of assets/themes, without .toml")->capture_default_str();
  app.add_option("--contrast-theme", options.contrast_theme, "The theme for whoever touches \"contrast\"")->capture_default_str();
  app.add_flag("--high-contrast", options.high_contrast, "Each visit begins in the theme of high contrast");
  app.add_flag("--large-text", options.large_text, "Each visit begins with large text");
  app.add_flag("--lowered", options.lowered, "Each visit begins with everything to touch in the bottom third");
  app.add_option("--idle-seconds", options.idle_seconds, "Without a touch, back to the start")
      ->check(CLI::Range(2, 3600))
      ->capture_default_str();
  app.add_option("--warning-seconds", options.warning_seconds, "That long before, it asks whether anybody is there")
      ->check(CLI::Range(1, 3599))
      ->capture_default_str();
}

void describe_sound(CLI::App& app, Options& options) {
  app.add_flag("--silent", options.silent, "No spoken guidance, and no loudspeaker to touch");
  app.add_option("--volume", options.volume, "Of all that is heard, 0 to 1")->check(CLI::Range(0.0, 1.0))->capture_default_str();
  app.add_option("--wave", options.wave, "A wave file that takes what would be heard, instead of the sound device");
  app.add_option("--said", options.said, "A text file that takes a line for each thing said");
}

void describe_tests(CLI::App& app, Options& options) {
  app.add_option("--screenshot-dir", options.screenshot_dir, "Put a picture of each page there when it is first shown");
  app.add_option("--targets", options.targets, "Keep the places that can be touched in this file, as JSON");
  app.add_option("--record", options.record, "Write what is touched, and when, as a flow that can be replayed");
}

}  // namespace

std::optional<int> read_options(int argc, char** argv, Options& options) {
  CLI::App app{"The touch kiosk: choose a language and a service, take a number"};
  app.set_config("--settings", "", "TOML file with these words as keys; an unknown key is a mistake")->check(CLI::ExistingFile);
  const auto file = std::make_shared<SettingsFile>(app);
  app.config_formatter(file);
  app.allow_config_extras(false);
  app.add_option("--broker", options.broker, "Where the MQTT broker is")->capture_default_str();
  app.add_option("--port", options.port, "Its port")->check(CLI::Range(1, 65535))->capture_default_str();
  app.add_option("--name", options.name, "This kiosk's name, and its account at the broker")->capture_default_str();
  app.add_option("--user", options.user, "Its account, if it is not its name");
  app.add_option("--password-file", options.password_file, "File whose first line is the account's password");
  app.add_option("--authority", options.authority,
                 "PEM file of the authority that signed the broker's certificate; with it, TLS");
  app.add_option("--printer", options.printer,
                 "device:PATH, tcp:HOST:PORT or spooler:QUEUE; or a folder that takes each ticket as PNG and as ESC/POS bytes")
      ->check(readable(machine_for, "ADDRESS"))
      ->capture_default_str();
  app.add_option("--roll-metres", options.roll_metres, "Paper on a new roll, for the forecast of its end")
      ->check(CLI::Range(1.0, 1000.0))
      ->capture_default_str();
  app.add_option("--state", options.state, "Folder on this machine's own disk: what the kiosk remembers without a host")
      ->capture_default_str();
  app.add_option("--operator-pin", options.operator_pin, "Hash of the PIN of the hidden operator's page; without it there is no such page")
      ->check(readable(check_hash, "HASH"));
  app.add_flag("--hash-pin", options.hash_pin, "Read a PIN from standard input, print its hash for --operator-pin, and end");
  app.add_option("--time-zone", options.time_zone, "For the time on the ticket, as Europe/Madrid; otherwise the machine's");
  app.add_option("--ticket-address", options.ticket_address, "What the ticket's code says; {token} and {number} are filled in");
  describe_screen(app, options);
  describe_sound(app, options);
  describe_tests(app, options);
  app.add_flag("--verbose", options.verbose, "Log more");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& said) {
    if (said.get_exit_code() == 0) return app.exit(said);  // --help
    return app.exit(CLI::Error(said.get_name(), file->placed(said), said.get_exit_code()));
  }
  return std::nullopt;
}

Result<ui::Size> parse_size(const std::string& text) {
  ui::Size size;
  const char* const end = text.data() + text.size();
  const auto [cross, bad_width] = std::from_chars(text.data(), end, size.width);
  if (bad_width == std::errc{} && cross != end && *cross == 'x') {
    const auto [rest, bad_height] = std::from_chars(cross + 1, end, size.height);
    if (bad_height == std::errc{} && rest == end && std::min(size.width, size.height) >= 240 &&
        std::max(size.width, size.height) <= 8192)
      return size;
  }
  return fail(Code::invalid, "size '{}' is none: write it as 1080x1920, each side from 240 to 8192 pixels", text);
}

Result<std::string> read_password(const std::string& file) {
  std::string line;
  if (file.empty()) return line;
  std::ifstream in(file);
  if (!std::getline(in, line)) return fail(Code::not_found, "password file {} cannot be read", file);
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

}  // namespace vestibule::kiosk
