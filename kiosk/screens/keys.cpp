// The keyboard: what has been typed, and the keys.

#include <cmath>

#include "face.hpp"

namespace vestibule::kiosk {
using namespace ui;

namespace {

/// How many keys stand in each row: as the layout has them, or flowing on where that would be too narrow or too high.
std::vector<std::size_t> rows_that_fit(const Typing& entry, std::size_t keys, std::size_t widest_fit, std::size_t rows_fit) {
  std::vector<std::size_t> rows(entry.rows.begin(), entry.rows.end());
  const std::size_t widest = *std::max_element(rows.begin(), rows.end());
  if (widest <= widest_fit && rows.size() <= rows_fit) return rows;
  const std::size_t across = std::min(widest_fit, std::max(std::min(widest, widest_fit), (keys + rows_fit - 1) / rows_fit));
  rows.clear();
  for (std::size_t left = keys; left > 0; left -= rows.back()) rows.push_back(std::min(left, across));
  return rows;
}

}  // namespace

void Face::build_entry(Column& body) {
  auto& box = body.add<Column>(BoxStyle{.padding = 2, .fill = Tone::panel, .radius = 2, .along = Align::centre});
  box.place.height = setup_.portrait() ? 14 : 9;
  label(
      box, [](const Page& p) { return p.entry->text.empty() ? p.entry->hint : plain(p.entry->text); },
      {TextSize::large, Weight::bold, Tone::text, Align::start, Fit::fill}, page_.language)
      .place.grow = 1;

  const Length gap = gap_in_line(), least = setup_.units(target_mm) + 0.1, across = setup_.width() - 10;
  const Length read = (setup_.portrait() ? 54.0 : 40.0) * (page_.manner.large ? 1.2 : 1) + 8 * static_cast<double>(page_.text.size());
  const Length room = setup_.height() - read - footer_height() - (page_.staff.empty() ? 0 : 8);
  const auto fit = [&](Length length) { return static_cast<std::size_t>(std::max(1.0, std::floor((length + gap) / (least + gap) + 0.001))); };
  const auto rows = rows_that_fit(*page_.entry, page_.choices.size(), fit(across), fit(room));
  const std::size_t widest = *std::max_element(rows.begin(), rows.end());
  const Length width = std::min(30.0, (across - gap * (static_cast<double>(widest) - 1)) / static_cast<double>(widest));
  auto& keys = body.add<Column>(BoxStyle{.gap = gap});
  keys.place.grow = 1;
  std::size_t first = 0;
  for (const std::size_t keys_in_row : rows) {
    key_row(keys, first, keys_in_row, width);
    first += keys_in_row;
  }
}

/// Letters all of one width; the space takes what a row leaves.
void Face::key_row(View& parent, std::size_t first, std::size_t count, Length width) {
  auto& row = parent.add<Row>(BoxStyle{.gap = gap_in_line(), .along = Align::centre});
  row.place.grow = 1;
  row.place.min_height = setup_.units(target_mm) + 0.1;
  for (std::size_t index = first; index < first + count; ++index) {
    const Choice& choice = page_.choices[index];
    const bool wide = choice.name == "key.erase" || choice.name == "key.layer" || choice.name == "key.space";
    Button::Style style;
    style.fill = wide ? Tone::raised : Tone::panel;
    style.padding = 0.8;
    style.radius = 1.5;
    style.min_height = setup_.units(target_mm);
    auto& card = row.add<Card>(style, true, touching(choice.name));
    if (choice.name == "key.space") card.place.grow = 1, card.place.min_width = width;
    else card.place.width = wide && count <= 3 ? std::max(width, 16.0) : width;
    label(
        card, [index](const Page& p) { return p.choices[index].label; },
        {TextSize::large, Weight::bold, Tone::text, Align::centre, Fit::shrink}, page_.language);
    targets_.push_back({choice.name, &card});
  }
}

}  // namespace vestibule::kiosk
