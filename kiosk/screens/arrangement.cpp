#include "arrangement.hpp"

#include <algorithm>

namespace vestibule::kiosk {
namespace {

/// How many cards stand side by side where there is room: wide cards are read at a glance.
int preferred_columns(const Page& page, const Setup& setup, int choices) {
  if (page.kind == PageKind::pin) return 3;
  if (page.kind == PageKind::operator_desk) return 2;
  if (page.manner.lowered) return std::min(choices, setup.portrait() ? 2 : 3);
  if (page.kind == PageKind::urgency) return 1;
  if (setup.portrait()) return choices <= 7 ? 1 : 2;
  return choices <= 8 ? 2 : 3;
}

/// More rows than this cannot stand on the screen, whatever else the page says.
int most_rows(const Page& page, const Setup& setup) {
  const double height = page.manner.lowered ? setup.height() / 3 : setup.height() * 0.75;
  const double least = setup.units(target_mm), gap = setup.units(gap_mm);
  return std::max(1, static_cast<int>((height + gap) / (least + gap)));
}

}  // namespace

std::vector<Arrangement> arrangements(const Page& page, const Setup& setup) {
  const int choices = static_cast<int>(page.choices.size());
  if (choices == 0) return {{1, 1, true}, {1, 1, false}};
  if (page.kind == PageKind::pin) return {{3, (choices + 2) / 3, true}};  // as digits stand on every telephone
  const bool has_details = page.kind == PageKind::language || std::any_of(page.choices.begin(), page.choices.end(),
                                                                          [](const Choice& c) { return !c.details.empty(); });
  const std::vector<bool> details = has_details ? std::vector<bool>{true, false} : std::vector<bool>{true};
  const int first = preferred_columns(page, setup, choices), last = page.kind == PageKind::pin ? first : std::max(first, setup.portrait() ? 2 : 4);
  const int most = most_rows(page, setup);
  std::vector<Arrangement> all;
  for (const bool told : details)
    for (int columns = first; columns <= last; ++columns)
      if (const int rows = (choices + columns - 1) / columns; rows <= most) all.push_back({columns, rows, told});
  std::vector<Arrangement> parted;
  for (int rows = most; rows >= 1; --rows)
    for (int columns = first; columns <= last; ++columns)
      for (const bool told : details)
        if (columns * rows < choices && columns * rows > 1) parted.push_back({columns, rows, told});
  // Every part is one more touch.
  std::stable_sort(parted.begin(), parted.end(),
                   [&](const Arrangement& a, const Arrangement& b) { return a.parts(choices) < b.parts(choices); });
  all.insert(all.end(), parted.begin(), parted.end());
  if (all.empty()) all.push_back({2, 1, false});
  return all;
}

}  // namespace vestibule::kiosk
