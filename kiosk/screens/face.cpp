#include "face.hpp"

#include <cmath>

namespace vestibule::kiosk {
using namespace ui;

Face::Face(const Setup& setup, const Languages& languages, const Page& page, Touched touched)
    : setup_(setup), languages_(languages), page_(page), touched_(std::move(touched)) {}

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
  const bool asks = !page_.choices.empty() && !page_.language.empty();
  auto& body = page.add<Column>(
      BoxStyle{.gap = asks ? 4.0 : 3.0, .padding = 5, .along = asks ? Align::start : Align::centre, .padding_vertical = 3});
  body.place.grow = 1;
  if (page_.token)
    build_token(body);
  else
    build_title(body);
  if (page_.entry)
    build_entry(body);
  else if (!page_.choices.empty())
    build_choices(body);
  staff_banner(page);
  footer(page);
}

/// More languages than can stand one beneath the other before one of them is chosen.
bool Face::crowd() const { return page_.languages.size() > 3; }

void Face::build_title(Column& body) {
  if (crowd() && page_.kind != PageKind::language) return build_chorus(body);
  const bool alarm = page_.kind == PageKind::urgent, asks = !page_.choices.empty() && !page_.language.empty();
  said(body, [](const Page& p) { return p.title; },
       {alarm ? TextSize::display : TextSize::title, Weight::bold, alarm ? Tone::on_alert : Tone::text,
        asks ? Align::start : Align::centre, alarm ? Fit::fill : Fit::wrap});
  for (std::size_t i = 0; i < page_.text.size(); ++i) {
    const auto which = [i](const Page& p) { return p.text[i]; };
    if (alarm)
      banner(body, Tone::panel, Tone::text, which, TextSize::large);
    else
      said(body, which, {TextSize::large, Weight::regular, Tone::muted, asks ? Align::start : Align::centre, Fit::wrap});
  }
}

/// The page's words in every language, each in its own cell.
void Face::build_chorus(Column& body) {
  auto& grid = body.add<Grid>(setup_.portrait() ? 1 : 2, BoxStyle{.gap = 1.5});
  grid.place.grow = 1;
  for (const auto& tag : page_.languages) {
    auto& cell = grid.add<Column>(BoxStyle{.gap = 0.3, .along = Align::centre});
    label(
        cell, [](const Page& p) { return p.title; }, {TextSize::body, Weight::bold, Tone::text, Align::centre, Fit::wrap}, tag);
    for (std::size_t i = 0; i < page_.text.size(); ++i)
      label(
          cell, [i](const Page& p) { return p.text[i]; },
          {TextSize::small, Weight::regular, Tone::muted, Align::centre, Fit::wrap}, tag);
  }
}

/// The site's name, always in the same place: people know where they are.
void Face::header(Column& page) {
  auto& band = page.add<Row>(BoxStyle{.gap = 4, .padding = 5, .fill = Tone::accent, .padding_vertical = 2.2});
  band.place.min_height = 10;
  for (const auto& tag : page_.languages) {
    if (page_.languages.size() > 2 && tag != page_.languages.front()) break;
    auto& name = label(
        band, [](const Page& p) { return of_site(p.site); },
        {TextSize::body, Weight::bold, Tone::on_accent, &tag == &page_.languages.front() ? Align::start : Align::end,
         Fit::shrink},
        tag);
    name.place.grow = 1;
    name.set_direction(std::nullopt);
  }
}

Length Face::footer_height() const { return page_.actions.empty() ? 0 : std::max(11.0, setup_.units(target_mm)) + 5; }

/// What became of calling staff, above the button that calls them.
void Face::staff_banner(Column& page) {
  if (page_.staff.empty()) return;
  auto& band = page.add<Column>(BoxStyle{.padding = 5, .fill = Tone::raised, .padding_vertical = 2});
  said(band, [](const Page& p) { return p.staff; }, {TextSize::body, Weight::bold, Tone::text, Align::centre, Fit::wrap});
}

void Face::footer(Column& page) {
  if (page_.actions.empty()) return;
  auto& bar = page.add<Row>(
      BoxStyle{.gap = std::max(3.0, setup_.units(gap_mm)), .padding = 5, .along = Align::start, .padding_vertical = 2.5});
  bar.place.min_height = footer_height();
  for (std::size_t i = 0; i < page_.actions.size(); ++i) action_button(bar, i);
}

void Face::action_button(View& parent, std::size_t index) {
  const Choice& choice = page_.actions[index];
  const bool main = choice.look == Look::main;
  const bool alarm = page_.kind == PageKind::urgent;
  const Tone ink = main && !alarm ? Tone::on_accent : Tone::text;
  Button::Style style;
  style.fill = alarm ? Tone::panel : main ? Tone::accent : Tone::raised;
  style.padding = 2;
  style.radius = 2;
  style.min_height = std::max(11.0, setup_.units(target_mm));
  auto& button = parent.add<Card>(style, !main, touching(choice.name));
  const auto count = static_cast<double>(page_.actions.size());
  const Length room = (setup_.width() - 10 - (count - 1) * std::max(3.0, setup_.units(gap_mm))) / count;
  button.place.width = std::max(std::min(28.0, room), setup_.units(target_mm));
  if (main) {
    button.place.min_width = *button.place.width;
    button.place.width.reset();
  }
  if (main) button.place.grow = 1;
  label(
      button, [index](const Page& p) { return p.actions[index].label; },
      {TextSize::large, Weight::bold, ink, Align::centre, Fit::shrink}, page_.languages.front());
  targets_.push_back({choice.name, &button});
}

void Face::banner(View& parent, Tone fill, Tone ink, const Which& which, TextSize size) {
  auto& box = parent.add<Column>(BoxStyle{.padding = 3.5, .fill = fill, .radius = 2});
  said(box, which, {size, Weight::bold, ink, Align::centre, Fit::wrap});
}

void Face::build_veil(View& root) {
  auto& veil = root.add<Veil>();
  veil_ = &veil;
  veil.set_visible(false);
  auto& panel = veil.add<Column>(BoxStyle{.gap = 4, .padding = 6, .fill = Tone::panel, .radius = 3});
  said(panel, [](const Page&) { return key("idle_title"); },
       {TextSize::title, Weight::bold, Tone::text, Align::centre, Fit::wrap});
  said(panel, [](const Page& p) { return key("idle_text").counting(p.leaving_in.value_or(0)); },
       {TextSize::large, Weight::regular, Tone::muted, Align::centre, Fit::wrap});
  Button::Style style;
  style.fill = Tone::accent;
  style.radius = 2;
  style.min_height = std::max(13.0, setup_.units(target_mm));
  auto& stay = panel.add<Card>(style, false, touching("stay"));
  said(stay, [](const Page&) { return key("idle_stay"); },
       {TextSize::large, Weight::bold, Tone::on_accent, Align::centre, Fit::wrap});
  targets_.push_back({"stay", &stay});
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
  if (page.staff.empty() != page_.staff.empty() || why(page) != why(page_)) return false;
  return page.kind == page_.kind && page.languages == page_.languages && page.text.size() == page_.text.size() &&
         alike(page.choices, page_.choices) && alike(page.actions, page_.actions) && paper(page) == paper(page_);
}

void Face::follow(const Page& page) {
  page_ = page;
  for (const auto& follower : followers_) follower.label->set_text(follower.text(page));
  veil_->set_visible(page.leaving_in.has_value());
}

}  // namespace vestibule::kiosk
