#include "arrangement.hpp"

#include <algorithm>

#include "bottom.hpp"

namespace vestibule::kiosk {
namespace {

/// How many cards stand side by side where there is room: wide cards are read at a glance.
int preferred_columns(const Page& page, const Setup& setup, int choices) {
  if (page.kind == PageKind::operator_desk) return 2;
  if (page.manner.lowered) return std::min(choices, setup.portrait() ? 2 : 3);
  if (page.kind == PageKind::urgency || page.kind == PageKind::question) return 1;
  if (setup.portrait()) return choices <= (page.kind == PageKind::service ? 8 : 7) ? 1 : 2;
  return choices <= 8 ? 2 : 3;
}

/// More rows than this cannot stand on the screen, whatever else the page says.
int most_rows(const Page& page, const Setup& setup) {
  const double height = page.manner.lowered ? setup.height() / 3 : setup.height() * 0.75;
  const double least = setup.units(target_mm), gap = setup.units(gap_mm);
  return std::max(1, static_cast<int>((height + gap) / (least + gap)));
}

/// As many rows of keys as may have room, then fewer; what does not fit stands behind a key that leads to the others.
std::vector<Arrangement> keyboards(const Page& page, const Setup& setup) {
  const double least = setup.units(target_mm) + 0.1, gap = setup.units(gap_mm) + 0.1;
  const auto fit = [&](double length) { return std::max(1, static_cast<int>((length + gap) / (least + gap))); };
  // Header, title, the field and what lies between them.
  const double read = (setup.portrait() ? 46.0 : 44.0) * (page.manner.large ? 1.15 : 1) + 8 * static_cast<double>(page.text.size()) +
                      (page.staff.empty() ? 0 : 8);
  const double high = page.manner.lowered ? lowered_height(page, setup) : setup.height() - read;
  std::vector<Arrangement> all;
  for (int rows = fit(high - bottom_of(page, setup).height()) + 1; rows >= 1; --rows) all.push_back({fit(setup.width() - 10), rows, false});
  return all;
}

}  // namespace

std::vector<Arrangement> arrangements(const Page& page, const Setup& setup) {
  const int choices = static_cast<int>(page.choices.size());
  if (choices == 0) return {{1, 1, true}, {1, 1, false}};
  if (page.entry) return keyboards(page, setup);
  // As digits stand on every telephone; on small glass in fewer rows.
  if (page.kind == PageKind::pin)
    return {{3, (choices + 2) / 3, true}, {4, (choices + 3) / 4, true}, {6, (choices + 5) / 6, true}};
  const bool has_details = page.kind == PageKind::language || std::any_of(page.choices.begin(), page.choices.end(),
                                                                          [](const Choice& c) { return !c.details.empty(); });
  const std::vector<bool> details = has_details ? std::vector<bool>{true, false} : std::vector<bool>{true};
  const bool shut = std::any_of(page.choices.begin(), page.choices.end(), [](const Choice& c) { return c.look == Look::shut; });
  const bool roomy = page.manner.large && shut && !page.manner.lowered;  // wide cards, and more parts if need be
  const int usual = preferred_columns(page, setup, choices), last = std::max(usual, setup.portrait() ? 2 : 4);
  const int first = roomy ? std::min(usual, 2) : usual;
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
  // In large text rather that touch than one in vain, on what is closed and could not say so.
  const auto lost = [&](const Arrangement& a) { return (a.details ? 0 : 2) + (a.columns > first ? 1 : 0); };
  if (page.manner.large && shut)
    std::stable_sort(all.begin(), all.end(), [&](const Arrangement& a, const Arrangement& b) { return lost(a) < lost(b); });
  if (all.empty()) all.push_back({2, 1, false});
  return all;
}

}  // namespace vestibule::kiosk
