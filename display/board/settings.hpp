#pragma once
// How a screen is told what it shows and where its host is: by the command line or by a TOML file with the same names.

#include <vestibule/result.hpp>
#include <vestibule/ui/geometry.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace vestibule::board {

struct Settings {
  std::string host = "127.0.0.1";
  int port = 1883;
  std::string client;
  std::string user;
  std::string password;
  std::string area;
  std::string desk;                    ///< a door display's; empty: every desk of the area
  std::string layout;                  ///< a file of assets/layouts, or a path; empty: as the window is shaped
  std::filesystem::path schedule;      ///< empty: none
  std::vector<std::string> languages{"en"};
  std::map<std::string, std::string> message;
  std::string theme = "calm";          ///< a file of assets/themes, or a path
  bool large_text = false;
  ui::Size size{1280, 720};
  bool fullscreen = false;
  bool offscreen = false;
  int minimum_show = 2000;             ///< milliseconds
  std::size_t last_calls = 5;
  std::filesystem::path memory;        ///< empty: nothing outlives the program
  std::filesystem::path screenshot;    ///< empty: none
  bool silent = false;                 ///< calls are shown only
  double volume = 0.8;
  int times = 1;                       ///< how often each call is said
  std::string quiet;                   ///< "22:00-06:30"; empty: never
  std::filesystem::path music;         ///< a wave file played softly beneath; empty: none
  std::filesystem::path wave;          ///< takes what would be heard; empty: the sound device
  bool try_sound = false;              ///< only say a call in each language, and stop
  std::filesystem::path said;          ///< takes a line for each thing said; empty: none
};

/// The settings, or the exit status after help was printed or an error told on standard error.
std::variant<Settings, int> read_settings(int argc, const char* const* argv);

}  // namespace vestibule::board
