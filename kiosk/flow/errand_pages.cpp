// The pages at the end of an errand: how a ticket stands, and why an appointment cannot be checked in now.

#include "flow.hpp"

namespace vestibule::kiosk {
namespace {

using queue::Cause, queue::CheckInOutcome, queue::State;

Choice done() { return {"again", key("action_done"), {}, {}, Look::main}; }

/// "2 emergencies came first".
Saying came_first(const queue::CameFirst& first) {
  switch (first.cause) {
    case Cause::triage: return (first.at_once ? key("why_emergency") : key("why_urgent")).counting(first.count);
    case Cause::appointment: return key("why_appointment").counting(first.count);
    case Cause::returned: return key("why_returned").counting(first.count);
    default: return key("why_staff").counting(first.count);
  }
}

std::vector<Saying> why(const queue::TicketStatus& status) {
  std::vector<Saying> why;
  const int desks = status.desks_open + status.desks_paused;
  for (const auto& first : status.came_first)
    if (why.size() < 3) why.push_back(came_first(first));
  if (status.desks_paused) why.push_back(key("why_break").counting(status.desks_paused).with("desks", desks));
  else if (!desks) why.push_back(key("why_no_desk"));
  return why;
}

/// The day of an appointment, seen from now.
Saying day_of(const queue::When& when) {
  if (when.in_days < 0) return key("notice_past");
  if (when.in_days == 0) return key("notice_today").with("time", when.time);
  if (when.in_days == 1) return key("notice_tomorrow").with("time", when.time);
  if (when.in_days < 7) return key("notice_weekday").saying("weekday", weekday(when.weekday)).with("time", when.time);
  return key("notice_days").counting(when.in_days).saying("weekday", weekday(when.weekday)).with("time", when.time);
}

}  // namespace

Saying Flow::staff_saying() const {
  switch (help_) {
    case Help::none: return {};
    case Help::told: return key("staff_told");
    case Help::failed: return key("staff_not_told");
    case Help::calling: break;
  }
  return clock_.steady() - help_since_ >= settings_.patience ? key("staff_late") : key("staff_calling");
}

Page Flow::status_page() const {
  const auto& status = *visit_.status;
  Page page;
  page.kind = PageKind::status;
  page.title = key("status_title");
  Shown shown{status.call_code, of_site(status.service_name), of_site(status.area_name), {}, {}, {}, {}};
  switch (status.state) {
    case State::waiting:
      shown.ahead = status.ahead.value_or(0) ? key("token_ahead").counting(*status.ahead) : key("token_next");
      shown.wait = status.wait ? key("token_wait").ranging(status.wait->low, status.wait->high) : key("token_no_estimate");
      shown.why = why(status);
      break;
    case State::called: shown.ahead = key("status_called").with("desk", status.desk_name); break;
    case State::serving: shown.ahead = key("status_serving"); break;
    case State::parked: shown.ahead = key("status_parked").counting(status.returns_in_minutes.value_or(0)); break;
    case State::no_show: shown.ahead = key("status_missed"); break;
    case State::done:
    case State::cancelled: shown.ahead = key("status_over"); break;
  }
  page.token = std::move(shown);
  page.actions = {done()};
  return page;
}

Page Flow::notice_page() const {
  Page page;
  page.kind = PageKind::notice;
  page.actions = {done()};
  const auto outcome = visit_.checked ? visit_.checked->outcome : CheckInOutcome::unknown;
  const auto at = visit_.checked && visit_.checked->at ? *visit_.checked->at : queue::When{};
  const Choice walk_in{"walk_in", key("action_walk_in"), {}, {}, Look::plain};
  switch (outcome) {
    case CheckInOutcome::early:
      page.title = key("notice_early");
      page.text = {key("notice_today").with("time", at.time), key("notice_from").with("time", visit_.checked->from.value_or(at).time)};
      page.choices = {walk_in};
      return page;
    case CheckInOutcome::late:
      page.title = key("notice_late").with("time", at.time);
      page.text = {key("notice_late_text")};
      page.choices = {walk_in};
      return page;
    case CheckInOutcome::other_day:
      page.title = key("notice_other_day");
      page.text = {day_of(at)};
      return page;
    case CheckInOutcome::cancelled: page.title = key("notice_cancelled"); break;
    case CheckInOutcome::used:
    case CheckInOutcome::here: page.title = key("notice_used"); break;
    case CheckInOutcome::closed: page.title = key("notice_closed"); break;
    case CheckInOutcome::too_often: page.title = key("notice_desk"); break;
    case CheckInOutcome::unknown:
      page.title = visit_.errand == Errand::ticket ? key("notice_no_ticket") : key("notice_unknown");
      if (!tries_left()) break;
      page.text = {visit_.errand == Errand::ticket ? key("notice_check_ticket") : key("notice_check")};
      page.choices = {{"try_again", key("action_try_again"), {}, {}, Look::plain}};
      return page;
  }
  page.text = {key("notice_ask_desk")};
  return page;
}

}  // namespace vestibule::kiosk
