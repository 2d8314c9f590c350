#pragma once
// What the people who set up a kiosk may choose: on the command line, or in a TOML file with the same words.

#include <filesystem>
#include <optional>
#include <string>

#include <vestibule/log.hpp>
#include <vestibule/result.hpp>
#include <vestibule/ui/geometry.hpp>

namespace vestibule::kiosk {

namespace fs = std::filesystem;

struct Options {
  std::string broker = "127.0.0.1";
  int port = 1883;
  std::string name = "kiosk-1";
  std::string user;           ///< the name, if empty
  std::string password_file;  ///< its first line
  std::string authority;      ///< TLS if given
  std::string printer = "tickets";
  double roll_metres = 80;
  fs::path state = "state";
  std::string operator_pin;  ///< its hash
  bool hash_pin = false;
  bool locked = false;
  std::string time_zone;
  std::string ticket_address;
  std::string size = "1080x1920";
  double shorter_side_mm = 268;
  bool fullscreen = false;
  std::string theme = "light";
  std::string contrast_theme = "contrast";  ///< for those who ask for high contrast
  bool high_contrast = false, large_text = false, lowered = false;  ///< how each visit begins
  int idle_seconds = 40;
  int warning_seconds = 10;
  bool silent = false;  ///< no spoken guidance, no sound of a warning
  double volume = 0.8;
  fs::path wave;        ///< takes what would be heard; empty: the sound device
  fs::path said;        ///< takes a line for each thing said; empty: none
  fs::path screenshot_dir;
  fs::path targets;
  fs::path record;
  bool verbose = false;
};

/// Reads the arguments; when there is nothing to run (--help, a mistake), what was to be said has been said and the exit
/// status is returned instead.
std::optional<int> read_options(int argc, char** argv, Options& options);

Result<ui::Size> parse_size(const std::string& text);
/// The first line of the file; empty if no file is named.
Result<std::string> read_password(const std::string& file);

}  // namespace vestibule::kiosk
