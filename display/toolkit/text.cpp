// From a paragraph to lines of runs: levels by FriBidi (UAX 9), breaks by libunibreak (UAX 14), fonts by coverage; shaping
// is HarfBuzz's, inside SDL_ttf.

#include <fribidi.h>
#include <linebreak.h>

#include <algorithm>

#include "fonts_inside.hpp"
#include "unicode.hpp"

namespace vestibule::ui {

namespace {

struct Paragraph {
  std::u32string letters;
  std::vector<FriBidiLevel> levels;
  std::vector<std::size_t> fonts;
  std::vector<char> breaks;  // libunibreak's: may a line end after this letter?
  FriBidiLevel base = 0;
};

struct Style {
  int pixels;
  Weight weight;
};

/// Letters [first, last) that share a font and a level.
struct Stretch {
  std::size_t first;
  std::size_t last;
};

/// Of the letters from `first` on, up to `last`: a paragraph of the algorithm's (UAX 9, P1).
void find_levels(Paragraph& paragraph, std::size_t first, std::size_t last, Direction direction) {
  const auto count = static_cast<FriBidiStrIndex>(last - first);
  std::vector<FriBidiChar> letters(paragraph.letters.begin() + static_cast<std::ptrdiff_t>(first), paragraph.letters.begin() + static_cast<std::ptrdiff_t>(last));
  std::vector<FriBidiCharType> types(letters.size());
  std::vector<FriBidiBracketType> brackets(letters.size());
  fribidi_get_bidi_types(letters.data(), count, types.data());
  fribidi_get_bracket_types(letters.data(), count, types.data(), brackets.data());
  FriBidiParType base = direction == Direction::right_to_left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
  // 0 means that there was no memory; the levels are then all the base's.
  if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), count, &base, paragraph.levels.data() + first) == 0)
    std::fill_n(paragraph.levels.begin() + static_cast<std::ptrdiff_t>(first), count, FriBidiLevel{direction == Direction::right_to_left});
}

/// Each line that the text itself ends is a paragraph: given them all at once, FriBidi (1.0.8) forgets the direction of what is
/// set apart after the first.
void find_levels(Paragraph& paragraph, Direction direction) {
  paragraph.levels.resize(paragraph.letters.size());
  for (std::size_t first = 0; first < paragraph.letters.size();) {
    const auto end = paragraph.letters.find(U'\n', first);
    const std::size_t last = end == paragraph.letters.npos ? paragraph.letters.size() : end + 1;
    find_levels(paragraph, first, last, direction);
    first = last;
  }
  paragraph.base = direction == Direction::right_to_left ? 1 : 0;
}

void find_breaks(Paragraph& paragraph) {
  static const bool ready = (init_linebreak(), true);
  (void)ready;
  std::vector<utf32_t> letters(paragraph.letters.begin(), paragraph.letters.end());
  paragraph.breaks.resize(letters.size());
  set_linebreaks_utf32(letters.data(), letters.size(), nullptr, paragraph.breaks.data());
}

void find_fonts(Paragraph& paragraph, Fonts::Inside& fonts) {
  std::size_t font = no_font;
  for (const char32_t letter : paragraph.letters) {
    if (!invisible(letter)) font = fonts.font_for(letter, font);
    if (font == no_font) font = 0;  // drawn as its box; Fonts::missing() tells
    paragraph.fonts.push_back(font);
  }
}

std::vector<Stretch> stretches(const Paragraph& paragraph, std::size_t first, std::size_t last) {
  std::vector<Stretch> found;
  for (std::size_t i = first; i < last; ++i) {
    const bool goes_on = !found.empty() && paragraph.fonts[i] == paragraph.fonts[i - 1] && paragraph.levels[i] == paragraph.levels[i - 1];
    if (goes_on) found.back().last = i + 1;
    else found.push_back({i, i + 1});
  }
  return found;
}

TextRun run_of(const Paragraph& paragraph, Stretch stretch, Style style, Fonts::Inside& fonts) {
  TextRun run;
  std::u32string letters = paragraph.letters.substr(stretch.first, stretch.last - stretch.first);
  std::erase_if(letters, steering);
  run.text = utf8(letters);
  run.font = paragraph.fonts[stretch.first];
  run.right_to_left = paragraph.levels[stretch.first] % 2 == 1;
  run.width = run.text.empty() ? 0 : fonts.width_of(run.text, run.font, style.pixels, style.weight, run.right_to_left);
  return run;
}

int width_of(const Paragraph& paragraph, std::size_t first, std::size_t last, Style style, Fonts::Inside& fonts) {
  int width = 0;
  for (const Stretch stretch : stretches(paragraph, first, last)) width += run_of(paragraph, stretch, style, fonts).width;
  return width;
}

