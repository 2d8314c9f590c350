#include "rules.hpp"

namespace vestibule::queue {

std::string_view word(State state) { return boost::describe::enum_to_string(state, "?"); }

Result<const Desk*> desk_named(const Hall& hall, const DeskId& id) {
  if (const Desk* desk = hall.hospital().desk(id)) return desk;
  return fail(Code::not_found, "there is no desk '{}'; queue.desks lists them", id);
}

Result<const Service*> service_named(const Hall& hall, const ServiceId& id) {
  if (const Service* service = hall.hospital().service(id)) return service;
  return fail(Code::not_found, "there is no service '{}'; queue.menu lists them", id);
}

Result<const Area*> area_named(const Hall& hall, const AreaId& id) {
  if (const Area* area = hall.hospital().area(id)) return area;
  return fail(Code::not_found, "there is no area '{}' in the hospital file", id);
}

Result<const Token*> token_named(const Hall& hall, const TokenId& id) {
  if (const Token* token = hall.find(id)) return token;
  return fail(Code::not_found, "there is no token '{}' today", id);
}

Result<const Token*> current_token(const Hall& hall, const Desk& desk) {
  const TokenId& id = hall.desk(desk).token;
  if (id.empty()) return fail(Code::conflict, "desk '{}' has nobody: call somebody first", desk.id);
  return hall.find(id);
}

Result<> written(const std::string& text, std::string_view field) {
  constexpr std::size_t longest = 300;
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return fail(Code::invalid, "{} must say something", field);
  if (text.size() > longest) return fail(Code::invalid, "{} has {} bytes; at most {} are kept", field, text.size(), longest);
  return {};
}

Promise promise_for(const Hall& hall, const Token& token, Moment now) {
  const auto ahead = static_cast<int>(hall.line(*token.service).ahead(token, now));
  const int desks = hall.desks_for(*token.service, Attendance::open);
  // An appointment that is not due yet waits for its time, not for the line: history says nothing about it.
  if (token.effective() > now) return {ahead, desks, {}, {}};
  return hall.waits().promise(*token.service, ahead, desks);
}

Change change_at(Verb verb, const Doing& doing, const Hall& hall, const Desk* desk, const Token* token) {
  Change change;
  change.verb = verb;
  change.doing = doing;
  if (token) {
    change.token = TokenChange{*token, *token};
    ++change.token->after.revision;
  }
  if (desk) {
    change.at = desk;
    change.desk = DeskChange{hall.desk(*desk), hall.desk(*desk)};
    change.desk->after.since = doing.now;
    ++change.desk->after.revision;
  }
  return change;
}

Result<Day> open_day(const Hall& hall, const Doing& doing, const OpenDay& asked) {
  const auto date = asked.day.value_or(date_at(hall.hospital(), doing.at));
  const auto& last = hall.day();
  if (hall.open()) return fail(Code::conflict, "the day {} is open already; close it first", to_iso(last->date));
  if (last && date < last->date) return fail(Code::conflict, "{} is before the last day, {}", to_iso(date), to_iso(last->date));
  return Day{date, last && last->date == date ? last->opened_at : doing.at, std::nullopt};
}

Result<Day> close_day(const Hall& hall, const Doing& doing, const CloseDay& asked) {
  if (!hall.open()) return fail(Code::conflict, "no day is open");
  int there = 0;
  for (const Service& service : hall.hospital().services)
    for (const State state : {State::waiting, State::called, State::serving, State::parked}) there += hall.count(service, state);
  if (there && asked.rest.value_or(Rest::refuse) == Rest::refuse)
    return fail(Code::conflict, "{} tokens are not over yet: finish them, or close with \"rest\": \"cancel\"", there);
  Day day = *hall.day();
  day.closed_at = doing.at;
  return day;
}

}  // namespace vestibule::queue
