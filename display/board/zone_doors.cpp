// What stands at a door, and many rooms at a glance.

#include <vestibule/ui/screen.hpp>

#include "called.hpp"
#include "zone.hpp"

namespace vestibule::board {

using namespace ui;

namespace {

/// Which words say what is behind a door.
std::string_view key_of(queue::Door door) {
  switch (door) {
    case queue::Door::closed: return "door_closed";
    case queue::Door::paused: return "door_paused";
    case queue::Door::free: return "door_free";
    case queue::Door::called: return "door_called";
    case queue::Door::serving: break;
  }
  return "door_serving";
}

/// One room: its name, who is called in, and what to do.
class DoorZone : public Column, public Zone {
 public:
  explicit DoorZone(const ZoneKit& kit) : Column(BoxStyle{.gap = 2, .padding = 5, .fill = Tone::panel}), tongues_(kit.tongues) {
    room_ = &add<Label>("", TextStyle{.size = TextSize::display, .weight = Weight::bold, .align = Align::centre, .fit = Fit::fill});
    room_->place.grow = 2;
    rule_ = &add<Rule>();
    code_ = &add<Label>("", TextStyle{.size = TextSize::giant, .weight = Weight::bold, .align = Align::centre, .fit = Fit::shrink, .trim = Trim::capitals});
    code_->place.grow = 5;
    name_ = &add<Label>("", TextStyle{.size = TextSize::display, .weight = Weight::bold, .align = Align::centre, .fit = Fit::shrink});
    name_->place.grow = 1.5;
    for (const Words& language : tongues_.all()) {
      Label& label = add<Label>("", TextStyle{.size = TextSize::display, .align = Align::centre, .fit = Fit::fill});
      label.place.grow = 2;
      label.set_direction(language.direction());
      what_to_do_.push_back(&label);
    }
  }

  void show(const Shown& shown) override {
    const auto& desk = shown.door;
    const bool upright = screen() && screen()->size().height > screen()->size().width;
    room_->set_text(tongues_.in_all(desk ? desk->name : shown.area, upright ? "\n" : "  ·  "));
    const bool called = desk && desk->door == queue::Door::called;
    const bool lit = shown.fresh && !shown.dimmed;
    const Tone ink = lit ? Tone::on_accent : Tone::text;
    set_fill(lit ? Tone::accent : Tone::panel);
    put(*code_, desk && desk->call_code ? *desk->call_code : "", called ? (lit ? ink : Tone::accent_text) : Tone::muted);
    put(*name_, desk && desk->shown_name ? *desk->shown_name : "", ink);
    room_->set_tone(ink);
    const auto key = desk ? key_of(desk->door) : std::string_view(shown.known ? "door_closed" : "connecting");
    for (std::size_t i = 0; i < what_to_do_.size(); ++i) {
      what_to_do_[i]->set_text(tongues_.all()[i].text(key));
      what_to_do_[i]->set_tone(ink);
    }
  }

 private:
  static void put(Label& label, const std::string& text, Tone tone) {
    label.set_visible(!text.empty());
    label.set_text(text);
    label.set_tone(tone);
  }

  const Tongues& tongues_;
  Label* room_ = nullptr;
  Rule* rule_ = nullptr;
  Label* code_ = nullptr;
  Label* name_ = nullptr;
  std::vector<Label*> what_to_do_;
};

/// Each desk of the area in a card.
class DesksZone : public Grid, public Zone {
 public:
  explicit DesksZone(const ZoneKit& kit) : Grid(kit.part.across.value_or(3), BoxStyle{.gap = 2}), tongues_(kit.tongues) {}

  void show(const Shown& shown) override {
    while (cards_.size() < shown.desks.size()) add_card();
    for (std::size_t i = 0; i < cards_.size(); ++i) {
      cards_[i].box->set_visible(i < shown.desks.size());
      if (i < shown.desks.size()) fill(cards_[i], shown.desks[i], shown);
    }
  }

 private:
  struct Card {
    Column* box = nullptr;
    Label* room = nullptr;
    Called* who = nullptr;
  };

  void add_card() {
    Card card;
    card.box = &add<Column>(BoxStyle{.gap = 0.5, .padding = 1.5, .fill = Tone::panel, .radius = 1.5, .padding_vertical = 1});
    card.room = &card.box->add<Label>("", TextStyle{.size = TextSize::large, .tone = Tone::muted, .align = Align::centre, .fit = Fit::fill});
    card.room->place.grow = 3;
    card.who = &card.box->add<Called>(TextStyle{.size = TextSize::display, .weight = Weight::bold, .align = Align::centre, .fit = Fit::fill}, TextSize::large);
    card.who->place.grow = 3;
    cards_.push_back(card);
  }

  void fill(Card& card, const queue::BoardDesk& desk, const Shown& shown) const {
    const bool fresh = shown.fresh && !shown.dimmed && shown.call && shown.call->desk == desk.desk;
    const bool called = desk.door == queue::Door::called && !shown.stale;
    card.box->set_fill(fresh ? Tone::accent : called ? Tone::raised : Tone::panel);
    card.room->set_text(tongues_.now(desk.name));
    card.room->set_tone(fresh ? Tone::on_accent : called ? Tone::text : Tone::muted);
    if (desk.call_code) card.who->show(*desk.call_code, desk.shown_name);
    else card.who->show(tongues_.word_now(short_key_of(desk.door)), {});
    card.who->set_tone(fresh ? Tone::on_accent : desk.call_code ? Tone::text : Tone::muted);
  }
  static std::string_view short_key_of(queue::Door door) {
    return door == queue::Door::free ? "desk_free" : door == queue::Door::paused ? "desk_paused" : "desk_closed";
  }

  const Tongues& tongues_;
  std::vector<Card> cards_;
};

}  // namespace

MadeZone make_door(const ZoneKit& kit) { return made(std::make_unique<DoorZone>(kit)); }
MadeZone make_desks(const ZoneKit& kit) { return made(std::make_unique<DesksZone>(kit)); }

}  // namespace vestibule::board
