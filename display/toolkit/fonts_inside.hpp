#pragma once
// What Fonts keeps: open fonts, layouts and rendered runs, each under a fixed bound.

#include <array>
#include <boost/interprocess/mapped_region.hpp>
#include <filesystem>
#include <list>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "sdl.hpp"
#include "vestibule/ui/fonts.hpp"

namespace vestibule::ui {

/// The newest entries up to a total weight; the one unused for longest goes first.
template <class Key, class Value>
class Recent {
 public:
  explicit Recent(std::size_t limit) : limit_(limit) {}

  Value* find(const Key& key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->value;
  }
  Value& keep(const Key& key, Value value, std::size_t weight) {
    entries_.push_front({key, std::move(value), weight});
    index_[key] = entries_.begin();
    total_ += weight;
    while (total_ > limit_ && entries_.size() > 1) {
      total_ -= entries_.back().weight;
      index_.erase(entries_.back().key);
      entries_.pop_back();
    }
    return entries_.front().value;
  }

  void clear() {
    index_.clear();
    entries_.clear();
    total_ = 0;
  }

 private:
  struct Entry {
    Key key;
    Value value;
    std::size_t weight;
  };
  std::size_t limit_;
  std::size_t total_ = 0;
  std::list<Entry> entries_;
  std::map<Key, typename std::list<Entry>::iterator> index_;
};

/// A font for one script, in two weights. `index` is the face inside a collection; `scale` makes scripts of one em look
/// equally large.
struct FontFile {
  const char* script;  // ISO 15924
  const char* regular;
  const char* bold;
  long index;
  double scale;
  const char* package;
};
inline constexpr std::array<FontFile, 6> font_files{{
    {"Latn", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf", 0, 1.0, "fonts-noto-core"},
    {"Arab", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf", 0, 1.12, "fonts-noto-core"},
    {"Hebr", "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf", 0, 1.05, "fonts-noto-core"},
    {"Deva", "NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf", 0, 1.0, "fonts-noto-core"},
    {"Zyyy", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", 0, 1.0, "fonts-dejavu-core"},         // symbols
    {"Hani", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", 2, 1.0, "fonts-noto-cjk"},  // 2: simplified Chinese
}};
inline constexpr int any_size = 16;
inline constexpr std::size_t no_font = font_files.size();

struct Fonts::Inside {
  explicit Inside(const std::filesystem::path& installed);
  ~Inside();
  Inside(const Inside&) = delete;

  /// The open font, whatever its size is at the moment; null if its file is not installed.
  TTF_Font* face(std::size_t font, Weight weight);
  /// The same at that size, until the next call.
  TTF_Font* open(std::size_t font, int pixels, Weight weight);
  /// The run as a picture in that colour; null for an empty one. Valid until the next call.
  SDL_Surface* render(const TextRun& run, int pixels, Weight weight, Colour colour);
  /// The first font that has a glyph; `preferred` is asked first. `no_font` if none has.
  std::size_t font_for(char32_t letter, std::size_t preferred);
  /// How far the drawn letters reach above and beneath the baseline. Declared heights of fonts allow for every mark there is:
  /// lines of ordinary Arabic would stand twice as far apart as they must.
  struct Ink {
    int above = 0;
    int beneath = 0;
  };
  Ink ink_of(const TextRun& run, int pixels, Weight weight);
  int width_of(const std::string& text, std::size_t font, int pixels, Weight weight, bool right_to_left);

  using BlockKey = std::tuple<std::string, int, Weight, int, Direction>;
  using RunKey = std::tuple<std::string, std::size_t, bool, int, Weight, Colour>;

  SDL_RWops* bytes_of(const std::filesystem::path& file);

  std::map<std::string, std::filesystem::path> files;  // by file name
  std::map<std::filesystem::path, boost::interprocess::mapped_region> mapped;  // those that fonts are open of: outlives them
  // Each open font costs up to two megabytes, as its tables are copied for the shaper: one for all sizes, which are set in
  // turns. What that loses, the drawn runs below keep.
  struct Face {
    FontPtr font;
    int size = any_size;
  };
  std::map<std::pair<std::size_t, Weight>, Face> faces;
  Recent<BlockKey, TextBlock> blocks{2000};
  using InkKey = std::tuple<std::string, std::size_t, int, Weight>;
  Recent<InkKey, Ink> inks{2000};
  Recent<RunKey, SurfacePtr> runs{6u << 20};  // bytes of pixels
};

}  // namespace vestibule::ui
