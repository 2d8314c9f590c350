// Who is called now, large; and the stage, where pictures stand while nobody is called.

#include <algorithm>
#include <limits>

#include "zone.hpp"

namespace vestibule::board {

using namespace ui;

namespace {

/// A desk's name in two languages, side by side; beneath one another where that makes the letters larger or keeps a name whole. Well
/// apart: "Counter 1" beside "1 الشباك" must not be read as counter 11.
class Names : public Evenly {
 public:
  Names() : Evenly(BoxStyle{.gap = 15, .padding = 2, .padding_vertical = 0}) {}
  Label& add_name(Direction direction) {
    names_.push_back(&add<Label>("", TextStyle{.size = TextSize::display, .weight = Weight::bold, .align = Align::centre, .fit = Fit::fill}));
    names_.back()->set_direction(direction);
    return *names_.back();
  }

 protected:
  void arrange_children() override {
    Evenly::arrange_children();
    const bool whole = std::none_of(names_.begin(), names_.end(), [](const Label* name) { return name->seen() && name->broken(); });
    const int beside = letters();
    stack();
    if (whole && letters() <= beside) Evenly::arrange_children();
  }

 private:
  /// Of the smallest name.
  int letters() const {
    int least = std::numeric_limits<int>::max();
    for (const Label* name : names_)
      if (name->seen()) least = std::min(least, name->letters());
    return least;
  }
  void stack() {
    const auto count = static_cast<int>(std::count_if(names_.begin(), names_.end(), [](const Label* name) { return name->seen(); }));
    Rect line = content();
    line.height /= std::max(1, count);
    for (Label* name : names_)
      if (name->seen()) name->arrange(line), line.y += line.height;
  }

  std::vector<Label*> names_;
};

class NowZone : public Box, public Zone {
 public:
  explicit NowZone(const ZoneKit& kit)
      : Box(BoxStyle{.padding = 3.5, .fill = Tone::panel, .radius = 2, .padding_vertical = 2.5}), tongues_(kit.tongues) {
    add_empty();
    add_call();
  }

  void show(const Shown& shown) override {
    const bool now = shown.fresh || (shown.waited_for && !shown.stale);
    const bool lit = shown.fresh && !shown.dimmed;
    const bool closed = shown.known && !shown.open && !now;
    const bool has_call = shown.call.has_value() && !closed;
    empty_->set_visible(!has_call);
    call_->set_visible(has_call);
    set_fill(lit ? Tone::accent : Tone::panel);
    if (!has_call) return say(closed ? "closed" : shown.known ? "empty" : "connecting");
    heading_.set(tongues_, now ? "now_calling" : "last_called");
    heading_.set_tone(lit ? Tone::on_accent : now ? Tone::accent_text : Tone::muted);
    const Tone ink = lit ? Tone::on_accent : Tone::text;
    code_->set_text(shown.call->call_code);
    code_->set_tone(ink);
    name_->set_visible(shown.call->shown_name.has_value());
    name_->set_text(shown.call->shown_name.value_or(""));
    name_->set_tone(ink);
    show_desk(shown.call->desk_name, ink);
  }

 private:
  void add_empty() {
    empty_ = &add<Column>(BoxStyle{.gap = 2});
    for (const Words& language : tongues_.all()) {
      Label& label = empty_->add<Label>("", TextStyle{.size = TextSize::display, .tone = Tone::muted, .align = Align::centre, .fit = Fit::fill});
      label.place.grow = 1;
      label.set_direction(language.direction());
      empty_texts_.push_back(&label);
    }
  }
  void add_call() {
    call_ = &add<Column>(BoxStyle{.gap = 1});
    heading_ = Heading(*call_, tongues_, "now_calling", TextStyle{.size = TextSize::title, .weight = Weight::bold, .tone = Tone::accent_text});
    code_ = &call_->add<Label>("", TextStyle{.size = TextSize::giant, .weight = Weight::bold, .align = Align::centre, .fit = Fit::shrink, .trim = Trim::capitals});
    code_->place.grow = 5;
    name_ = &call_->add<Label>("", TextStyle{.size = TextSize::display, .weight = Weight::bold, .align = Align::centre, .fit = Fit::shrink});
    name_->place.grow = 2.4;
    name_->set_visible(false);
    Names& desks = call_->add<Names>();
    desks.place.grow = 2.6;
    for (const Words& language : tongues_.all()) desk_.push_back(&desks.add_name(language.direction()));
  }
  void say(std::string_view key) {
    for (std::size_t i = 0; i < empty_texts_.size(); ++i) empty_texts_[i]->set_text(tongues_.all()[i].text(key));
  }
  void show_desk(const queue::Texts& names, Tone ink) {
    for (std::size_t i = 0; i < desk_.size(); ++i) {
      const std::string& name = in_language(names, tongues_.all()[i].language());
      const bool said = i > 0 && name == desk_[0]->text();
      desk_[i]->set_visible(!said);
      desk_[i]->set_text(name);
      desk_[i]->set_tone(ink);
    }
  }

  const Tongues& tongues_;
  Column* empty_ = nullptr;
  std::vector<Label*> empty_texts_;
  Column* call_ = nullptr;
  Heading heading_;
  Label* code_ = nullptr;
  Label* name_ = nullptr;
  std::vector<Label*> desk_;
};

/// A call while somebody is waited for, else a picture of the schedule if there is one, else what `now` says then.
class Stage : public Box, public Zone {
 public:
  explicit Stage(const ZoneKit& kit) {
    auto now = made(std::make_unique<NowZone>(kit)), media = make_media(kit);
    now_ = now.zone;
    now_view_ = &adopt(std::move(now.view));
    media_ = media.zone;
    media_view_ = &adopt(std::move(media.view));
    media_view_->set_visible(false);
  }

  void show(const Shown& shown) override {
    now_->show(shown);
    calls_ = shown.fresh || (shown.waited_for && !shown.stale);
    choose();
  }
  void show_programme(const OnShow& programme) override {
    has_picture_ = programme.picture != nullptr;
    media_->show_programme(programme);
    choose();
  }

 private:
  void choose() {
    const bool picture = has_picture_ && !calls_;
    now_view_->set_visible(!picture);
    media_view_->set_visible(picture);
  }

  Zone* now_ = nullptr;
  Zone* media_ = nullptr;
  View* now_view_ = nullptr;
  View* media_view_ = nullptr;
  bool calls_ = false;
  bool has_picture_ = false;
};

}  // namespace

MadeZone make_now(const ZoneKit& kit) { return made(std::make_unique<NowZone>(kit)); }
MadeZone make_stage(const ZoneKit& kit) { return made(std::make_unique<Stage>(kit)); }

}  // namespace vestibule::board
