#pragma once
// Everything the kiosk can say, in every language it has a file for.

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/log.hpp>
#include <vestibule/ui/words.hpp>

#include "flow/saying.hpp"

namespace vestibule::kiosk {

/// A value once read; any thread.
class Languages {
 public:
  /// Reads each *.toml of the folder. English must be among them: it stands in where nothing else is known.
  static Result<Languages> read(const std::filesystem::path& folder);

  /// BCP 47, in alphabetical order.
  std::vector<std::string> tags() const;
  /// The words of that language, of its root ("pt" for "pt-BR"), or English.
  const ui::Words& words(const std::string& tag) const;
  ui::Direction direction(const std::string& tag) const { return words(tag).direction(); }
  std::string say(const Saying& saying, const std::string& tag) const;

  /// The languages whose every letter can be drawn; of the others an error is logged that names the package with their letters.
  /// `missing` is ui::Fonts::missing. If none can be drawn it is all of them: better boxes than nothing.
  std::vector<std::string> drawable(const std::function<std::vector<char32_t>(std::string_view)>& missing, Log& log) const;

 private:
  std::map<std::string, ui::Words> words_;
};

}  // namespace vestibule::kiosk
