#pragma once
// SDL's handles as owners, and the conversions. Private to the toolkit: no other code of ours includes SDL.

#include <SDL.h>
#include <SDL_ttf.h>

#include <memory>

#include "vestibule/ui/geometry.hpp"

namespace vestibule::ui {

struct Free {
  void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
  void operator()(TTF_Font* font) const { TTF_CloseFont(font); }
  void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
using SurfacePtr = std::unique_ptr<SDL_Surface, Free>;
using FontPtr = std::unique_ptr<TTF_Font, Free>;
using WindowPtr = std::unique_ptr<SDL_Window, Free>;

inline SDL_Rect to_sdl(const Rect& rect) { return {rect.x, rect.y, rect.width, rect.height}; }
inline SDL_Color to_sdl(Colour colour) { return {colour.red, colour.green, colour.blue, colour.alpha}; }
inline Uint32 mapped(const SDL_Surface& surface, Colour colour) {
  return SDL_MapRGBA(surface.format, colour.red, colour.green, colour.blue, colour.alpha);
}

}  // namespace vestibule::ui
