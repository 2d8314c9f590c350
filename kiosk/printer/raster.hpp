#pragma once
// Paper: dots that are black or not.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vestibule::kiosk {

/// Rows of dots packed as a printer wants them: eight to a byte, the leftmost in the highest bit, rows on whole bytes.
class Raster {
 public:
  Raster(int width, int height)
      : width_(width), height_(height), bits_(static_cast<std::size_t>(row_bytes()) * static_cast<std::size_t>(height)) {}

  int width() const { return width_; }
  int height() const { return height_; }
  int row_bytes() const { return (width_ + 7) / 8; }
  const std::uint8_t* row(int y) const { return bits_.data() + offset(y); }

  bool black(int x, int y) const { return (bits_[offset(y) + static_cast<std::size_t>(x / 8)] >> (7 - x % 8)) & 1; }
  void blacken(int x, int y) {
    auto& byte = bits_[offset(y) + static_cast<std::size_t>(x / 8)];
    byte = static_cast<std::uint8_t>(byte | (0x80 >> (x % 8)));
  }

  friend bool operator==(const Raster&, const Raster&) = default;

 private:
  std::size_t offset(int y) const { return static_cast<std::size_t>(y) * static_cast<std::size_t>(row_bytes()); }

  int width_;
  int height_;
  std::vector<std::uint8_t> bits_;
};

}  // namespace vestibule::kiosk
