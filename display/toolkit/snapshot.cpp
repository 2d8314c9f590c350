// Pictures of the screen for somebody who is not there: told apart by a hash, made small, put into bytes.

#include <SDL_image.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "canvas_inside.hpp"

namespace vestibule::ui {

namespace {

const std::uint32_t* row_of(const SDL_Surface& surface, int y) {
  return reinterpret_cast<const std::uint32_t*>(static_cast<const std::uint8_t*>(surface.pixels) + static_cast<std::ptrdiff_t>(y) * surface.pitch);
}

constexpr std::uint64_t prime = 0x100000001b3;
constexpr std::uint32_t seen = 0xFFFFFF;  // of a pixel: the fourth byte means nothing

/// FNV-1a, in eight lanes side by side: a multiplication need not wait for the one before it.
void look_at(std::span<const std::uint32_t> row, std::uint64_t& hash_of_all, std::uint32_t& others) {
  constexpr std::size_t lanes = 8;
  std::array<std::uint64_t, lanes> hash;
  hash.fill(0xcbf29ce484222325);
  others = 0;
  const auto take = [&](std::size_t x, std::size_t lane) {
    const std::uint32_t pixel = row[x] & seen;
    hash[lane] = (hash[lane] ^ pixel) * prime;
    others |= pixel ^ (row[0] & seen);
  };
  std::size_t x = 0;
  for (; x + lanes <= row.size(); x += lanes)
    for (std::size_t lane = 0; lane < lanes; ++lane) take(x + lane, lane);
  for (; x < row.size(); ++x) take(x, 0);
  hash_of_all = 0;
  for (const std::uint64_t lane : hash) hash_of_all = (hash_of_all ^ lane) * prime;
}

/// The mean of the pixels in `from`, channel by channel.
Colour mean(const Picture& picture, const Rect& from) {
  std::int64_t red = 0, green = 0, blue = 0, alpha = 0;
  for (int y = from.y; y < from.bottom(); ++y)
    for (int x = from.x; x < from.right(); ++x) {
      const Colour pixel = picture.at({x, y});
      red += pixel.red, green += pixel.green, blue += pixel.blue, alpha += pixel.alpha;
    }
  const auto share = [&](std::int64_t sum) { return static_cast<std::uint8_t>(sum / from.area()); };
  return {share(red), share(green), share(blue), share(alpha)};
}

std::string base64(const std::string& bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t at) { return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0u; };
    const unsigned three = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    for (const unsigned shift : {18u, 12u, 6u, 0u}) text += digits[three >> shift & 63u];
  }
  const std::size_t empty = (3 - bytes.size() % 3) % 3;
  return text.replace(text.size() - empty, empty, std::string(empty, '='));
}

}  // namespace

Fingerprint Canvas::fingerprint() const {
  const SDL_Surface& surface = *inside_->surface;
  const std::uint32_t first = *row_of(surface, 0);
  std::uint64_t whole = 0;
  std::uint32_t others = 0;
  for (int y = 0; y < surface.h; ++y) {
    Inside::Row& row = inside_->rows[static_cast<std::size_t>(y)];
    if (!row.known) look_at({row_of(surface, y), static_cast<std::size_t>(surface.w)}, row.hash, row.others);
    row.known = y < clip_.y || y >= clip_.bottom();  // inside the clip drawing may go on
    whole = (whole ^ row.hash) * prime;
    others |= row.others | ((*row_of(surface, y) ^ first) & seen);
  }
  return {whole, others == 0};
}

Picture Picture::scaled(Size size) const {
  const Size own = this->size();
  std::vector<Colour> pixels;
  pixels.reserve(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const int left = x * own.width / size.width, top = y * own.height / size.height;
      const int right = std::max(left + 1, (x + 1) * own.width / size.width), bottom = std::max(top + 1, (y + 1) * own.height / size.height);
      pixels.push_back(mean(*this, {left, top, right - left, bottom - top}));
    }
  return from(size, pixels);
}

Result<std::string> Picture::png() const {
  SDL_Surface* surface = inside_->surface.get();
  std::string bytes(static_cast<std::size_t>(surface->w) * static_cast<std::size_t>(surface->h) * 4 + 65'536, '\0');
  SDL_RWops* sink = SDL_RWFromMem(bytes.data(), static_cast<int>(bytes.size()));
  if (!sink || IMG_SavePNG_RW(surface, sink, 0) != 0) {
    if (sink) SDL_RWclose(sink);
    return fail(Code::internal, "cannot make a PNG: {}", IMG_GetError());
  }
  bytes.resize(static_cast<std::size_t>(SDL_RWtell(sink)));
  SDL_RWclose(sink);
  return bytes;
}

Result<SmallPicture> small_picture(const Picture& whole, std::size_t most) {
  const Size own = whole.size();
  for (int longer = 640; longer >= 80; longer = longer * 3 / 4) {
    const double scale = std::min(1.0, static_cast<double>(longer) / std::max(own.width, own.height));
    const Size size{std::max(1, static_cast<int>(own.width * scale)), std::max(1, static_cast<int>(own.height * scale))};
    VESTIBULE_TRY(const std::string bytes, whole.scaled(size).png());
    std::string text = base64(bytes);
    if (text.size() <= most) return SmallPicture{size, std::move(text)};
  }
  return fail(Code::internal, "no picture of the screen is small enough to be sent");
}

}  // namespace vestibule::ui
