#include "vestibule/ui/picture.hpp"

#include <SDL_image.h>

#include <cmath>
#include <map>

#include "canvas_inside.hpp"

namespace vestibule::ui {

namespace {
SurfacePtr as_argb(SurfacePtr surface) {
  return SurfacePtr(SDL_ConvertSurfaceFormat(surface.get(), SDL_PIXELFORMAT_ARGB8888, 0));
}
void tint(SDL_Surface& surface, Colour ink) {
  for (int y = 0; y < surface.h; ++y) {
    auto* row = reinterpret_cast<Uint32*>(static_cast<Uint8*>(surface.pixels) + static_cast<std::ptrdiff_t>(y) * surface.pitch);
    for (int x = 0; x < surface.w; ++x)
      if ((row[x] & 0x00FFFFFFu) == 0) row[x] |= mapped(surface, {ink.red, ink.green, ink.blue, 0});
  }
}

/// The same picture with a table of its colours, if it has at most 256 and none is translucent: a quarter of the file. Else null.
SurfacePtr with_palette(const SDL_Surface& surface) {
  SurfacePtr indexed(SDL_CreateRGBSurfaceWithFormat(0, surface.w, surface.h, 8, SDL_PIXELFORMAT_INDEX8));
  std::map<Uint32, Uint8> index_of;
  std::vector<SDL_Color> colours;
  for (int y = 0; indexed && y < surface.h; ++y) {
    const auto* from = reinterpret_cast<const Uint32*>(static_cast<const Uint8*>(surface.pixels) + static_cast<std::ptrdiff_t>(y) * surface.pitch);
    auto* to = static_cast<Uint8*>(indexed->pixels) + static_cast<std::ptrdiff_t>(y) * indexed->pitch;
    for (int x = 0; x < surface.w; ++x) {
      const auto [known, fresh] = index_of.try_emplace(from[x], static_cast<Uint8>(colours.size()));
      if (fresh) {
        SDL_Color colour;
        SDL_GetRGBA(from[x], surface.format, &colour.r, &colour.g, &colour.b, &colour.a);
        colours.push_back(colour);
        if (colours.size() > 256 || colour.a != 255) return nullptr;
      }
      to[x] = known->second;
    }
  }
  if (indexed) SDL_SetPaletteColors(indexed->format->palette, colours.data(), 0, static_cast<int>(colours.size()));
  return indexed;
}
}  // namespace

Picture::Picture(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Picture::Picture(Picture&&) noexcept = default;
Picture& Picture::operator=(Picture&&) noexcept = default;
Picture::~Picture() = default;

Result<Picture> Picture::read(const std::filesystem::path& file) {
  SurfacePtr loaded(IMG_Load(file.c_str()));
  if (!loaded) return fail(Code::invalid, "{} is not a picture this program reads: {}", file.string(), IMG_GetError());
  auto inside = std::make_unique<Inside>();
  inside->surface = as_argb(std::move(loaded));
  return Picture(std::move(inside));
}

Result<Picture> Picture::read_svg(const std::filesystem::path& file, Size size, Colour ink) {
  SDL_RWops* source = SDL_RWFromFile(file.c_str(), "rb");
  SurfacePtr loaded(source ? IMG_LoadSizedSVG_RW(source, size.width, size.height) : nullptr);
  if (source) SDL_RWclose(source);
  if (!loaded) return fail(Code::invalid, "{} is not an SVG picture: {}", file.string(), IMG_GetError());
  auto inside = std::make_unique<Inside>();
  inside->surface = as_argb(std::move(loaded));
  tint(*inside->surface, ink);
  return Picture(std::move(inside));
}

Picture Picture::from(Size size, const std::vector<Colour>& pixels) {
  auto inside = std::make_unique<Inside>();
  inside->surface.reset(SDL_CreateRGBSurfaceWithFormat(0, size.width, size.height, 32, SDL_PIXELFORMAT_ARGB8888));
  auto next = pixels.begin();
  for (int y = 0; y < size.height; ++y) {
    auto* row = reinterpret_cast<Uint32*>(static_cast<Uint8*>(inside->surface->pixels) + static_cast<std::ptrdiff_t>(y) * inside->surface->pitch);
    for (int x = 0; x < size.width && next != pixels.end(); ++x) row[x] = mapped(*inside->surface, *next++);
  }
  return Picture(std::move(inside));
}

Size Picture::size() const { return {inside_->surface->w, inside_->surface->h}; }

Colour Picture::at(Point point) const {
  const SDL_Surface& surface = *inside_->surface;
  const auto* row = static_cast<const Uint8*>(surface.pixels) + static_cast<std::ptrdiff_t>(point.y) * surface.pitch;
  Colour colour;
  SDL_GetRGBA(reinterpret_cast<const Uint32*>(row)[point.x], surface.format, &colour.red, &colour.green, &colour.blue, &colour.alpha);
  return colour;
}

Result<> Picture::save_png(const std::filesystem::path& file) const {
  const SurfacePtr indexed = with_palette(*inside_->surface);
  std::filesystem::path part = file;
  part += ".part";  // who waits for the file never finds half of it
  if (IMG_SavePNG(indexed ? indexed.get() : inside_->surface.get(), part.c_str()) != 0)
    return fail(Code::unavailable, "cannot write the picture {}: {}", file.string(), IMG_GetError());
  std::error_code error;
  std::filesystem::rename(part, file, error);
  if (error) return fail(Code::unavailable, "cannot write the picture {}: {}", file.string(), error.message());
  return {};
}

double difference(const Picture& a, const Picture& b, int tolerance) {
  if (a.size() != b.size()) return 1;
  std::int64_t differing = 0;
  for (int y = 0; y < a.size().height; ++y)
    for (int x = 0; x < a.size().width; ++x) {
      const Colour p = a.at({x, y}), q = b.at({x, y});
      const int most = std::max({std::abs(p.red - q.red), std::abs(p.green - q.green), std::abs(p.blue - q.blue)});
      if (most > tolerance) ++differing;
    }
  return static_cast<double>(differing) / static_cast<double>(Rect{0, 0, a.size().width, a.size().height}.area());
}

}  // namespace vestibule::ui
