// What stands in one line: the area's name, the clock, the message. And the pictures of the schedule.

#include <fmt/format.h>


#include <vestibule/ui/screen.hpp>

#include "zone.hpp"

namespace vestibule::board {

using namespace ui;

namespace {

class AreaZone : public Label, public Zone {
 public:
  explicit AreaZone(const ZoneKit& kit)
      : Label("", TextStyle{.size = TextSize::title, .weight = Weight::bold, .fit = Fit::fill}), tongues_(kit.tongues) {
    place.height = 10;
  }
  void show(const Shown& shown) override { set_text(tongues_.in_all(shown.area)); }

 private:
  const Tongues& tongues_;
};

/// The date beside the time; on an upright screen, which has no room for that, small beneath it.
class ClockZone : public Box, public Zone {
 public:
  explicit ClockZone(const ZoneKit& kit) : tongues_(kit.tongues) {
    date_ = &add<Label>("", TextStyle{.size = TextSize::large, .tone = Tone::muted, .align = Align::end, .fit = Fit::shrink});
    time_ = &add<Label>("", TextStyle{.size = TextSize::title, .weight = Weight::bold, .align = Align::end, .fit = Fit::shrink, .trim = Trim::capitals});
  }
  Size measure(Size available) override {
    const Size date = date_->measure(available), time = time_->measure(available);
    if (upright()) return {std::max(time.width, std::min(date.width, available.width * 2 / 5)), 0};
    return {date.width + pixels(gap) + time.width, std::max(date.height, time.height)};
  }
  void show_time(WallTime time) override {
    time_->set_text(fmt::format("{:02}:{:02}", time.hour, time.minute));
    const Words& words = tongues_.present();
    date_->set_text(tongues_.word_now("date", {{"weekday", words.text(fmt::format("weekday_{}", time.weekday))},
                                               {"day", time.day},
                                               {"month", words.text(fmt::format("month_{}", time.month))}}));
  }

 protected:
  void arrange_children() override {
    const Rect& room = bounds();
    if (upright()) {
      const int above = room.height * 6 / 10;
      time_->arrange({room.x, room.y, room.width, above});
      date_->arrange({room.x, room.y + above, room.width, room.height - above});
      return;
    }
    const int time = time_->measure(room.size()).width, date = room.width - time - pixels(gap);
    time_->arrange({mirrored() ? room.x : room.right() - time, room.y, time, room.height});
    date_->arrange({mirrored() ? room.right() - date : room.x, room.y, date, room.height});
  }

 private:
  static constexpr Length gap = 3;

  bool upright() const { return screen()->size().height > screen()->size().width; }

  const Tongues& tongues_;
  Label* date_ = nullptr;
  Label* time_ = nullptr;
};

/// What staff want said on this very screen goes before the schedule; that the screen is out of date, before both.
class MessageZone : public Box, public Zone {
 public:
  explicit MessageZone(const ZoneKit& kit) : Box(BoxStyle{.padding = 4, .fill = Tone::panel, .padding_vertical = 0.8}), tongues_(kit.tongues) {
    text_ = &add<Label>("", TextStyle{.size = TextSize::large, .align = Align::centre});
  }
  void show(const Shown& shown) override {
    stale_ = shown.stale;
    own_ = shown.own_message;
    put();
  }
  void show_programme(const OnShow& programme) override {
    scheduled_ = programme.message;
    put();
  }

 private:
  void put() {
    const std::string text = stale_ ? tongues_.words_in_all("stale", "\n") : tongues_.in_all(own_.empty() ? scheduled_ : own_, "\n");
    set_visible(!text.empty());
    set_fill(stale_ ? Tone::alert : Tone::panel);
    text_->set_tone(stale_ ? Tone::on_alert : Tone::text);
    text_->set_text(text);
  }

  const Tongues& tongues_;
  Label* text_ = nullptr;
  queue::Texts own_, scheduled_;
  bool stale_ = false;
};

class MediaZone : public Box, public Zone {
 public:
  explicit MediaZone(const ZoneKit&) : Box(BoxStyle{.fill = Tone::panel, .radius = 2}) { set_visible(false); }
  void show_programme(const OnShow& programme) override {
    set_visible(programme.picture != nullptr);
    if (!programme.picture) return;
    if (picture_) picture_->set_picture(programme.picture);
    else picture_ = &add<PictureView>(programme.picture);
  }

 private:
  PictureView* picture_ = nullptr;
};

}  // namespace

MadeZone make_area(const ZoneKit& kit) { return made(std::make_unique<AreaZone>(kit)); }
MadeZone make_clock(const ZoneKit& kit) { return made(std::make_unique<ClockZone>(kit)); }
MadeZone make_message(const ZoneKit& kit) { return made(std::make_unique<MessageZone>(kit)); }
MadeZone make_media(const ZoneKit& kit) { return made(std::make_unique<MediaZone>(kit)); }

}  // namespace vestibule::board
