#include "sheet_pen.hpp"

#include <fmt/format.h>

namespace vestibule::queue {
namespace {

cairo_status_t keep(void* bytes, const unsigned char* data, unsigned int count) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), count);
  return CAIRO_STATUS_SUCCESS;
}

void replace(std::string& text, std::string_view place, const std::string& with) {
  if (const auto at = text.find(place); at != text.npos) text.replace(at, place.size(), with);
}

}  // namespace

Pen::Pen(const Sheet& sheet, int pages)
    : sheet_(sheet),
      pages_(pages),
      surface_(cairo_pdf_surface_create_for_stream(keep, &bytes_, page_width, page_height)),
      cairo_(cairo_create(surface_.get())),
      layout_(pango_cairo_create_layout(cairo_.get())) {
  cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, sheet.title.c_str());
  cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, (to_iso(sheet.made).substr(0, 19) + "Z").c_str());
  pango_layout_set_auto_dir(layout_.get(), false);
  PangoContext* context = pango_layout_get_context(layout_.get());
  pango_context_set_base_dir(context, sheet.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_context_set_language(context, pango_language_from_string(sheet.language == "zh" ? "zh-cn" : sheet.language.c_str()));
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
}

void Pen::set(const std::string& text, double width, const Style& style) {
  std::unique_ptr<PangoFontDescription, Freed<pango_font_description_free>> font(pango_font_description_from_string("Noto Sans"));
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(), style.weight == Weight::strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout_.get(), font.get());
  pango_layout_set_alignment(layout_.get(), style.centred ? PANGO_ALIGN_CENTER : sheet_.right_to_left ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
  pango_cairo_update_layout(cairo_.get(), layout_.get());
}

double Pen::height_of(const std::string& text, double width, const Style& style) {
  set(text, width, style);
  int across = 0, down = 0;
  pango_layout_get_size(layout_.get(), &across, &down);
  return static_cast<double>(down) / PANGO_SCALE;
}

void Pen::text(const std::string& text, double start, double top, double width, const Style& style) {
  set(text, width, style);
  cairo_set_source_rgb(cairo_.get(), style.grey, style.grey, style.grey);
  cairo_move_to(cairo_.get(), left(start, width), top);
  pango_cairo_show_layout(cairo_.get(), layout_.get());
}

void Pen::box(double start, double top, double width, double height, double red, double green, double blue) {
  cairo_set_source_rgb(cairo_.get(), red, green, blue);
  cairo_rectangle(cairo_.get(), left(start, width), top, width, height);
  cairo_fill(cairo_.get());
}

void Pen::line(double top) { box(0, top, body_width, 0.5, 0.75, 0.78, 0.82); }

void Pen::foot() {
  std::string said = sheet_.page;
  replace(said, "{page}", std::to_string(page_));
  replace(said, "{pages}", std::to_string(pages_));
  text(said, 0, page_height - margin - 10, body_width, {8, Weight::plain, 0.35, true});
}

bool Pen::need(double height) {
  if (y + height <= page_end || y <= margin) return false;
  foot();
  cairo_show_page(cairo_.get());
  ++page_;
  y = margin;
  return true;
}

std::string Pen::finish() {
  foot();
  cairo_show_page(cairo_.get());
  layout_.reset();
  cairo_.reset();
  cairo_surface_finish(surface_.get());
  return std::move(bytes_);
}

}  // namespace vestibule::queue
