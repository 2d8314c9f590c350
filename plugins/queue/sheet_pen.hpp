#pragma once
// Text and boxes on the pages of one PDF, measured from the side where reading starts. Points (1/72 inch).

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>

#include "sheet.hpp"

namespace vestibule::queue {

constexpr double page_width = 595.276, page_height = 841.89, margin = 42, body_width = page_width - 2 * margin;
constexpr double page_end = page_height - margin - 22;  ///< below it stands the page's number

enum class Weight { plain, strong };
struct Style {
  double size = 9;
  Weight weight = Weight::plain;
  double grey = 0.1;
  bool centred = false;
};

template <auto free>
struct Freed {
  template <class T>
  void operator()(T* thing) const { free(thing); }
};

class Pen {
 public:
  /// `pages` is what the footer says there are; 0 while nobody knows.
  Pen(const Sheet& sheet, int pages);

  double y = margin;  ///< where the next thing goes
  int page() const { return page_; }

  /// A new page if so much has no place on this one; whether there was one.
  bool need(double height);
  /// How high the text is in that width.
  double height_of(const std::string& text, double width, const Style& style);
  /// `start` and `width` from the side where reading starts.
  void text(const std::string& text, double start, double top, double width, const Style& style);
  void box(double start, double top, double width, double height, double red, double green, double blue);
  void line(double top);
  /// The last page's number, and the file.
  std::string finish();

 private:
  double left(double start, double width) const { return sheet_.right_to_left ? page_width - margin - start - width : margin + start; }
  void set(const std::string& text, double width, const Style& style);
  void foot();

  const Sheet& sheet_;
  const int pages_;
  int page_ = 1;
  std::string bytes_;
  std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>> surface_;
  std::unique_ptr<cairo_t, Freed<cairo_destroy>> cairo_;
  std::unique_ptr<PangoLayout, Freed<g_object_unref>> layout_;
};

}  // namespace vestibule::queue
