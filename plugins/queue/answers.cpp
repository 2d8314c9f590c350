#include "answers.hpp"

#include <algorithm>

#include "rules.hpp"

namespace vestibule::queue {
namespace {

int seconds(Duration span) { return static_cast<int>(std::chrono::floor<std::chrono::seconds>(span).count()); }

Counts counts_of(const Hall& hall, const Service& service) {
  Counts counts{0,
                hall.count(service, State::waiting),
                hall.count(service, State::called),
                hall.count(service, State::serving),
                hall.count(service, State::parked),
                hall.count(service, State::done),
                hall.count(service, State::no_show),
                hall.count(service, State::cancelled)};
  counts.issued = counts.waiting + counts.called + counts.serving + counts.parked + counts.done + counts.no_show + counts.cancelled;
  return counts;
}

/// How far the call shown at a desk has come on the screens of its area. A screen that has shown it counts, alive or not.
std::optional<Seen> seen(const Hall& hall, const Screens& screens, const Area& area, const DeskNow& desk) {
  const AreaCalls& calls = hall.calls(area);
  const AreaCall* call = calls.find(desk.call);
  if (!call) return std::nullopt;
  Seen seen{static_cast<int>(call->painted.size()), static_cast<int>(call->spoken.size()), 0, std::nullopt};
  if (const auto live = screens.live(area.id, desk.desk->id)) {
    seen.screens = std::max(live->screens, seen.painted);
    seen.voices = std::max(live->voices, seen.spoken);
    return seen;
  }
  seen.screens = static_cast<int>(calls.painters.size());
  return seen;
}

std::vector<Overtakings> overtaken_by(const Hall& hall, const Token& token) {
  std::vector<Overtakings> found;
  for (const RecentPass& pass : hall.recent_passes(*token.service)) {
    if (pass.passed != token.priority || pass.at < token.joined || pass.joined <= token.joined) continue;
    const auto same = std::find_if(found.begin(), found.end(), [&](const Overtakings& other) {
      return other.priority == pass.priority->id && other.cause == pass.cause;
    });
    if (same != found.end()) ++same->count;
    else found.push_back({pass.priority->id, pass.cause, 1});
  }
  return found;
}

}  // namespace

IssuedToken issued_token(const Token& token) {
  return {token.id(),   token.number.text(), token.call_code(), token.service->id, token.service->name, token.service->area->name, token.promise.ahead,
          token.promise.range, token.issued_at, std::nullopt};
}

TokenView token_view(const Token& token, Moment now) {
  TokenView view;
  view.token = token.id();
  view.number = token.number.text();
  view.call_code = token.call_code();
  view.service = token.service->id;
  view.priority = token.priority->id;
  view.state = token.state;
  view.needs = needs_in(token.needs);
  if (token.language) view.language = *token.language;
  view.issued_at = token.issued_at;
  view.in_state_seconds = seconds(now - token.since);
  view.waited_seconds = std::max(0, seconds(token.state == State::waiting ? now - token.effective() : token.credit));
  view.booked = token.booked;
  if (token.desk) view.desk = token.desk->id;
  view.calls = token.calls;
  if (token.pathway) view.pathway = token.pathway->id;
  view.stage = token.stage;
  view.promised = token.promise.range;
  view.overdue = token.state == State::waiting && token.promise.range && now - token.joined > std::chrono::minutes{token.promise.range->high};
  if (token.state == State::parked) view.returns_in_seconds = std::max(0, seconds(token.returns - now));
  if (!token.outcome.empty()) view.outcome = token.outcome;
  return view;
}

DeskView desk_view(const Hall& hall, const Screens& screens, const DeskNow& desk, Moment now) {
  DeskView view;
  view.desk = desk.desk->id;
  view.name = desk.desk->name;
  view.area = desk.desk->area->id;
  for (const Service* service : desk.desk->services) {
    view.services.push_back(service->id);
    view.waiting += static_cast<int>(hall.line(*service).callable(*desk.desk, hall.desks()));
  }
  view.attendance = desk.attendance;
  if (const Token* token = hall.find(desk.token)) {
    view.token = token_view(*token, now);
    view.why = desk.why;
    view.seen = seen(hall, screens, *token->service->area, desk);
  }
  if (const auto& last = hall.last_action(*desk.desk)) view.undo = fmt::format("queue.{}", boost::describe::enum_to_string(last->verb, "?"));
  return view;
}

DayView day_view(const Hall& hall) {
  DayView view;
  if (!hall.day()) return view;
  view.day = hall.day()->date;
  view.open = hall.open();
  view.opened_at = hall.day()->opened_at;
  view.closed_at = hall.day()->closed_at;
  for (const Service& service : hall.hospital().services) {
    const Counts counts = counts_of(hall, service);
    boost::mp11::mp_for_each<vestibule::detail::Members<Counts>>(
        [&](auto member) { view.counts.*member.pointer += counts.*member.pointer; });
    view.services.emplace(service.id.text(), counts);
  }
  return view;
}

namespace {

bool is_long(const LongQueue& bound, int waiting, const std::optional<WaitRange>& wait) {
  return (bound.people && waiting >= *bound.people) || (bound.minutes && wait && wait->high >= *bound.minutes);
}

MenuService menu_service(const Hall& hall, const Service& service, const std::optional<WaitRange>& wait, Instant now) {
  MenuService entry;
  entry.service = service.id;
  entry.letter = service.letter;
  entry.name = service.name;
  entry.area = service.area->id;
  entry.area_name = service.area->name;
  entry.waiting = hall.count(service, State::waiting);
  entry.wait = wait;
  entry.urgency = service.urgency;
  if (service.group) entry.group = service.group->id;
  entry.closed = closed(hall, service, now);
  entry.open = !entry.closed;
  entry.info = service.info;
  entry.asks = service.asks;
  if (is_long(service.long_queue, entry.waiting, wait)) entry.long_queue = true;
  if (service.shows_name) entry.shows_name = true;
  if (service.private_codes) entry.private_codes = true;
  return entry;
}

}  // namespace

Menu menu(const Hall& hall, const Now& now) {
  const Hospital& hospital = hall.hospital();
  Menu menu{hospital.name, hospital.languages, {}, hospital.urgent_place, {}, std::nullopt};
  for (const Group& group : hospital.groups) {
    MenuGroup entry{group.id, group.name, std::nullopt};
    if (group.parent) entry.parent = group.parent->id;
    menu.groups.push_back(std::move(entry));
  }
  for (const Service& service : hospital.services) {
    if (service.appointments.taken) menu.appointments = true;
    menu.services.push_back(menu_service(hall, service, wait_now(hall, service, now.moment), now.wall));
  }
  return menu;
}

Result<TokenStatus> token_status(const Hall& hall, const TokenAsked& asked, Moment now) {
  VESTIBULE_TRY(const Token* token, token_named(hall, asked.token));
  TokenStatus status;
  status.token = token_view(*token, now);
  status.desks_open = hall.desks_for(*token->service, Attendance::open);
  status.desks_paused = hall.desks_for(*token->service, Attendance::paused);
  status.desks = status.desks_open + status.desks_paused + hall.desks_for(*token->service, Attendance::closed);
  if (token->state != State::waiting) return status;
  const Promise promise = promise_for(hall, *token, now);
  status.ahead = promise.ahead;
  status.wait = promise.range;
  status.overtaken_by = overtaken_by(hall, *token);
  return status;
}

Result<Waiting> waiting(const Hall& hall, const WaitingAsked& asked, Moment now) {
  if (asked.service.has_value() == asked.desk.has_value()) return fail(Code::invalid, "name either a service or a desk");
  const int limit = asked.limit.value_or(50);
  if (limit < 1 || limit > 500) return fail(Code::invalid, "limit must be from 1 to 500, not {}", limit);
  const auto most = static_cast<std::size_t>(limit);
  Waiting waiting;
  std::vector<const Token*> tokens;
  if (asked.desk) {
    VESTIBULE_TRY(const Desk* desk, desk_named(hall, *asked.desk));
    for (const Service* service : desk->services) waiting.total += static_cast<int>(hall.line(*service).callable(*desk, hall.desks()));
    constexpr std::size_t enough = 500;
    tokens = next_for(hall, *desk, enough, now);
    waiting.whys = whys_next(hall, tokens, most, now);
    tokens.resize(std::min(most, tokens.size()));
  } else {
    VESTIBULE_TRY(const Service* service, service_named(hall, *asked.service));
    waiting.total = static_cast<int>(hall.line(*service).size());
    tokens = hall.line(*service).front(most, now, nullptr, hall.desks());
  }
  for (const Token* token : tokens) waiting.tokens.push_back(token_view(*token, now));
  return waiting;
}

Result<Desks> desks(const Hall& hall, const Screens& screens, const DesksAsked& asked, Moment now) {
  const Area* area = nullptr;
  if (asked.area) {
    VESTIBULE_TRY(area, area_named(hall, *asked.area));
  }
  Desks found;
  for (const DeskNow& desk : hall.desks())
    if (!area || desk.desk->area == area) found.desks.push_back(desk_view(hall, screens, desk, now));
  return found;
}

}  // namespace vestibule::queue
