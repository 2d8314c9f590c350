#include "vestibule/ui/fonts.hpp"

#include <algorithm>
#include <boost/interprocess/file_mapping.hpp>
#include <cmath>
#include <set>
#include <stdexcept>

#include <fmt/ranges.h>

#include "fonts_inside.hpp"
#include "unicode.hpp"
#include "vestibule/ui/data.hpp"

namespace vestibule::ui {

namespace fs = std::filesystem;

namespace {

void note_files(const fs::path& folder, std::map<std::string, fs::path>& files) {
  std::error_code error;
  const auto options = fs::directory_options::skip_permission_denied;
  for (auto entry = fs::recursive_directory_iterator(folder, options, error); !error && entry != fs::recursive_directory_iterator{};
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const bool wanted = std::any_of(font_files.begin(), font_files.end(), [&](const FontFile& font) { return name == font.regular || name == font.bold; });
    if (wanted) files.emplace(name, entry->path());
  }
}

/// The font that is there for a letter, installed or not.
const FontFile& meant_for(char32_t letter) {
  const auto within = [letter](char32_t first, char32_t last) { return letter >= first && letter <= last; };
  std::string_view script = "Zyyy";
  if (letter < 0x0590) script = "Latn";
  else if (within(0x0590, 0x05FF) || within(0xFB1D, 0xFB4F)) script = "Hebr";
  else if (within(0x0600, 0x077F) || within(0xFB50, 0xFDFF) || within(0xFE70, 0xFEFE)) script = "Arab";
  else if (within(0x0900, 0x097F)) script = "Deva";
  else if (within(0x2E80, 0x9FFF) || within(0xF900, 0xFAFF) || within(0xFF00, 0xFFEF)) script = "Hani";
  return *std::find_if(font_files.begin(), font_files.end(), [&](const FontFile& font) { return script == font.script; });
}

}  // namespace

Fonts::Inside::Inside(const fs::path& installed) {
  if (TTF_Init() != 0) throw std::runtime_error(std::string("SDL_ttf does not start: ") + TTF_GetError());
  if (const auto own = data_file("assets/fonts")) note_files(*own, files);  // first: the site's own files win
  note_files(installed, files);
}

Fonts::Inside::~Inside() {
  faces.clear();  // before the library is closed
  TTF_Quit();
}

TTF_Font* Fonts::Inside::face(std::size_t font, Weight weight) {
  const auto key = std::pair{font, weight};
  if (const auto known = faces.find(key); known != faces.end()) return known->second.font.get();
  const FontFile& file = font_files[font];
  auto found = files.find(weight == Weight::bold ? file.bold : file.regular);
  if (found == files.end()) found = files.find(file.regular);
  Face opened;
  if (found != files.end()) opened.font.reset(TTF_OpenFontIndexRW(bytes_of(found->second), 1, any_size, file.index));
  if (opened.font) {
    TTF_SetFontHinting(opened.font.get(), TTF_HINTING_LIGHT);
    TTF_SetFontScriptName(opened.font.get(), file.script);
  }
  return faces.emplace(key, std::move(opened)).first->second.font.get();
}

TTF_Font* Fonts::Inside::open(std::size_t font, int pixels, Weight weight) {
  TTF_Font* const opened = face(font, weight);
  const int size = static_cast<int>(std::lround(pixels * font_files[font].scale));
  if (opened && std::exchange(faces.at({font, weight}).size, size) != size) TTF_SetFontSize(opened, size);
  return opened;
}

/// Read through the page cache, not by a hundred thousand seeks: SDL's files know no buffer that outlives a seek.
SDL_RWops* Fonts::Inside::bytes_of(const fs::path& file) {
  namespace ipc = boost::interprocess;
  auto found = mapped.find(file);
  try {
    if (found == mapped.end())
      found = mapped.emplace(file, ipc::mapped_region(ipc::file_mapping(file.c_str(), ipc::read_only), ipc::read_only)).first;
  } catch (const ipc::interprocess_exception&) {
    return nullptr;  // gone since it was found; SDL_ttf says so
  }
  return SDL_RWFromConstMem(found->second.get_address(), static_cast<int>(found->second.get_size()));
}

std::size_t Fonts::Inside::font_for(char32_t letter, std::size_t preferred) {
  const auto has = [&](std::size_t font) {
    TTF_Font* opened = face(font, Weight::regular);
    return opened && TTF_GlyphIsProvided32(opened, letter);
  };
  // Letters and digits of Latin always look the same; other signs go with their neighbours if those can draw them.
  const bool latin_word = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
  if (!latin_word && preferred < no_font && has(preferred)) return preferred;
  for (std::size_t font = 0; font < font_files.size(); ++font)
    if (has(font)) return font;
  return no_font;
}

int Fonts::Inside::width_of(const std::string& text, std::size_t font, int pixels, Weight weight, bool right_to_left) {
  TTF_Font* opened = open(font, pixels, weight);
  if (!opened) return 0;
  TTF_SetFontDirection(opened, right_to_left ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
  int width = 0;
  TTF_SizeUTF8(opened, text.c_str(), &width, nullptr);
  return width;
}

SDL_Surface* Fonts::Inside::render(const TextRun& run, int pixels, Weight weight, Colour colour) {
  if (run.text.empty() || run.width == 0) return nullptr;
  const RunKey key{run.text, run.font, run.right_to_left, pixels, weight, colour};
  if (SurfacePtr* known = runs.find(key)) return known->get();
  TTF_Font* opened = open(run.font, pixels, weight);
  if (!opened) return nullptr;
  TTF_SetFontDirection(opened, run.right_to_left ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
  SurfacePtr surface(TTF_RenderUTF8_Blended(opened, run.text.c_str(), to_sdl(colour)));
  const std::size_t bytes = surface ? static_cast<std::size_t>(surface->pitch) * static_cast<std::size_t>(surface->h) : 1;
  return runs.keep(key, std::move(surface), bytes).get();
}

Fonts::Inside::Ink Fonts::Inside::ink_of(const TextRun& run, int pixels, Weight weight) {
  const InkKey key{run.text, run.font, pixels, weight};
  if (const Ink* known = inks.find(key)) return *known;
  Ink ink;
  TTF_Font* opened = open(run.font, pixels, weight);
  if (const SDL_Surface* drawn = render(run, pixels, weight, {255, 255, 255, 255}); drawn && opened) {
    const int baseline = TTF_FontAscent(opened);
    for (int y = 0; y < drawn->h; ++y) {
      const auto* row = reinterpret_cast<const Uint32*>(static_cast<const Uint8*>(drawn->pixels) + static_cast<std::ptrdiff_t>(y) * drawn->pitch);
      if (std::none_of(row, row + drawn->w, [](Uint32 pixel) { return pixel >> 24 != 0; })) continue;
      ink = {std::max(ink.above, baseline - y), std::max(ink.beneath, y + 1 - baseline)};
    }
  }
  return inks.keep(key, ink, 1);
}

Fonts::Fonts(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Fonts::~Fonts() = default;

Result<std::unique_ptr<Fonts>> Fonts::find(const fs::path& installed) {
  std::unique_ptr<Fonts> fonts(new Fonts(std::make_unique<Inside>(installed)));
  if (!fonts->inside_->face(0, Weight::regular))
    return fail(Code::unavailable, "no font {} beneath {}: install the Debian package {}", font_files[0].regular,
                installed.string(), font_files[0].package);
  return fonts;
}

void Fonts::forget(Forget what) {
  inside_->blocks.clear();
  inside_->inks.clear();
  inside_->runs.clear();
  if (what == Forget::files) inside_->faces.clear(), inside_->mapped.clear();
}

int Fonts::capital_height(int pixels, Weight weight) {
  int top = pixels;
  if (TTF_Font* latin = inside_->open(0, pixels, weight)) TTF_GlyphMetrics32(latin, 'H', nullptr, nullptr, nullptr, &top, nullptr);
  return top;
}

std::vector<char32_t> Fonts::missing(std::string_view text) {
  std::vector<char32_t> absent;
  for (const char32_t letter : code_points(text))
    if (letter >= ' ' && !invisible(letter) && inside_->font_for(letter, no_font) == no_font) absent.push_back(letter);
  return absent;
}

std::string Fonts::lack(std::string_view text) {
  const auto absent = missing(text);
  std::set<std::string> packages;
  for (const char32_t letter : absent) packages.insert(meant_for(letter).package);
  if (absent.empty()) return {};
  return fmt::format("no font has U+{:04X}{}, boxes stand in its place: install the Debian package {}", static_cast<unsigned>(absent.front()),
                     absent.size() > 1 ? " and more" : "", fmt::join(packages, " and "));
}

}  // namespace vestibule::ui
