// What this kiosk cannot do now, and what staff have ordered of it: what patients are told of that.

#include <algorithm>

#include "flow.hpp"

namespace vestibule::kiosk {

using queue::PrinterState;

/// Nobody loses the number they have asked for, nor the way to the red door: those pages stay to their end.
void Flow::take_orders(const queue::DeviceOrders& orders) {
  message_ = orders.message;
  const bool closes = orders.locked && !locked_;
  locked_ = orders.locked;
  const bool bound = stage_ == Stage::asking_host || stage_ == Stage::token || stage_ == Stage::urgent;
  if (closes && !bound && !operating()) return leave();
  show();
}

void Flow::printer(PrinterState state) {
  printer_state_ = state;
  show();
}

/// In place of the first question: staff have locked the kiosk, or another machine uses its name.
Page Flow::closed_kiosk() const {
  Page page;
  page.kind = PageKind::out_of_service;
  page.title = locked_ ? key("locked_title") : key("fenced_title");
  page.text = {locked_ ? key("locked_text") : key("fenced_text")};
  if (locked_ && !message_.empty()) page.text.push_back(of_site(message_));
  return page;
}

/// The exact fault, in words for both: patients learn where their number will stand, staff what to bring.
std::vector<Saying> Flow::notices() const {
  std::vector<Saying> all;
  if (!message_.empty()) all.push_back(of_site(message_));
  if (alone()) all.push_back(key("token_alone_counted"));
  switch (printer_state_) {
    case PrinterState::paper_out: all.push_back(key("start_paper_out")); break;
    case PrinterState::cover_open: all.push_back(key("start_cover_open")); break;
    case PrinterState::jammed: all.push_back(key("start_paper_jam")); break;
    case PrinterState::broken: all.push_back(key("start_printer_broken")); break;
    case PrinterState::offline: all.push_back(key("start_printer_offline")); break;
    case PrinterState::ready:
    case PrinterState::near_end:
    case PrinterState::unknown: break;
  }
  return all;
}

Saying Flow::paper_saying() const {
  if (paper_ == Paper::printed) return key("token_take");
  if (paper_ != Paper::failed) return key("token_printing");
  switch (printer_fault_) {
    case PrinterState::paper_out: return key("token_paper_out");
    case PrinterState::cover_open: return key("token_cover_open");
    case PrinterState::jammed: return key("token_paper_jam");
    default: return key("token_no_paper");
  }
}

bool confidential(const Page& page) {
  if (page.kind == PageKind::pin || (page.entry && !page.entry->text.empty())) return true;
  if (page.token && !page.token->code.empty()) return true;
  const auto initials = [](const Saying& saying) { return saying.values.count("initials") > 0; };
  return std::any_of(page.text.begin(), page.text.end(), initials);
}

}  // namespace vestibule::kiosk
