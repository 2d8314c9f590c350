#include "golden.hpp"

#include <doctest/doctest.h>
#include <vestibule/ui/data.hpp>

#include "screens/golden.hpp"

namespace vestibule::kiosk::test {

ui::Fonts& fonts() {
  static const auto found = ui::Fonts::find();
  REQUIRE_MESSAGE(found, (found ? "" : found.error().message));
  return **found;
}

const Languages& languages() {
  static const auto read = ui::data_file("kiosk/locale").and_then([](const auto& folder) { return Languages::read(folder); });
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *read;
}

const Keyboards& all_keyboards() {
  static const auto read = ui::data_file("kiosk/keyboards").and_then([](const auto& folder) { return read_keyboards(folder); });
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *read;
}

void check_golden(const ui::Picture& picture, const std::string& name) {
  vestibule::test::check_golden(picture, SCREENS, "kiosk_" + name, SCRATCH);
}

}  // namespace vestibule::kiosk::test
