#pragma once
// How a ward screen is told what it shows and where its host is: by the command line or by a TOML file with the same names.

#include <vestibule/result.hpp>
#include <vestibule/ui/geometry.hpp>

#include <filesystem>
#include <string>
#include <variant>

namespace vestibule::ward {

struct Settings {
  std::string host = "127.0.0.1";
  int port = 1883;
  std::string client;
  std::string user;
  std::string password;
  std::string ward;
  std::string language = "en";
  std::string theme = "calm";         ///< a file of assets/themes, or a path
  bool large_text = false;
  ui::Size size{1280, 720};
  bool fullscreen = false;
  bool offscreen = false;
  std::filesystem::path screenshot;   ///< empty: none
  bool silent = false;                ///< alarms are shown only
  double volume = 0.8;
  std::filesystem::path wave;         ///< takes what would be heard; empty: the sound device
  bool try_sound = false;             ///< only play the three sounds, and stop
};

/// The settings, or the exit status after help was printed or an error told on standard error.
std::variant<Settings, int> read_settings(int argc, const char* const* argv);

}  // namespace vestibule::ward
