#include "escpos.hpp"

#include <algorithm>

namespace vestibule::kiosk {
namespace {

// Cheap printers hold about 4 KB before they stall: 48 rows of 72 bytes stay below.
constexpr int band_rows = 48;
constexpr int feed_lines = 4;

char byte(int value) { return static_cast<char>(static_cast<unsigned char>(value)); }

void append_band(std::string& bytes, const Raster& ticket, int top, int rows) {
  const int width = ticket.row_bytes();
  bytes += {'\x1d', 'v', '0', '\0', byte(width & 0xff), byte(width >> 8), byte(rows & 0xff), byte(rows >> 8)};
  for (int y = top; y < top + rows; ++y)
    std::transform(ticket.row(y), ticket.row(y) + width, std::back_inserter(bytes),
                   [](std::uint8_t b) { return static_cast<char>(b); });
}

}  // namespace

std::vector<std::string> escpos_bands(const Raster& ticket) {
  std::vector<std::string> bands{"\x1b@"};
  for (int top = 0; top < ticket.height(); top += band_rows)
    append_band(bands.emplace_back(), ticket, top, std::min(band_rows, ticket.height() - top));
  bands.push_back({'\x1b', 'd', byte(feed_lines)});
  bands.push_back({'\x1d', 'V', 66, '\0'});
  return bands;
}

std::string escpos(const Raster& ticket) {
  std::string bytes;
  for (const auto& band : escpos_bands(ticket)) bytes += band;
  return bytes;
}

}  // namespace vestibule::kiosk
