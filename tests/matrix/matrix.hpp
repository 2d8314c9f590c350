#pragma once
// What the matrix is made of, and what is asked of each picture in it.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <vestibule/ui/data.hpp>
#include <vestibule/ui/screen.hpp>
#include <vestibule/ui/widgets.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace vestibule::matrix {

inline const std::vector<std::string> languages{"en", "es", "fr", "de", "ar", "he", "hi", "zh"};

struct Glass {
  ui::Size size;
  double shorter_side_mm;
  const char* name;
};
/// A small one, one that stands, a large one.
inline const std::vector<Glass> glasses{
    {{1280, 720}, 194, "1280x720"}, {{1080, 1920}, 268, "1080x1920"}, {{3840, 2160}, 400, "3840x2160"}};

/// `both`, large text in high contrast, is the kiosk's alone: a board's theme is chosen by the house.
enum class Look { usual, contrast, large, both };
inline const std::vector<Look> looks{Look::usual, Look::contrast, Look::large};
inline const char* name(Look look) {
  constexpr std::array names{"usual", "contrast", "large", "both"};
  return names[static_cast<std::size_t>(look)];
}

inline ui::Theme theme(const std::string& name) {
  auto read = ui::data_file("assets/themes/" + name + ".toml").and_then([](const auto& file) { return ui::read_theme(file); });
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *std::move(read);
}

/// A key without words comes out as "[key]"; no text of ours has brackets.
inline void collect_unsaid(const ui::View& view, std::vector<std::string>& faults) {
  if (const auto* label = dynamic_cast<const ui::Label*>(&view); label && view.seen() && label->text().starts_with('['))
    faults.push_back("nobody has words for " + label->text());
  for (const auto& child : view.children()) collect_unsaid(*child, faults);
}

inline std::vector<std::string> faults(const ui::Screen& screen) {
  auto faults = screen.faults();
  if (screen.root()) collect_unsaid(*screen.root(), faults);
  return faults;
}

/// The largest letters each text stands in: pixels for one em.
using Letters = std::map<std::string, int>;

inline void collect(const ui::View& view, Letters& letters) {
  if (const auto* label = dynamic_cast<const ui::Label*>(&view); label && view.seen() && label->letters() > 0) {
    int& largest = letters[label->text()];
    largest = std::max(largest, label->letters());
  }
  for (const auto& child : view.children()) collect(*child, letters);
}

inline int letters_of(const ui::Theme& theme, ui::TextSize rank, ui::Size glass) {
  return static_cast<int>(theme.size(rank) * std::min(glass.width, glass.height) / 100);
}

/// Whoever asks for large text gets no text in smaller letters than before, but for what stays larger than `ample`. Where a
/// page has no room left at all, it may lose an eighth. Not so the texts `held`, a number or a room: they lose nothing.
inline std::vector<std::string> shrunk(const Letters& usual, const Letters& large, int ample, const std::set<std::string>& held = {}) {
  std::vector<std::string> faults;
  for (const auto& [text, letters] : large)
    if (const auto before = usual.find(text); before != usual.end() && letters < (held.count(text) ? before->second : std::min(before->second, ample) * 7 / 8))
      faults.push_back(fmt::format("\"{}\" has letters of {} pixels, and as usual of {}", text, letters, before->second));
  return faults;
}

/// What can be read.
inline void collect_texts(const ui::View& view, std::set<std::string>& texts) {
  if (const auto* label = dynamic_cast<const ui::Label*>(&view); label && view.seen()) texts.insert(label->text());
  for (const auto& child : view.children()) collect_texts(*child, texts);
}

/// Whether a text has the same words as another has around its gaps.
inline bool says(const std::string& text, std::string with_gaps) {
  std::size_t at = 0;
  while (true) {
    const auto open = with_gaps.find('{');
    const std::string part = with_gaps.substr(0, open);
    at = text.find(part, at);
    if (at == text.npos) return false;
    at += part.size();
    if (open == with_gaps.npos) return true;
    with_gaps.erase(0, with_gaps.find('}', open) + 1);
  }
}

/// Fails once for each fault, saying which picture has it.
inline void expect_none(const std::vector<std::string>& faults, const std::string& picture) {
  for (const auto& fault : faults) FAIL_CHECK(picture << ": " << fault);
}

}  // namespace vestibule::matrix
