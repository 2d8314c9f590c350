// Lists: the calls before, who comes next, and how long people wait for what.

#include <fmt/format.h>

#include <array>

#include "called.hpp"
#include "zone.hpp"

namespace vestibule::board {

using namespace ui;

namespace {

constexpr BoxStyle card{.gap = 1, .padding = 3, .fill = Tone::panel, .radius = 2, .padding_vertical = 2};

/// The lines of a list share its room. What would have to be too small to be read from a chair is left out, from the end.
Stack& add_lines(Column& list) {
  Stack& lines = list.add<Stack>(TextSize::body);
  lines.place.grow = 1;
  return lines;
}

/// A line of a list, with a rule above it.
Row& add_line(Stack& lines) {
  Column& line = lines.add<Column>();
  line.add<Rule>();
  Row& row = line.add<Row>(BoxStyle{.gap = 2});
  row.place.grow = 1;
  return row;
}

class LastZone : public Column, public Zone {
 public:
  explicit LastZone(const ZoneKit& kit) : Column(card), tongues_(kit.tongues) {
    Heading(*this, tongues_, "last_calls", TextStyle{.size = TextSize::large, .weight = Weight::bold, .tone = Tone::muted});
    const std::size_t count = kit.part.lines ? static_cast<std::size_t>(*kit.part.lines) : kit.last_calls;
    Stack& lines = add_lines(*this);
    for (std::size_t i = 0; i < count; ++i) add_call(add_line(lines));
  }

  void show(const Shown& shown) override {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool there = i < shown.last.size();
      const bool awaited = there && shown.last_waited_for[i] && !shown.stale;
      lines_[i].who->show(there ? shown.last[i].call_code : "", there ? shown.last[i].shown_name : std::nullopt);
      lines_[i].who->place.grow = there && shown.last[i].shown_name ? 4 : 2;
      lines_[i].who->set_tone(awaited ? Tone::accent_text : Tone::text);
      lines_[i].desk->set_text(there ? tongues_.now(shown.last[i].desk_name) : "");
    }
  }

 private:
  struct Line {
    Called* who = nullptr;
    Label* desk = nullptr;
  };

  void add_call(Row& row) {
    Line line;
    line.who = &row.add<Called>(TextStyle{.size = TextSize::title, .weight = Weight::bold, .fit = Fit::shrink, .trim = Trim::capitals}, TextSize::body);
    line.who->place.grow = 2;
    line.desk = &row.add<Label>("", TextStyle{.size = TextSize::large, .tone = Tone::text, .align = Align::end, .fit = Fit::fill});
    line.desk->place.grow = 3;
    lines_.push_back(line);
  }

  const Tongues& tongues_;
  std::vector<Line> lines_;
};

class NextZone : public Row, public Zone {
 public:
  explicit NextZone(const ZoneKit& kit) : Row(BoxStyle{.gap = 2}), tongues_(kit.tongues) {
    place.min_height = 8;
    heading_ = &add<Label>(tongues_.words_in_all("next"), TextStyle{.size = TextSize::large, .weight = Weight::bold, .tone = Tone::muted});
    Strip& codes = add<Strip>(BoxStyle{.gap = 2});
    codes.place.grow = 1;
    for (std::size_t i = 0; i < codes_.size(); ++i) {
      Box& box = codes.add<Box>(BoxStyle{.padding = 2, .fill = Tone::raised, .radius = 1, .padding_vertical = 0.6});
      box.set_visible(false);
      boxes_[i] = &box;
      codes_[i] = &box.add<Label>("", TextStyle{.size = TextSize::large, .weight = Weight::bold, .trim = Trim::capitals});
    }
    waiting_ = &codes.add<Label>("", TextStyle{.size = TextSize::large, .tone = Tone::muted, .align = Align::end});
    waiting_->place.grow = 1;  // at the end, and the first to go where the codes need the room
  }

  void show(const Shown& shown) override {
    for (std::size_t i = 0; i < codes_.size(); ++i) {
      const bool there = i < shown.next.size();
      boxes_[i]->set_visible(there);
      if (there) codes_[i]->set_text(shown.next[i]);
    }
    heading_->set_visible(!shown.next.empty());
    waiting_->set_text(shown.known && shown.waiting > 0 ? tongues_.word_now("waiting", {{"count", shown.waiting}}) : "");
  }

 private:
  const Tongues& tongues_;
  Label* heading_ = nullptr;
  std::array<Label*, 6> codes_{};
  std::array<Box*, 6> boxes_{};
  Label* waiting_ = nullptr;
};

class WaitsZone : public Column, public Zone {
 public:
  explicit WaitsZone(const ZoneKit& kit) : Column(card), tongues_(kit.tongues) {
    const auto most = static_cast<std::size_t>(kit.part.lines.value_or(8));
    Heading(*this, tongues_, "waits", TextStyle{.size = TextSize::large, .weight = Weight::bold, .tone = Tone::muted});
    Stack& lines = add_lines(*this);
    for (std::size_t i = 0; i < most; ++i) add_service(add_line(lines));
  }

  void show(const Shown& shown) override {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool there = i < shown.services.size();
      lines_[i].whole->set_visible(there);
      if (!there) continue;
      lines_[i].service->set_text(tongues_.now(shown.services[i].name));
      lines_[i].wait->set_text(shown.stale ? "" : wait_of(shown.services[i]));
    }
  }

 private:
  struct Line {
    View* whole = nullptr;
    Label* service = nullptr;
    Label* wait = nullptr;
  };

  void add_service(Row& row) {
    Line line;
    line.whole = row.parent();
    line.service = &row.add<Label>("", TextStyle{.size = TextSize::large, .fit = Fit::fill});
    line.service->place.grow = 4;
    line.wait = &row.add<Label>("", TextStyle{.size = TextSize::large, .weight = Weight::bold, .align = Align::end, .fit = Fit::shrink});
    line.wait->place.grow = 3;
    lines_.push_back(line);
  }

  /// A range where there is one, never one number; else how many wait.
  std::string wait_of(const queue::BoardService& service) const {
    if (!service.wait) return tongues_.word_now("waiting_short", {{"count", service.waiting}});
    const auto [low, high] = *service.wait;
    return tongues_.word_now("minutes", {{"low", low}, {"high", high}, {"count", high}});  // its form is that of the last number
  }

  const Tongues& tongues_;
  std::vector<Line> lines_;
};

}  // namespace

MadeZone make_last(const ZoneKit& kit) { return made(std::make_unique<LastZone>(kit)); }
MadeZone make_next(const ZoneKit& kit) { return made(std::make_unique<NextZone>(kit)); }
MadeZone make_waits(const ZoneKit& kit) { return made(std::make_unique<WaitsZone>(kit)); }

}  // namespace vestibule::board
