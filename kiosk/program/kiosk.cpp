#include "kiosk.hpp"

#include <malloc.h>

#include <algorithm>

namespace vestibule::kiosk {
namespace {

/// Jobs that staff have asked for are told apart from a patient's by the beginning of their id.
constexpr std::string_view by_staff = "reprint-";

}  // namespace

Kiosk::Kiosk(const Ground& ground, const KioskSettings& settings, HostLine& line, std::unique_ptr<Machine> machine, Endings endings)
    : ground_(ground),
      tickets_(settings.printing.ticket),
      offline_(ground.disk, line, ground.clock, ground.ids, settings.name),
      lock_(settings.operator_pin, ground.disk, ground.clock),
      operator_(lock_, {[this] { return health(); }, [this](const std::string& language) { room_.print_test(language); },
                        [this] { room_.roll_changed(); }, endings.reload, std::move(endings.leave)}),
      flow_(settings.flow, line, *this, ground.clock, ground.ids, &offline_),
      pages_(ground.screen, ground.languages, settings.shorter_side_mm,
             [this](const Touch& touch) { touched(touch); }),
      remote_(line, ground.disk, ground.screen, ground.log, std::move(endings.reload)),
      witness_(settings.witness, ground.clock, ground.log),
      scanner_(ground.clock, [this](const std::string& text) {
        flow_.scanned(text);
        follow();
      }),
      room_(std::move(machine), settings.printing,
            {ground.languages, ground.screen.fonts(), ground.disk, ground.clock, ground.log, ground.post},
            {[this](const std::string& id, bool paper, PrinterState state) { printed(id, paper, state); },
             [this](const queue::PrinterReport& report) { printer_changed(report); }}) {
  listen_to_scanner();
  if (ground_.voice)
    guide_ = std::make_unique<Guide>(GuideGround{*ground_.voice, ground_.screen, pages_, ground_.timers, [this](const Touch& touch) { touched(touch); }},
                                     Reading(ground_.languages, *ground_.aloud));
  if (const auto complaint = offline_.complaint(); !complaint.empty()) ground_.log.warning("{}", complaint);
  if (!settings.operator_pin.empty()) flow_.serve(operator_);
  offline_.on_reprint([this](const queue::Reprint& wanted) { reprint(wanted); });
  pages_.on_finger([this](double x, double y) {
    if (!corners_.touched(x, y, ground_.clock.steady())) return;
    flow_.call_operator();
    follow();
  });
  line.on({[this](const std::string& id, const Result<json::value>& answer) {
             flow_.answered(id, answer);
             follow();
           },
           [this](bool up) {
             flow_.line(up);
             follow();
           },
           [this](const json::value& orders) { ordered(orders); }});
  flow_.take_orders(remote_.orders());
  pages_.set_themes(ground.screen.theme(), ground.contrast);
  ground.screen.on_resize([this] {
    shown_ = 0;  // the same page, arranged anew
    follow();
  });
  follow();
}

void Kiosk::touched(const Touch& touch) {
  const bool hear = guide_ && touch.choice == "hear";
  if (!operator_.open()) witness_.touched(touch);  // what the operator types is not recorded
  flow_.touch(hear ? Touch{touch.page, {}} : touch);  // it answers nothing: the page goes on taking touches
  follow();
  if (hear) guide_->hear();
}

void Kiosk::ordered(const json::value& orders) {
  if (!remote_.hear(orders)) return;
  flow_.take_orders(remote_.orders());
  follow();
  ground_.screen.after_frame([this] { remote_.look(flow_.page()); });
}

/// In the next turn: the number is on the screen before the paper is drawn.
void Kiosk::print(const PrintJob& job) {
  ground_.post([this, job] { room_.print(job); });
}

void Kiosk::printed(const std::string& id, bool paper, PrinterState state) {
  if (!id.starts_with(by_staff)) flow_.printed(id, paper, state);
  else if (paper) {
    offline_.reprinted(id.substr(by_staff.size()));
    std::erase_if(waiting_reprints_, [&](const PrintJob& job) { return job.id == id; });
  }
  follow();
}

void Kiosk::printer_changed(const queue::PrinterReport& report) {
  const bool mended = prints(report.state) && !prints(state_);
  state_ = report.state;
  offline_.printer(report);
  flow_.printer(report.state);
  if (mended)
    for (const PrintJob& job : waiting_reprints_) room_.print(job);
  follow();
}

void Kiosk::reprint(const queue::Reprint& wanted) {
  const auto menu = offline_.menu();
  waiting_reprints_.push_back({std::string(by_staff) + wanted.id, wanted.language, menu ? menu->site : Texts{}, wanted.token, false});
  room_.print(waiting_reprints_.back());
}

KioskHealth Kiosk::health() const {
  KioskHealth health{offline_.state(), room_.report(), {}};
  if (health.printer.ends_at) health.ends_at = local_time(*health.printer.ends_at, tickets_);
  return health;
}

/// The texts that were drawn are gone at once; if nobody comes for a while, what drew them too.
void Kiosk::forget_visit() {
  ground_.screen.fonts().forget(ui::Fonts::Forget::texts);
  tidy_ = ground_.timers.after(std::chrono::seconds{5}, [this] {
    ground_.screen.fonts().forget(ui::Fonts::Forget::files);
    ::malloc_trim(0);
  });
}

/// It types like a keyboard; the Enter that ends what was typed presses nothing.
void Kiosk::listen_to_scanner() {
  ground_.screen.on_typed([this](const ui::Typed& typed) { scanner_.typed(typed.text); });
  ground_.screen.on_key([this](const ui::KeyPress& press) {
    if (press.key == ui::Key::enter) scanner_.enter();
  });
}

void Kiosk::follow() {
  if (ground_.voice) offline_.faults(ground_.voice->faults());
  const auto wait = flow_.due() - ground_.clock.steady();
  tick_ = ground_.timers.after(std::max(wait, Duration{0}), [this] {
    flow_.tick();
    follow();
  });
  if (flow_.page().revision == shown_) return;
  shown_ = flow_.page().revision;
  pages_.show(flow_.page());
  if (guide_) guide_->follow(flow_.page());
  const bool visited = !flow_.page().language.empty();
  if (visited) tidy_.stop();
  else if (visited_) ground_.screen.after_frame([this] { forget_visit(); });
  visited_ = visited;
  ground_.screen.after_frame([this] {
    witness_.seen(flow_.page(), pages_, ground_.screen.canvas());
    remote_.look(flow_.page());
  });
}

}  // namespace vestibule::kiosk
