#include "sheet.hpp"

#include <algorithm>
#include <numeric>

#include "sheet_pen.hpp"

namespace vestibule::queue {
namespace {

constexpr double gap = 5;
constexpr double bars_height = 110;

void draw_title(Pen& pen, const Sheet& sheet) {
  const Style title{18, Weight::strong}, line{10, Weight::plain, 0.3};
  pen.text(sheet.title, 0, pen.y, body_width, title);
  pen.y += pen.height_of(sheet.title, body_width, title) + 2;
  for (const auto& text : sheet.lines) {
    pen.text(text, 0, pen.y, body_width, line);
    pen.y += pen.height_of(text, body_width, line);
  }
  pen.y += 14;
}

void draw_heading(Pen& pen, const std::string& text) {
  const Style style{12, Weight::strong};
  pen.text(text, 0, pen.y, body_width, style);
  pen.y += pen.height_of(text, body_width, style) + 4;
}

void draw_legend(Pen& pen, const Bars& bars) {
  const Style style{8, Weight::plain, 0.25};
  pen.box(0, pen.y + 2, 8, 8, 0.70, 0.76, 0.83);
  pen.text(bars.whole, 13, pen.y, 180, style);
  pen.box(200, pen.y + 2, 8, 8, 0.04, 0.31, 0.54);
  pen.text(bars.part, 213, pen.y, 180, style);
  pen.y += 22;
}

/// The first bar stands where reading starts.
void draw_bars(Pen& pen, const Bars& bars) {
  if (bars.bars.empty()) return;
  pen.need(bars_height + 70);
  draw_heading(pen, bars.title);
  const int most = std::max(1, std::max_element(bars.bars.begin(), bars.bars.end(), [](const Bar& a, const Bar& b) { return a.whole < b.whole; })->whole);
  const double step = std::min(60.0, body_width / static_cast<double>(bars.bars.size())), width = step * 0.7, floor = pen.y + 12 + bars_height;
  const Style number{7.5, Weight::plain, 0.1, true}, name{step < 24 ? 6.0 : 7.5, Weight::plain, 0.3, true};
  const auto tall = [most](int count) { return bars_height * count / most; };
  double start = 0, lowest = 0;
  for (const Bar& bar : bars.bars) {
    const double inset = start + (step - width) / 2;
    pen.box(inset, floor - tall(bar.whole), width, tall(bar.whole), 0.70, 0.76, 0.83);
    pen.box(inset, floor - tall(bar.part), width, tall(bar.part), 0.04, 0.31, 0.54);
    pen.text(std::to_string(bar.whole), start, floor - tall(bar.whole) - 11, step, number);
    pen.text(bar.name, start, floor + 3, step, name);
    lowest = std::max(lowest, pen.height_of(bar.name, step, name));
    start += step;
  }
  pen.line(floor);
  pen.y = floor + lowest + 10;
  draw_legend(pen, bars);
}

/// The cells side by side; how high they are together.
double draw_row(Pen& pen, const SheetTable& table, const std::vector<std::string>& cells, const Style& style, bool paint) {
  const double all = std::accumulate(table.shares.begin(), table.shares.end(), 0);
  double start = 0, height = 0;
  for (std::size_t i = 0; i < cells.size() && i < table.shares.size(); ++i) {
    const double width = body_width * table.shares[i] / all;
    height = std::max(height, pen.height_of(cells[i], width - gap, style));
    if (paint) pen.text(cells[i], start, pen.y, width - gap, style);
    start += width;
  }
  return height;
}

void draw_heads(Pen& pen, const SheetTable& table) {
  const Style style{8, Weight::strong, 0.3};
  pen.y += draw_row(pen, table, table.heads, style, true) + 3;
  pen.line(pen.y);
  pen.y += 3;
}

void draw_table(Pen& pen, const SheetTable& table) {
  pen.need(80);
  if (!table.title.empty()) draw_heading(pen, table.title);
  const Style style{8.5};
  if (!table.rows.empty()) draw_heads(pen, table);
  for (const auto& row : table.rows) {
    if (pen.need(draw_row(pen, table, row, style, false) + 5)) draw_heads(pen, table);
    pen.y += draw_row(pen, table, row, style, true) + 2;
    pen.line(pen.y);
    pen.y += 3;
  }
  if (!table.note.empty()) {
    pen.need(16);
    pen.text(table.note, 0, pen.y + 2, body_width, {8.5, Weight::plain, 0.35});
    pen.y += 14;
  }
  pen.y += 14;
}

void draw(Pen& pen, const Sheet& sheet) {
  draw_title(pen, sheet);
  draw_bars(pen, sheet.bars);
  for (const auto& table : sheet.tables) draw_table(pen, table);
}

}  // namespace

/// Drawn twice: how many pages there are is known at the end, and stands on each.
std::string pdf_of(const Sheet& sheet) {
  Pen first(sheet, 0);
  draw(first, sheet);
  const int pages = first.page();
  (void)first.finish();
  Pen pen(sheet, pages);
  draw(pen, sheet);
  return pen.finish();
}

}  // namespace vestibule::queue
