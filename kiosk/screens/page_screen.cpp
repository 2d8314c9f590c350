#include "page_screen.hpp"

namespace vestibule::kiosk {

PageScreen::PageScreen(ui::Screen& screen, const Languages& languages, double shorter_side_mm,
                       std::function<void(const Touch&)> touched, bool speaks)
    : screen_(screen), languages_(languages), shorter_side_mm_(shorter_side_mm), speaks_(speaks), touched_(std::move(touched)) {
  // A finger that meets nothing still says that somebody is there. It is told when it leaves the glass, before a button
  // hears of it: so a touch that answers the question whether anybody is there can press nothing else.
  screen_.on_touch([this](const ui::Touch& touch) {
    if (touch.phase == ui::Phase::up) touched_({page_.serial, {}});
  });
}

PageScreen::~PageScreen() { screen_.on_touch({}); }

void PageScreen::show(const Page& page) {
  const bool fresh = !face_ || page.serial != page_.serial || size_ != screen_.size() || !face_->suits(page);
  page_ = page;
  if (!fresh) return face_->follow(page);
  size_ = screen_.size();
  auto face = std::make_unique<Face>(Setup{size_, shorter_side_mm_, speaks_}, languages_, page, [this](const std::string& choice) {
    touched_({page_.serial, choice});
  });
  screen_.set_direction(languages_.direction(page.language));
  screen_.show(face->build());
  face_ = std::move(face);
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

}  // namespace vestibule::kiosk
