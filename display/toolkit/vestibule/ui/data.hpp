#pragma once
// Where the files that belong to the program lie: themes, words, pictures.

#include <filesystem>
#include <string_view>

#include "vestibule/result.hpp"

namespace vestibule::ui {

/// The file or folder that stands in the repository at `path` ("assets/themes/calm.toml"): beneath $VESTIBULE_DATA, beneath
/// ../share/vestibule of the program, or in the source tree it was built from. `not_found` names all three.
Result<std::filesystem::path> data_file(std::string_view path);

}  // namespace vestibule::ui
