#include "operator.hpp"

#include <fmt/format.h>

namespace vestibule::kiosk {
namespace {

using queue::PrinterState;

constexpr std::size_t longest_pin = 12;

Choice choice(const char* name, Saying label, Look look = Look::plain) { return {name, std::move(label), {}, {}, look}; }

Saying printer_saying(PrinterState state) {
  switch (state) {
    case PrinterState::ready: return key("operator_printer_ready");
    case PrinterState::near_end: return key("operator_printer_near_end");
    case PrinterState::paper_out: return key("operator_printer_paper_out");
    case PrinterState::cover_open: return key("operator_printer_cover_open");
    case PrinterState::jammed: return key("operator_printer_jammed");
    case PrinterState::broken: return key("operator_printer_broken");
    case PrinterState::offline: return key("operator_printer_offline");
    case PrinterState::unknown: break;
  }
  return key("operator_printer_unknown");
}

Saying paper_left(const KioskHealth& health) {
  const int metres = health.printer.millimetres_left.value_or(0) / 1000;
  if (!health.printer.tickets_left) return key("operator_paper_left").with("metres", metres);
  if (health.ends_at.empty()) return key("operator_tickets_left").with("metres", metres).with("tickets", *health.printer.tickets_left);
  return key("operator_paper_ends").with("metres", metres).with("tickets", *health.printer.tickets_left).with("time", health.ends_at);
}

}  // namespace

void Operator::close() {
  stage_ = Stage::closed;
  typed_.clear();
  wrong_ = false;
}

Page Operator::page() const { return stage_ == Stage::desk ? desk_page() : pin_page(); }

Page Operator::pin_page() const {
  Page page;
  page.kind = PageKind::pin;
  page.title = key("operator_pin_title");
  const auto wait = lock_.wait().count();
  std::string dots;
  for (std::size_t i = 0; i < typed_.size(); ++i) dots += "●";
  if (wait > 0) page.text = {key("operator_pin_wait").counting(static_cast<int>(wait))};
  else if (wrong_ && typed_.empty()) page.text = {key("operator_pin_wrong")};
  else page.text = {of_site({{"", dots.empty() ? " " : dots}})};
  for (const char digit : std::string_view("123456789")) page.choices.push_back({fmt::format("digit.{}", digit), of_site({{"", std::string(1, digit)}}), {}, {}, Look::plain});
  page.choices.push_back(choice("delete", key("operator_delete")));
  page.choices.push_back(choice("digit.0", of_site({{"", "0"}})));
  page.choices.push_back(choice("enter", key("operator_enter")));
  page.actions = {choice("close", key("action_back"), Look::quiet)};
  return page;
}

Page Operator::desk_page() const {
  const KioskHealth health = doing_.health();
  Page page;
  page.kind = PageKind::operator_desk;
  page.title = key("operator_title");
  page.text = {health.house.line_up ? key("operator_line_up") : key("operator_line_down"),
               key("operator_unsynced").counting(health.house.unsynced), printer_saying(health.printer.state), paper_left(health)};
  page.choices = {choice("test", key("operator_test")), choice("roll", key("operator_roll")), choice("reload", key("operator_reload")),
                  choice("leave", key("operator_leave"))};
  page.actions = {choice("close", key("action_back"), Look::quiet)};
  return page;
}

void Operator::touch(const std::string& name, const std::string& language) {
  if (name == "close") return close();
  if (stage_ == Stage::desk) return work(name, language);
  if (name == "delete") {
    if (!typed_.empty()) typed_.pop_back();
  } else if (name == "enter") {
    const bool right = lock_.try_pin(typed_);
    typed_.assign(typed_.size(), '0');
    typed_.clear();
    wrong_ = !right;
    if (right) stage_ = Stage::desk;
  } else if (name.starts_with("digit.") && typed_.size() < longest_pin) {
    typed_ += name.back();
  }
}

void Operator::work(const std::string& name, const std::string& language) {
  if (name == "test") return doing_.print_test(language);
  if (name == "roll") return doing_.roll_changed();
  if (name == "reload") return doing_.reload();
  if (name == "leave") return doing_.leave();
}

}  // namespace vestibule::kiosk
