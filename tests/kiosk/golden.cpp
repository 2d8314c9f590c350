#include "golden.hpp"

#include <cstdlib>
#include <doctest/doctest.h>
#include <vestibule/ui/data.hpp>

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

void check_golden(const ui::Picture& picture, const std::string& name) {
  const std::filesystem::path golden = std::filesystem::path(SCREENS) / (name + ".png");
  if (std::getenv("VESTIBULE_UPDATE_GOLDEN")) {
    REQUIRE(picture.save_png(golden));
    return;
  }
  const auto expected = ui::Picture::read(golden);
  REQUIRE_MESSAGE(expected, (expected ? "" : expected.error().message));
  const double share = ui::difference(*expected, picture, 48);
  if (share > 0.002) CHECK(picture.save_png(std::filesystem::current_path() / (name + ".png")));
  CHECK_MESSAGE(share <= 0.002, name << " differs in " << share * 100 << " % of its pixels");
}

}  // namespace vestibule::kiosk::test
