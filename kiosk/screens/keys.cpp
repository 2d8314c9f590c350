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

/// How many keys stand in each row: as the layout has them, or flowing on where that would be too narrow or too high.
std::vector<std::size_t> rows_that_fit(const Typing& entry, std::size_t keys, std::size_t widest_fit, std::size_t rows_fit) {
  std::vector<std::size_t> rows(entry.rows.begin(), entry.rows.end());
  const std::size_t widest = *std::max_element(rows.begin(), rows.end());
  if (widest <= widest_fit && rows.size() <= rows_fit) return rows;
  return rows_of(keys, std::min(widest_fit, std::max(std::min(widest, widest_fit), (keys + rows_fit - 1) / rows_fit)));
}

}  // namespace

/// What has been typed.
void Face::build_field(Column& body) {
  auto& box = body.add<Column>(BoxStyle{.padding = 2, .fill = Tone::panel, .radius = 2, .along = Align::centre, .padding_vertical = 0.5});
  box.place.height = setup_.portrait() ? 14 : 9;
  label(
      box, [](const Page& p) { return p.entry->text.empty() ? p.entry->hint : plain(p.entry->text); },
      {TextSize::large, Weight::bold, Tone::text, Align::start, Fit::fill}, page_.language)
      .place.grow = 1;
}

void Face::build_keys(Column& body) {
  const auto across_fit = static_cast<std::size_t>(part_.arrangement.columns), rows_fit = static_cast<std::size_t>(part_.arrangement.rows);
  const int all = static_cast<int>(page_.choices.size()), each = part_.arrangement.on_a_part(all);
  const auto first = static_cast<std::size_t>(part_.number * each);
  const auto count = static_cast<std::size_t>(std::min(each, all - part_.number * each));
  const bool parted = each < all;
  const auto rows = parted ? rows_of(count + 1, across_fit) : rows_that_fit(*page_.entry, count, across_fit, rows_fit);
  const bool flows = !std::equal(rows.begin(), rows.end(), page_.entry->rows.begin(), page_.entry->rows.end(), [](std::size_t a, int b) { return a == static_cast<std::size_t>(b); });
  const std::size_t widest = *std::max_element(rows.begin(), rows.end());
  const Length gap = gap_in_line(), across = setup_.width() - 10;
  const Length width = std::min(30.0, (across - gap * (static_cast<double>(widest) - 1)) / static_cast<double>(widest));
  auto& keys = body.add<Column>(BoxStyle{.gap = gap});
  keys.place.grow = 1;
  keys.set_direction(Direction::left_to_right);  // keyboards stand the same way everywhere
  std::size_t next = first;
  for (const std::size_t in_row : rows) {
    auto& row = keys.add<Row>(BoxStyle{.gap = gap, .along = Align::centre});
    row.place.grow = 1;
    row.place.min_height = setup_.units(target_mm) + 0.1;
    for (std::size_t i = 0; i < in_row; ++i, ++next) {
      if (next < first + count) {
        key_card(row, next, width, flows ? 0 : in_row);
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
  if (choice.name == "key.space") card.place.grow = 1, card.place.min_width = width;
  else card.place.width = wide && in_row > 0 && in_row <= 3 ? std::max(width, 16.0) : width;
  const bool sign = in_row == 0 && choice.name == "key.erase";
  label(
      card, [index, sign](const Page& p) { return sign ? plain("⌫") : p.choices[index].label; },
      {TextSize::large, Weight::bold, Tone::text, Align::centre, Fit::shrink}, page_.language);
  targets_.push_back({choice.name, &card});
}

}  // namespace vestibule::kiosk
