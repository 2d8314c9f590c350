#pragma once
// A picture in memory: an icon, a photograph, a QR code, a screenshot.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "vestibule/result.hpp"
#include "vestibule/ui/geometry.hpp"

namespace vestibule::ui {

class Picture {
 public:
  /// Reads a PNG or JPEG file.
  static Result<Picture> read(const std::filesystem::path& file);
  /// Reads an SVG file, drawn to fit `size` pixels. Shapes that are black are drawn in `ink`.
  static Result<Picture> read_svg(const std::filesystem::path& file, Size size, Colour ink);
  /// From rows of colours, top left first; `pixels` holds width x height of them.
  static Picture from(Size size, const std::vector<Colour>& pixels);

  Picture(Picture&&) noexcept;
  Picture& operator=(Picture&&) noexcept;
  ~Picture();

  Size size() const;
  Colour at(Point point) const;
  Result<> save_png(const std::filesystem::path& file) const;
  /// The bytes of a PNG file.
  Result<std::string> png() const;
  /// Each pixel the mean of those it stands for: for making it smaller.
  Picture scaled(Size size) const;

  struct Inside;
  const Inside& inside() const { return *inside_; }

 private:
  friend class Canvas;
  explicit Picture(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// What goes into a message: the bytes of a PNG as base64.
struct SmallPicture {
  Size size;
  std::string png;
};
/// As large as `most` bytes of base64 allow, and at most 640 pixels either way.
Result<SmallPicture> small_picture(const Picture& whole, std::size_t most);

/// How two pictures of one size differ: the share of pixels (0 to 1) whose largest channel difference is above `tolerance`.
/// 1 if the sizes differ.
double difference(const Picture& a, const Picture& b, int tolerance);

}  // namespace vestibule::ui
