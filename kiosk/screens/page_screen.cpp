#include "page_screen.hpp"

#include <algorithm>

#include "flow/wipe.hpp"

namespace vestibule::kiosk {

PageScreen::PageScreen(ui::Screen& screen, const Languages& languages, double shorter_side_mm,
                       std::function<void(const Touch&)> touched)
    : screen_(screen),
      languages_(languages),
      shorter_side_mm_(shorter_side_mm),
      touched_(std::move(touched)),
      usual_(screen.theme()),
      contrast_(screen.theme()) {
  // A finger that meets nothing still says that somebody is there. It is told when it leaves the glass, before a button
  // hears of it: so a touch that answers the question whether anybody is there can press nothing else.
  screen_.on_touch([this](const ui::Touch& touch) {
    if (touch.phase != ui::Phase::up) return;
    touched_({page_.serial, {}});
    if (on_finger_)
      on_finger_(static_cast<double>(touch.at.x) / screen_.size().width, static_cast<double>(touch.at.y) / screen_.size().height);
  });
}

PageScreen::~PageScreen() { screen_.on_touch({}); }

void PageScreen::set_themes(ui::Theme usual, ui::Theme contrast) {
  usual_ = std::move(usual);
  contrast_ = std::move(contrast);
}

void PageScreen::show(const Page& page) {
  const bool fresh = !face_ || page.serial != page_.serial || size_ != screen_.size() || !face_->suits(page);
  // Another way of showing the same question stays where it was.
  if (page.kind != page_.kind) part_ = 0;
  const std::string focused = face_ && page.serial == page_.serial && screen_.focus() ? name_of(*screen_.focus()) : "";
  const bool turned = !face_ || page.manner != page_.manner;
  if (page.language.empty()) wipe(page_);
  page_ = page;
  if (!fresh) return face_->follow(page);
  size_ = screen_.size();
  if (turned || page.manner.large) {
    const ui::Theme& theme = page.manner.contrast ? contrast_ : usual_;
    screen_.set_theme(page.manner.large ? ui::larger(theme) : theme);
  }
  screen_.set_direction(languages_.direction(page.language));
  build();
  if (!focused.empty()) screen_.focus_on(view_of(focused));
}

namespace {

bool says_closed(const Page& page) {
  return std::any_of(page.choices.begin(), page.choices.end(), [](const Choice& choice) { return choice.look == Look::shut; });
}

}  // namespace

void PageScreen::build() {
  if (arrange(true) || !page_.manner.large) return;
  if (says_closed(page_)) {
    // Rather than that what is closed does not say so, all letters give up an eighth.
    ui::Theme theme = screen_.theme();
    for (auto& least : theme.least) least *= 7.0 / 8;
    screen_.set_theme(std::move(theme));
    if (arrange(true)) return;
  }
  screen_.set_theme(ui::yielding(screen_.theme()));  // no room to keep to large text throughout: then as large as there is room for
  arrange(false);
}

/// In the first arrangement that is without fault on all its parts; if there is none, in the one with the fewest. True if there was one.
bool PageScreen::arrange(bool details) {
  std::size_t fewest = 0;
  bool found = false;
  const int choices = static_cast<int>(page_.choices.size());
  auto ways = arrangements(page_, {size_, shorter_side_mm_});
  // Where letters may shrink, what makes them shrink is left out: details, or, if they say what is closed, standing all on one part.
  const auto crowds = [&](const Arrangement& way) { return says_closed(page_) && !page_.manner.lowered ? way.parts(choices) == 1 : way.details; };
  if (!details && !std::all_of(ways.begin(), ways.end(), crowds)) std::erase_if(ways, crowds);
  for (const auto& way : ways) {
    const auto count = faults(way);
    if (found && count >= fewest) continue;
    found = true;
    fewest = count;
    arrangement_ = way;
    if (count == 0) break;
  }
  const bool in_place = fewest == 0 && arrangement_.parts(choices) == 1;
  if (!in_place) put(arrangement_, part_);
  return fewest == 0;
}

std::size_t PageScreen::faults(const Arrangement& arrangement) {
  const double dots = std::min(size_.width, size_.height) / shorter_side_mm_;
  const int least = static_cast<int>(target_mm * dots), gap = static_cast<int>(gap_mm * dots);
  std::size_t count = 0;
  for (int part = 0; part < arrangement.parts(static_cast<int>(page_.choices.size())); ++part) {
    put(arrangement, part);
    count += screen_.faults().size() + screen_.touch_faults(least, gap).size();
  }
  return count;
}

void PageScreen::put(const Arrangement& arrangement, int part) {
  const int parts = arrangement.parts(static_cast<int>(page_.choices.size()));
  face_ = std::make_unique<Face>(Setup{size_, shorter_side_mm_}, languages_, page_, Part{arrangement, part % parts},
                                 [this](const std::string& choice) { pressed(choice); });
  screen_.show(face_->build());
  screen_.lay_out();
}

void PageScreen::pressed(const std::string& choice) {
  if (choice != "more") return touched_({page_.serial, choice});
  if (!page_.ready) return;
  put(arrangement_, ++part_);
}

std::vector<PageScreen::Place> PageScreen::targets() const {
  std::vector<Place> places;
  if (!face_) return places;
  for (const auto& target : face_->targets())
    if ((target.name == "stay") == page_.leaving_in.has_value()) places.push_back({target.name, target.view->bounds()});
  return places;
}

std::string PageScreen::name_of(const ui::View& view) const {
  if (face_)
    for (const auto& target : face_->targets())
      if (target.view == &view) return target.name;
  return {};
}

ui::View* PageScreen::view_of(const std::string& name) const {
  if (face_)
    for (const auto& target : face_->targets())
      if (target.name == name) return target.view;
  return nullptr;
}

}  // namespace vestibule::kiosk