/// Rule L2 of the bidirectional algorithm on whole runs: from the highest level down, turn about each sequence at or above it.
void order_visually(std::vector<TextRun>& runs, std::vector<FriBidiLevel> levels) {
  const FriBidiLevel highest = levels.empty() ? FriBidiLevel{0} : *std::max_element(levels.begin(), levels.end());
  for (FriBidiLevel level = highest; level >= 1; --level) {
    for (std::size_t i = 0; i < runs.size();) {
      if (levels[i] < level) { ++i; continue; }
      std::size_t end = i;
      while (end < runs.size() && levels[end] >= level) ++end;
      const auto from = static_cast<std::ptrdiff_t>(i), to = static_cast<std::ptrdiff_t>(end);
      std::reverse(runs.begin() + from, runs.begin() + to);
      std::reverse(levels.begin() + from, levels.begin() + to);
      i = end;
    }
  }
}

TextLine line_of(const Paragraph& paragraph, std::size_t first, std::size_t last, Style style, Fonts::Inside& fonts) {
  const auto blank = [](char32_t c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  while (last > first && blank(paragraph.letters[last - 1])) --last;
  TextLine line;
  std::vector<FriBidiLevel> levels;
  for (const Stretch stretch : stretches(paragraph, first, last)) {
    line.runs.push_back(run_of(paragraph, stretch, style, fonts));
    levels.push_back(paragraph.levels[stretch.first]);
  }
  order_visually(line.runs, std::move(levels));
  for (TextRun& run : line.runs) {
    run.x = line.width;
    line.width += run.width;
  }
  return line;
}

/// The end of the longest piece from `first` that fits when nothing may be broken: at least one letter.
std::size_t forced_end(const Paragraph& paragraph, std::size_t first, std::size_t last, int width, Style style, Fonts::Inside& fonts) {
  std::size_t end = first + 1;
  while (end < last && width_of(paragraph, first, end + 1, style, fonts) <= width) ++end;
  return end;
}

void break_lines(const Paragraph& paragraph, int width, Style style, Fonts::Inside& fonts, TextBlock& block) {
  std::size_t line_start = 0, fits = 0;  // [line_start, fits) is known to fit
  const auto finish = [&](std::size_t end) {
    block.lines.push_back(line_of(paragraph, line_start, end, style, fonts));
    line_start = fits = end;
  };
  for (std::size_t i = 0; i < paragraph.letters.size(); ++i) {
    const bool must = paragraph.breaks[i] == LINEBREAK_MUSTBREAK, may = must || paragraph.breaks[i] == LINEBREAK_ALLOWBREAK;
    if (!may && i + 1 < paragraph.letters.size()) continue;
    const std::size_t end = i + 1;
    while (width > 0 && line_of(paragraph, line_start, end, style, fonts).width > width) {
      if (fits > line_start) {
        finish(fits);
      } else {
        block.broken_word = true;
        const std::size_t cut = forced_end(paragraph, line_start, end, width, style, fonts);
        if (cut == end) break;  // one letter wider than the width: it stands out
        finish(cut);
      }
    }
    fits = end;
    if (must && paragraph.letters[i] == '\n') finish(end);
  }
  if (line_start < paragraph.letters.size() || block.lines.empty()) finish(paragraph.letters.size());
}

/// Room above and beneath the baseline: the Latin font's, and more where other scripts' letters reach farther.
void measure_height(TextBlock& block, Style style, Fonts::Inside& fonts) {
  int above = 0, beneath = 0;
  if (TTF_Font* latin = fonts.open(0, style.pixels, style.weight)) {
    above = TTF_FontAscent(latin);
    beneath = TTF_FontHeight(latin) - above;
  }
  for (const TextLine& line : block.lines)
    for (const TextRun& run : line.runs) {
      if (run.font == 0) continue;
      const auto ink = fonts.ink_of(run, style.pixels, style.weight);
      above = std::max(above, ink.above);
      beneath = std::max(beneath, ink.beneath);
    }
  block.ascent = above;
  block.line_height = above + beneath;
  for (const TextLine& line : block.lines) block.size.width = std::max(block.size.width, line.width);
  block.size.height = block.line_height * static_cast<int>(block.lines.size());
}

}  // namespace

const TextBlock& Fonts::lay_out(std::string_view text, int pixels, Weight weight, int width, Direction direction) {
  const Inside::BlockKey key{std::string(text), pixels, weight, width, direction};
  if (const TextBlock* known = inside_->blocks.find(key)) return *known;
  Paragraph paragraph;
  paragraph.letters = code_points(text);
  std::replace_if(paragraph.letters.begin(), paragraph.letters.end(), [](char32_t c) { return c < ' ' && c != '\n'; }, U' ');
  TextBlock block;
  block.pixels = pixels;
  block.weight = weight;
  const Style style{pixels, weight};
  if (!paragraph.letters.empty()) {
    find_levels(paragraph, direction);
    find_breaks(paragraph);
    find_fonts(paragraph, *inside_);
    break_lines(paragraph, width, style, *inside_, block);
  }
  measure_height(block, style, *inside_);
  return inside_->blocks.keep(key, std::move(block), 1);
}

}  // namespace vestibule::ui
