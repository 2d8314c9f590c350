#pragma once
// Text in any script: which font has the letters, which way they run, where lines break. Owner's thread only.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vestibule/result.hpp"
#include "vestibule/ui/geometry.hpp"

namespace vestibule::ui {

enum class Weight { regular, bold };

/// One stretch of a line: one font, one direction.
struct TextRun {
  std::string text;       ///< UTF-8, in the order it is read
  std::size_t font = 0;   ///< which script's font, as Fonts counts them
  bool right_to_left = false;
  int x = 0;              ///< from the line's left edge
  int width = 0;
};

struct TextLine {
  std::vector<TextRun> runs;  ///< from left to right
  int width = 0;
};

/// A paragraph laid out to a width. Lines are `line_height` apart; the first baseline is at `ascent`.
struct TextBlock {
  std::vector<TextLine> lines;
  Size size;
  int ascent = 0;
  int line_height = 0;
  int pixels = 0;
  Weight weight = Weight::regular;
  bool broken_word = false;  ///< a word was wider than the width and had to be cut
};

class Fonts {
 public:
  /// Looks for the fonts of Debian's fonts-noto-core, fonts-noto-cjk and fonts-dejavu-core beneath `installed` and in
  /// the assets. `unavailable` if there is none for Latin; names the package.
  static Result<std::unique_ptr<Fonts>> find(const std::filesystem::path& installed = "/usr/share/fonts");
  ~Fonts();

  /// Breaks `text` (UTF-8; bad bytes become U+FFFD) into lines no wider than `width` pixels; `width` 0: only at newlines.
  /// `pixels` is the height of the em square. The result stays valid until the next call.
  const TextBlock& lay_out(std::string_view text, int pixels, Weight weight, int width, Direction direction);

  /// How high a Latin capital letter stands above the baseline, in pixels.
  int capital_height(int pixels, Weight weight);

  /// The code points no font has a glyph for: a picture with a box in it.
  std::vector<char32_t> missing(std::string_view text);

  /// What to tell whoever looks after the screen if letters of `text` are missing, with the packages to install; else empty.
  std::string lack(std::string_view text);

  /// Forgets every text that was drawn; with `files` it closes the fonts, too, and gives their memory back. What is needed
  /// again is made again.
  enum class Forget { texts, files };
  void forget(Forget what);

  struct Inside;
  Inside& inside() { return *inside_; }

 private:
  explicit Fonts(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace vestibule::ui
