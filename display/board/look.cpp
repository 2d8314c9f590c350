#include "look.hpp"

#include <fmt/format.h>
#include <vestibule/ui/data.hpp>

namespace vestibule::board {

namespace {

/// A file that comes along, by its name without ".toml", or any file by its path.
Result<std::filesystem::path> named_file(const std::string& folder, const std::string& name) {
  if (name.find('/') != name.npos || name.ends_with(".toml")) return std::filesystem::path(name);
  return ui::data_file(folder + "/" + name + ".toml");
}

std::string layout_that_fits(const Settings& settings, ui::Size size) {
  if (!settings.desk.empty()) return "door";
  return size.height * 2 >= size.width * 3 ? "portrait" : "landscape";  // which turns with the screen
}

}  // namespace

Result<Layout> layout_of(const Settings& settings, ui::Size size) {
  VESTIBULE_TRY(const auto file, named_file("assets/layouts", settings.layout.empty() ? layout_that_fits(settings, size) : settings.layout));
  VESTIBULE_TRY(auto layout, read_layout(file));
  if (layout.has(ZoneKind::door) && settings.desk.empty()) return fail(Code::invalid, "the layout {} is for one door: set --desk", layout.name);
  return layout;
}

Result<Look> read_look(const Settings& settings, ui::Size size) {
  Look look;
  look.view.message = settings.message;
  look.view.last_calls = settings.last_calls;
  for (const auto& language : settings.languages) {
    VESTIBULE_TRY(const auto file, ui::data_file("display/board/locale/" + language + ".toml"));
    VESTIBULE_TRY(auto words, ui::Words::read(file));
    look.view.languages.push_back(std::move(words));
  }
  VESTIBULE_TRY(look.view.layout, layout_of(settings, size));
  VESTIBULE_TRY(const auto theme_file, named_file("assets/themes", settings.theme));
  VESTIBULE_TRY(look.theme, ui::read_theme(theme_file));
  for (const auto& fault : ui::hard_to_read(look.theme)) look.warnings.push_back(fmt::format("{}: {}", theme_file.string(), fault));
  if (settings.large_text) look.theme = ui::yielding(ui::larger(look.theme));  // a call's number leaves no room to promise more
  if (!settings.schedule.empty()) {
    VESTIBULE_TRY(look.programme, read_programme(settings.schedule));
  }
  return look;
}

}  // namespace vestibule::board
