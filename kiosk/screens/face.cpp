#include "face.hpp"

#include <cmath>

namespace vestibule::kiosk {
using namespace ui;

Face::Face(const Setup& setup, const Languages& languages, const Page& page, Part part, Touched touched)
    : setup_(setup), languages_(languages), page_(page), part_(part), bottom_(bottom_of(page, setup)), touched_(std::move(touched)) {}

std::unique_ptr<View> Face::build() {
  const bool alarm = page_.kind == PageKind::urgent;
  auto root = std::make_unique<Box>(BoxStyle{.fill = alarm ? Tone::alert : Tone::background});
  auto& page = root->add<Column>();
  build_page(page);
  build_veil(*root);
  follow(page_);
  return root;
}

void Face::build_page(Column& page) {
  header(page);
  notice_banner(page);
  const bool asks = !page_.choices.empty() && !page_.language.empty();
  const bool apart = page_.manner.lowered && !page_.choices.empty();
  auto& body = page.add<Column>(BoxStyle{.gap = around(asks ? 4 : 3),
                                         .padding = 5,
                                         .along = apart  ? Align::end
                                                  : asks ? Align::start
                                                         : Align::centre,
                                         .padding_vertical = around(3)});
  body.place.grow = 1;
  if (page_.token)
    build_token(body);
  else
    build_title(body);
  if (page_.entry) build_field(body);
  if (!apart) {
    build_answers(body);
    staff_banner(page);
    return footer(page);
  }
  staff_banner(body);
  // What is to be touched stands in the bottom third, where hands reach from a wheelchair; what is to be read above it.
  auto& low = page.add<Column>();
  low.place.height = lowered_height(page_, setup_);
  auto& answers = low.add<Column>(BoxStyle{.padding = 5, .padding_vertical = 0});
  answers.place.grow = 1;
  build_answers(answers);
  footer(low);
}

void Face::build_answers(Column& body) {
  if (page_.entry) build_keys(body);
  else if (!page_.choices.empty()) build_choices(body);
}

/// More languages than can stand one beneath the other before one of them is chosen.
bool Face::crowd() const { return page_.languages.size() > 3; }

void Face::build_title(Column& body) {
  if (crowd() && page_.kind != PageKind::language) return build_chorus(body);
  const bool alarm = page_.kind == PageKind::urgent, asks = !page_.choices.empty() && !page_.language.empty();
  const bool staff = page_.kind == PageKind::pin || page_.kind == PageKind::operator_desk;
  said(body, [](const Page& p) { return p.title; },
       {alarm   ? TextSize::display
        : staff ? TextSize::large
                : TextSize::title,
        Weight::bold, alarm ? Tone::on_alert : Tone::text, asks ? Align::start : Align::centre, Fit::fill});
  for (std::size_t i = 0; i < page_.text.size(); ++i) {
    const auto which = [i](const Page& p) { return p.text[i]; };
    if (alarm)
      banner(body, Tone::panel, Tone::text, which, TextSize::large);
    else if (page_.entry)
      said(body, which, {TextSize::large, Weight::bold, Tone::alert, Align::start, Fit::fill});  // what is wrong with what was typed
    else
      said(body, which,
           {staff ? TextSize::body : TextSize::large, Weight::regular, Tone::muted, staff || asks ? Align::start : Align::centre,
            Fit::fill});
  }
}

/// The page's words in every language, each in its own cell.
void Face::build_chorus(Column& body) {
  auto& grid = body.add<Grid>(setup_.portrait() ? 1 : 2, BoxStyle{.gap = 1.5});
  grid.place.grow = 1;
  for (const auto& tag : page_.languages) {
    auto& cell = grid.add<Column>(BoxStyle{.gap = 0.3, .along = Align::centre});
    label(
        cell, [](const Page& p) { return p.title; }, {TextSize::body, Weight::bold, Tone::text, Align::centre, Fit::fill}, tag);
    for (std::size_t i = 0; part_.arrangement.details && i < page_.text.size(); ++i)
      if (said_in(page_.text[i], tag))
        label(
          cell, [i](const Page& p) { return p.text[i]; },
          {TextSize::small, Weight::regular, Tone::muted, Align::centre, Fit::fill}, tag);
  }
}

void Face::banner(View& parent, Tone fill, Tone ink, const Which& which, TextSize size) {
  auto& box = parent.add<Column>(BoxStyle{.padding = around(3.5), .fill = fill, .radius = 2});
  said(box, which, {size, Weight::bold, ink, Align::centre, Fit::fill});
}

void Face::said(View& parent, const Which& which, TextStyle style) {
  for (const auto& tag : page_.languages) {
    label(parent, which, style, tag);
    if (crowd()) break;
  }
}

Label& Face::label(View& parent, const Which& which, TextStyle style, const std::string& tag) {
  auto& label = parent.add<Label>("", style);
  label.set_direction(languages_.direction(tag));
  followers_.push_back({&label, [this, which, tag](const Page& page) { return languages_.say(which(page), tag); }});
  return label;
}

std::function<void()> Face::touching(const std::string& name) const {
  return [touched = touched_, name] { touched(name); };  // the face may be gone before the call returns
}

bool Face::suits(const Page& page) const {
  const auto alike = [](const std::vector<Choice>& a, const std::vector<Choice>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Choice& x, const Choice& y) { return x.name == y.name && x.look == y.look; });
  };
  const auto paper = [](const Page& p) { return p.token ? p.token->paper.key : std::string(); };
  const auto why = [](const Page& p) { return p.token ? p.token->why.size() : 0; };
  if (page.notices.size() != page_.notices.size() || page.staff.empty() != page_.staff.empty() || why(page) != why(page_)) return false;
  return page.kind == page_.kind && page.languages == page_.languages && page.text.size() == page_.text.size() &&
         alike(page.choices, page_.choices) && alike(page.actions, page_.actions) && paper(page) == paper(page_);
}

void Face::follow(const Page& page) {
  page_ = page;
  for (const auto& follower : followers_) follower.label->set_text(follower.text(page));
  veil_->set_visible(page.leaving_in.has_value());
}

}  // namespace vestibule::kiosk
