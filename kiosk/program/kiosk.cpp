#include "kiosk.hpp"

#include <algorithm>

namespace vestibule::kiosk {

Kiosk::Kiosk(const Ground& ground, FlowSettings settings, HostLine& line, TicketSettings tickets,
             std::filesystem::path ticket_folder, double shorter_side_mm, WitnessFiles witness)
    : ground_(ground),
      paper_(std::move(ticket_folder), std::move(tickets), ground.languages, ground.screen.fonts(),
             [this](const std::string& id, const Result<>& result) {
               if (!result) ground_.log.error("a ticket was not printed: {}", result.error().message);
               flow_.printed(id, result.has_value());
               follow();
             }),
      flow_(std::move(settings), line, *this, ground.clock, ground.ids),
      pages_(ground.screen, ground.languages, shorter_side_mm,
             [this](const Touch& touch) { touched(touch); }),
      witness_(std::move(witness), ground.clock, ground.log) {
  const auto by_key = [this](const Touch& touch) { touched(touch); };
  if (ground.voice)
    guide_ = std::make_unique<Guide>(GuideGround{*ground.voice, ground.screen, pages_, ground.timers, by_key}, Reading(ground.languages, *ground.aloud));
  line.on({[this](const std::string& id, const Result<json::value>& answer) {
             flow_.answered(id, answer);
             follow();
           },
           [this](bool up) {
             flow_.line(up);
             follow();
           }});
  pages_.set_themes(ground.screen.theme(), ground.contrast);
  follow();
}

void Kiosk::touched(const Touch& touch) {
  const bool hear = guide_ && touch.choice == "hear";
  witness_.touched(touch);
  flow_.touch(hear ? Touch{touch.page, {}} : touch);  // it answers nothing: the page goes on taking touches
  follow();
  if (hear) guide_->hear();
}

/// In the next turn: the number is on the screen before the paper is drawn.
void Kiosk::print(const PrintJob& job) {
  ground_.post([this, job] { paper_.print(job); });
}

void Kiosk::follow() {
  const auto wait = flow_.due() - ground_.clock.steady();
  tick_ = ground_.timers.after(std::max(wait, Duration{0}), [this] {
    flow_.tick();
    follow();
  });
  if (flow_.page().revision == shown_) return;
  shown_ = flow_.page().revision;
  pages_.show(flow_.page());
  if (guide_) guide_->follow(flow_.page());
  ground_.screen.after_frame([this] { witness_.seen(flow_.page(), pages_, ground_.screen.canvas()); });
}

}  // namespace vestibule::kiosk
