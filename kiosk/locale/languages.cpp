#include "languages.hpp"

namespace vestibule::kiosk {
namespace {

/// Of Debian's packages, the one that has these letters.
const char* package_of(char32_t letter) {
  if (letter >= 0x2E80 && letter < 0xFB00) return "fonts-noto-cjk";
  return letter < 0x530 ? "fonts-dejavu-core" : "fonts-noto-core";
}

}  // namespace

Result<Languages> Languages::read(const std::filesystem::path& folder) {
  Languages languages;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".toml") continue;
    VESTIBULE_TRY(auto words, ui::Words::read(entry.path()));
    languages.words_.emplace(entry.path().stem().string(), std::move(words));
  }
  if (!languages.words_.count("en"))
    return fail(Code::not_found, "there is no en.toml in {}: the kiosk has no words", folder.string());
  return languages;
}

std::vector<std::string> Languages::tags() const {
  std::vector<std::string> tags;
  for (const auto& [tag, words] : words_) tags.push_back(tag);
  return tags;
}

const ui::Words& Languages::words(const std::string& tag) const {
  for (const auto& wanted : {tag, tag.substr(0, tag.find('-'))})
    if (const auto found = words_.find(wanted); found != words_.end()) return found->second;
  return words_.at("en");
}

std::vector<std::string> Languages::drawable(const std::function<std::vector<char32_t>(std::string_view)>& missing, Log& log) const {
  std::vector<std::string> drawn;
  for (const auto& [tag, words] : words_) {
    std::string all = words.name();
    for (const auto& key : words.keys()) all += words.text(key);
    const auto letters = missing(all);
    if (letters.empty()) drawn.push_back(tag);
    else log.error("no font has U+{:04X}, which {} ({}) is written with: the language is not offered; install the Debian package {}", static_cast<unsigned>(letters.front()), tag, words.name(), package_of(letters.front()));
  }
  return drawn.empty() ? tags() : drawn;
}

std::string Languages::say(const Saying& saying, const std::string& tag) const {
  if (!saying.language.empty()) return words(saying.language).name();
  if (saying.key.empty()) return ui::in_language(saying.site, tag);
  std::vector<ui::Filling> fillings;
  if (saying.count) fillings.emplace_back("count", *saying.count);
  for (const auto& [gap, value] : saying.values)
    if (gap != "count" || !saying.count) fillings.emplace_back(gap, ui::in_language(value, tag));
  for (const auto& [gap, name] : saying.keys) fillings.emplace_back(gap, words(tag).text(name));
  return words(tag).text(saying.key, fillings);
}

}  // namespace vestibule::kiosk
