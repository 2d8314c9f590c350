#include "tongues.hpp"

namespace vestibule::board {

std::string Tongues::now(const queue::Texts& texts) const {
  const std::string& text = ui::in_language(texts, present().language());
  return languages_.size() > 1 && !text.empty() ? ui::isolated(text) : text;
}

std::string Tongues::word_now(std::string_view key, const std::vector<ui::Filling>& fillings) const {
  const std::string text = present().text(key, fillings);
  if (languages_.size() == 1) return text;
  const bool right_to_left = present().direction() == ui::Direction::right_to_left;
  return (right_to_left ? "\u2067" : "\u2066") + text + "\u2069";  // not by its first letter: that may stand in a filling
}

std::string Tongues::in_all(const queue::Texts& texts, std::string_view between) const {
  std::string all;
  for (const ui::Words& language : languages_) {
    const std::string& text = ui::in_language(texts, language.language());
    if (text.empty() || all.find(text) != all.npos) continue;
    if (!all.empty()) all += between;
    all += ui::isolated(text);
  }
  return all;
}

std::string Tongues::words_in_all(std::string_view key, std::string_view between, const std::vector<ui::Filling>& fillings) const {
  queue::Texts texts;
  for (const ui::Words& language : languages_) texts[language.language()] = language.text(key, fillings);
  return in_all(texts, between);
}

}  // namespace vestibule::board
