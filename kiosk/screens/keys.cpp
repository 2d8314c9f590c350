// The keyboard: what has been typed, and the keys.

#include <algorithm>

#include "face.hpp"

namespace vestibule::kiosk {
using namespace ui;

namespace {

std::vector<std::size_t> rows_of(std::size_t keys, std::size_t across) {
  std::vector<std::size_t> rows;
  for (std::size_t left = keys; left > 0; left -= rows.back()) rows.push_back(std::min(left, across));
  return rows;
}

using Rows = std::vector<std::vector<std::size_t>>;

/// Keys one after the other from `first` on, in rows of these lengths.
Rows in_rows(const std::vector<std::size_t>& lengths, std::size_t first = 0) {
  Rows rows;
  for (const std::size_t length : lengths) {
    rows.emplace_back();
    for (std::size_t i = 0; i < length; ++i) rows.back().push_back(first++);
  }
  return rows;
}

/// Where there is less height than the layout has rows: the letters of its first rows stay where hands look for them, those of the
/// others and then the keys beneath them (signs, space, erase) stand at the rows' ends. Empty if that is too wide.
Rows drawn_together(const Rows& layout, std::size_t keys, std::size_t widest_fit, std::size_t rows_fit) {
  const std::size_t each = (keys + rows_fit - 1) / rows_fit;
  Rows rows(layout.begin(), layout.begin() + static_cast<std::ptrdiff_t>(rows_fit));
  std::vector<std::size_t> letters;
  for (std::size_t i = rows_fit; i + 1 < layout.size(); ++i) letters.insert(letters.end(), layout[i].begin(), layout[i].end());
  std::size_t next = 0;
  for (std::size_t i = 0; i + 1 < rows_fit; ++i)
    while (rows[i].size() < each && next < letters.size()) rows[i].push_back(letters[next++]);
  rows.back().insert(rows.back().end(), letters.begin() + static_cast<std::ptrdiff_t>(next), letters.end());
  rows.back().insert(rows.back().end(), layout.back().begin(), layout.back().end());
  const bool fits = std::all_of(rows.begin(), rows.end(), [&](const auto& row) { return row.size() <= widest_fit; });
  return fits ? rows : Rows{};
}

/// Which keys stand in each row: as the layout has them, its rows drawn together, or flowing on where even that has no room.
Rows rows_that_fit(const Typing& entry, std::size_t keys, std::size_t widest_fit, std::size_t rows_fit) {
  const Rows layout = in_rows({entry.rows.begin(), entry.rows.end()});
  const auto widest = static_cast<std::size_t>(*std::max_element(entry.rows.begin(), entry.rows.end()));
  if (widest <= widest_fit && layout.size() <= rows_fit) return layout;
  if (layout.size() > rows_fit)
    if (Rows together = drawn_together(layout, keys, widest_fit, rows_fit); !together.empty()) return together;
  return in_rows(rows_of(keys, std::min(widest_fit, std::max(std::min(widest, widest_fit), (keys + rows_fit - 1) / rows_fit))));
}

}  // namespace

/// What has been typed.
void Face::build_field(Column& body) {
  auto& frame = body.add<Panel>(BoxStyle{.padding = 2, .fill = Tone::panel, .radius = 2, .padding_vertical = 0.5});
  frame.place.height = setup_.portrait() ? 14 : 9;
  auto& box = frame.add<Box>();
  box.place.grow = 1;
  // The hint must not look as if something had been filled in already.
  label(
      box, [](const Page& p) { return p.entry->text.empty() ? p.entry->hint : Saying{}; },
      {TextSize::large, Weight::regular, Tone::muted, Align::start, Fit::fill}, page_.language);
  label(
      box, [](const Page& p) { return p.entry->text.empty() ? Saying{} : plain(p.entry->text); },
      {TextSize::large, Weight::bold, Tone::text, Align::start, Fit::fill}, page_.language);
}

void Face::build_keys(Column& body) {
  const auto across_fit = static_cast<std::size_t>(part_.arrangement.columns), rows_fit = static_cast<std::size_t>(part_.arrangement.rows);
  const int all = static_cast<int>(page_.choices.size()), each = part_.arrangement.on_a_part(all);
  const auto first = static_cast<std::size_t>(part_.number * each);
  const auto count = static_cast<std::size_t>(std::min(each, all - part_.number * each));
  const bool parted = each < all;
  const auto rows = parted ? in_rows(rows_of(count + 1, across_fit), first) : rows_that_fit(*page_.entry, count, across_fit, rows_fit);
  const bool flows = !std::equal(rows.begin(), rows.end(), page_.entry->rows.begin(), page_.entry->rows.end(),
                                 [](const auto& row, int length) { return row.size() == static_cast<std::size_t>(length); });
  std::size_t widest = 0;
  for (const auto& row : rows) widest = std::max(widest, row.size());
  const Length gap = gap_in_line(), across = setup_.width() - 10;
  const Length width = std::min(30.0, (across - gap * (static_cast<double>(widest) - 1)) / static_cast<double>(widest));
  auto& keys = body.add<Column>(BoxStyle{.gap = gap});
  keys.place.grow = 1;
  keys.set_direction(Direction::left_to_right);  // keyboards stand the same way everywhere
  for (const auto& in_row : rows) {
    auto& row = keys.add<Row>(BoxStyle{.gap = gap, .along = Align::centre});
    row.place.grow = 1;
    row.place.min_height = setup_.units(target_mm) + 0.1;
    for (const std::size_t index : in_row) {
      if (index < first + count) {
        key_card(row, index, width, flows ? 0 : in_row.size());
      } else {
        more_card(row);
        row.children().back()->place.width = width;
      }
    }
  }
}

/// Letters all of one width; the space takes what a row leaves. `in_row`: keys beside it, 0 if they flow from row to row: then no
/// key is wider than the others, and a sign stands in for the word.
void Face::key_card(View& row, std::size_t index, Length width, std::size_t in_row) {
  const Choice& choice = page_.choices[index];
  const bool wide = choice.name == "key.erase" || choice.name == "key.layer" || choice.name == "key.space";
  Button::Style style;
  style.fill = wide ? Tone::raised : Tone::panel;
  style.padding = around(0.8);
  style.radius = 1.5;
  style.min_height = setup_.units(target_mm);
  auto& card = row.add<Card>(style, true, touching(choice.name));
  if (choice.name == "key.space" && in_row > 0) card.place.grow = 1, card.place.min_width = width;
  else card.place.width = wide && in_row > 0 && in_row <= 3 ? std::max(width, 16.0) : width;
  const char* const sign = in_row > 0 ? nullptr : choice.name == "key.erase" ? "⌫" : choice.name == "key.space" ? "␣" : nullptr;
  label(
      card, [index, sign](const Page& p) { return sign ? plain(sign) : p.choices[index].label; },
      {TextSize::large, Weight::bold, Tone::text, Align::centre, Fit::shrink}, page_.language);
  targets_.push_back({choice.name, &card});
}

}  // namespace vestibule::kiosk
