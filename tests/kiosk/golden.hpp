#pragma once
// Pictures held against those of tests/screens. VESTIBULE_UPDATE_GOLDEN=1 writes them anew; then look at every one.

#include <string>

#include <vestibule/ui/fonts.hpp>
#include <vestibule/ui/picture.hpp>

#include "locale/languages.hpp"

namespace vestibule::kiosk::test {

ui::Fonts& fonts();
const Languages& languages();

/// Fails unless the picture equals tests/screens/<name>.png but for the smoothing of edges; what differs is left
/// beside the test program as <name>.png.
void check_golden(const ui::Picture& picture, const std::string& name);

}  // namespace vestibule::kiosk::test
