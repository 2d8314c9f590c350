#pragma once
// What the tests with pictures share: fonts and words found once, and the golden pictures of tests/screens.

#include <string>

#include <vestibule/ui/fonts.hpp>
#include <vestibule/ui/picture.hpp>

#include "locale/keyboards.hpp"
#include "locale/languages.hpp"

namespace vestibule::kiosk::test {

ui::Fonts& fonts();
const Languages& languages();
/// Of the files in kiosk/keyboards.
const Keyboards& all_keyboards();

/// Compares with tests/screens/kiosk_<name>.png; see screens/golden.hpp.
void check_golden(const ui::Picture& picture, const std::string& name);

}  // namespace vestibule::kiosk::test
