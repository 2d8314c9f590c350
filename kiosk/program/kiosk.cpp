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
             [this](const Touch& touch) {
               witness_.touched(touch);
               flow_.touch(touch);
               follow();
             }),
      witness_(std::move(witness), ground.clock, ground.log),
      scanner_(ground.clock, [this](const std::string& text) {
        flow_.scanned(text);
        follow();
      }) {
  listen_to_scanner();
  line.on({[this](const std::string& id, const Result<json::value>& answer) {
             flow_.answered(id, answer);
             follow();
           },
           [this](bool up) {
             flow_.line(up);
             follow();
           }});
  follow();
}

/// In the next turn: the number is on the screen before the paper is drawn.
void Kiosk::print(const PrintJob& job) {
  ground_.post([this, job] { paper_.print(job); });
}

/// It types like a keyboard. Its Enter ends a scan and presses nothing.
void Kiosk::listen_to_scanner() {
  ground_.screen.on_typed([this](const ui::Typed& typed) { scanner_.typed(typed.text); });
  ground_.screen.on_key([this](const ui::KeyPress& press) {
    if (press.key == ui::Key::enter && scanner_.enter()) ground_.screen.swallow_key();
  });
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
  ground_.screen.after_frame([this] { witness_.seen(flow_.page(), pages_, ground_.screen.canvas()); });
}

}  // namespace vestibule::kiosk
