#pragma once
// What the tests of the toolkit share: fonts found once, and a theme.

#include <doctest/doctest.h>

#include <vestibule/ui/data.hpp>
#include <vestibule/ui/screen.hpp>
#include <vestibule/ui/widgets.hpp>

namespace vestibule::ui {

inline Fonts& fonts() {
  static const std::unique_ptr<Fonts> found = [] {
    auto made = Fonts::find();
    REQUIRE_MESSAGE(made, (made ? "" : made.error().message));
    return *std::move(made);
  }();
  return *found;
}

inline Theme theme(std::string_view name = "calm") {
  const auto file = data_file("assets/themes/" + std::string(name) + ".toml");
  REQUIRE(file);
  const auto read = read_theme(*file);
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *read;
}

}  // namespace vestibule::ui
