#pragma once
// Reads the files of kiosk/keyboards.

#include <filesystem>

#include <vestibule/result.hpp>

#include "flow/keyboard.hpp"

namespace vestibule::kiosk {

/// Every *.toml of the folder, by its name. `invalid` with file and line for one that is wrong; English must be among them.
Result<Keyboards> read_keyboards(const std::filesystem::path& folder);

}  // namespace vestibule::kiosk
