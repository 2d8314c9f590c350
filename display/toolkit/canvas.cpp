#include "vestibule/ui/canvas.hpp"

#include <cmath>
#include <stdexcept>

#include "canvas_inside.hpp"
#include "fonts_inside.hpp"

namespace vestibule::ui {

namespace {

/// How much of the pixel at distance `d` from a circle's centre the circle of that radius covers.
double coverage(double d, double radius) { return std::clamp(radius - d + 0.5, 0.0, 1.0); }

std::uint32_t blended(std::uint32_t below, Colour colour, double amount) {
  const auto mix = [&](unsigned shift, std::uint8_t above) {
    const double old = (below >> shift) & 0xFFu;
    return static_cast<std::uint32_t>(std::lround(old + (above - old) * amount)) << shift;
  };
  return mix(16, colour.red) | mix(8, colour.green) | mix(0, colour.blue);
}

/// Paints the corner squares of `area`: `inner` is the radius of what stays free of it (0: nothing does).
void paint_corners(SDL_Surface& surface, const Rect& clip, const Rect& area, int radius, int thickness, Colour colour) {
  const double alpha = colour.alpha / 255.0;
  for (int dy = 0; dy < radius; ++dy) {
    for (int dx = 0; dx < radius; ++dx) {
      const double d = std::hypot(radius - dx - 0.5, radius - dy - 0.5);
      double amount = coverage(d, radius);
      if (thickness > 0) amount -= coverage(d, radius - thickness);
      if (amount <= 0) continue;
      for (const Point p : {Point{area.x + dx, area.y + dy}, Point{area.right() - 1 - dx, area.y + dy},
                            Point{area.x + dx, area.bottom() - 1 - dy}, Point{area.right() - 1 - dx, area.bottom() - 1 - dy}}) {
        if (!clip.contains(p)) continue;
        auto* row = static_cast<std::uint8_t*>(surface.pixels) + static_cast<std::ptrdiff_t>(p.y) * surface.pitch;
        auto& pixel = reinterpret_cast<std::uint32_t*>(row)[p.x];
        pixel = blended(pixel, colour, amount * alpha);
      }
    }
  }
}

}  // namespace

Canvas::Canvas(Size size, Fonts& fonts) : inside_(std::make_unique<Inside>()), fonts_(fonts) {
  inside_->surface.reset(SDL_CreateRGBSurfaceWithFormat(0, size.width, size.height, 32, SDL_PIXELFORMAT_RGB888));
  if (!inside_->surface) throw std::runtime_error(std::string("no memory for a canvas: ") + SDL_GetError());
  inside_->rows.resize(static_cast<std::size_t>(size.height));
  clip({0, 0, size.width, size.height});
}

Canvas::~Canvas() = default;

Size Canvas::size() const { return {inside_->surface->w, inside_->surface->h}; }

void Canvas::clip(const Rect& area) {
  clip_ = intersection(area, {0, 0, size().width, size().height});
  const SDL_Rect rect = to_sdl(clip_);
  SDL_SetClipRect(inside_->surface.get(), &rect);
  for (int y = clip_.y; y < clip_.bottom(); ++y) inside_->rows[static_cast<std::size_t>(y)].known = false;
}

void Canvas::fill(const Rect& area, Colour colour) {
  const Rect seen = intersection(area, clip_);
  if (seen.empty()) return;
  const SDL_Rect rect = to_sdl(seen);
  if (colour.alpha == 255) {
    SDL_FillRect(inside_->surface.get(), &rect, mapped(*inside_->surface, colour));
    return;
  }
  SurfacePtr veil(SDL_CreateRGBSurfaceWithFormat(0, 1, 1, 32, SDL_PIXELFORMAT_ARGB8888));
  SDL_FillRect(veil.get(), nullptr, mapped(*veil, colour));
  SDL_Rect target = rect;
  SDL_BlitScaled(veil.get(), nullptr, inside_->surface.get(), &target);
}

void Canvas::fill_rounded(const Rect& area, int radius, Colour colour) {
  radius = std::clamp(radius, 0, std::min(area.width, area.height) / 2);
  fill({area.x + radius, area.y, area.width - 2 * radius, radius}, colour);
  fill({area.x, area.y + radius, area.width, area.height - 2 * radius}, colour);
  fill({area.x + radius, area.bottom() - radius, area.width - 2 * radius, radius}, colour);
  paint_corners(*inside_->surface, clip_, area, radius, 0, colour);
}

void Canvas::outline(const Rect& area, int radius, int thickness, Colour colour) {
  radius = std::clamp(radius, 0, std::min(area.width, area.height) / 2);
  const int end = std::max(radius, thickness);
  fill({area.x + radius, area.y, area.width - 2 * radius, thickness}, colour);
  fill({area.x + radius, area.bottom() - thickness, area.width - 2 * radius, thickness}, colour);
  fill({area.x, area.y + end, thickness, area.height - 2 * end}, colour);
  fill({area.right() - thickness, area.y + end, thickness, area.height - 2 * end}, colour);
  paint_corners(*inside_->surface, clip_, area, radius, thickness, colour);
}

void Canvas::draw(const Picture& picture, const Rect& area) {
  if (intersection(area, clip_).empty()) return;
  SDL_Rect target = to_sdl(area);
  SDL_Surface* from = picture.inside().surface.get();
  if (area.size() == picture.size()) SDL_BlitSurface(from, nullptr, inside_->surface.get(), &target);
  else SDL_BlitScaled(from, nullptr, inside_->surface.get(), &target);
}

void Canvas::draw(const TextBlock& text, const Rect& area, Align align, Colour colour) {
  int top = area.y;
  for (const TextLine& line : text.lines) {
    const int spare = area.width - line.width;
    const int left = area.x + (align == Align::start ? 0 : align == Align::centre ? spare / 2 : spare);
    const Rect row{left, top, line.width, text.line_height};
    for (const TextRun& run : line.runs) {
      if (intersection(row, clip_).empty()) break;
      SDL_Surface* rendered = fonts_.inside().render(run, text.pixels, text.weight, colour);
      if (!rendered) continue;
      TTF_Font* font = fonts_.inside().open(run.font, text.pixels, text.weight);
      SDL_Rect target{left + run.x, top + text.ascent - TTF_FontAscent(font), 0, 0};
      SDL_BlitSurface(rendered, nullptr, inside_->surface.get(), &target);
    }
    top += text.line_height;
  }
}

Picture Canvas::picture() const {
  auto copy = std::make_unique<Picture::Inside>();
  copy->surface.reset(SDL_DuplicateSurface(inside_->surface.get()));
  return Picture(std::move(copy));
}

Result<> Canvas::save_png(const std::filesystem::path& file) const { return picture().save_png(file); }

}  // namespace vestibule::ui
