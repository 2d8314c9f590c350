#pragma once
// What the command lines of screens have in common: settings files, sizes, passwords. Errors are CLI11's, thrown while it parses.

#include <string>

#include "vestibule/ui/geometry.hpp"

namespace CLI {
class App;
}

namespace vestibule::ui {

/// Adds "--settings FILE": TOML with the names of the options, read by a library that says at which line one is wrong.
void take_settings_files(CLI::App& app, const std::string& example);

/// "1280x720"
Size size_from(const std::string& text);

/// The first line of that file; without one, $VESTIBULE_PASSWORD.
std::string password_from(const std::string& file);

}  // namespace vestibule::ui
