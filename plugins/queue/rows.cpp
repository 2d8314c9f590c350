#include "rows.hpp"

namespace vestibule::queue {
namespace {

template <class Thing>
std::optional<std::string> id_of(const Thing* thing) {
  return thing ? std::optional{thing->id.text()} : std::nullopt;
}

std::string text_of(const std::vector<std::pair<const Service*, Duration>>& earned) {
  if (earned.empty()) return {};
  json::object waits;
  for (const auto& [service, wait] : earned) waits[service->id.text()] = wait.count();
  return json::serialize(waits);
}

tl::unexpected<Error> gone(const TokenRow& row, std::string_view what, std::string_view name) {
  return fail(Code::conflict, "token {} has {} '{}', which the hospital file does not have: put it back until the day is closed", row.number,
              what, name);
}

Result<> read_earned(const TokenRow& row, const Hospital& hospital, Token& token) {
  if (row.earned.empty()) return {};
  VESTIBULE_TRY(const auto waits, decode_text<std::map<std::string, std::int64_t>>(row.earned));
  for (const auto& [name, wait] : waits)
    if (const Service* service = hospital.service(ServiceId{name})) token.earned.emplace_back(service, Duration{wait});
  sort_by_service(token.earned);
  return {};
}

Result<> find_parts(const TokenRow& row, const Hospital& hospital, Token& token) {
  token.numbered_by = hospital.service(ServiceId{row.numbered_by});
  token.service = row.service == row.numbered_by ? token.numbered_by : hospital.service(ServiceId{row.service});
  if (!token.service || !token.numbered_by) return gone(row, "service", token.service ? row.numbered_by : row.service);
  token.priority = token.service->priority(row.priority);
  if (!token.priority) return gone(row, "priority", row.priority);
  if (row.desk && !(token.desk = hospital.desk(DeskId{*row.desk}))) return gone(row, "desk", *row.desk);
  if (row.pathway && !(token.pathway = hospital.pathway(PathwayId{*row.pathway}))) return gone(row, "pathway", *row.pathway);
  if (token.pathway && static_cast<std::size_t>(row.stage) >= token.pathway->stages.size()) return gone(row, "a stage of pathway", *row.pathway);
  return read_earned(row, hospital, token);
}

}  // namespace

TokenRow row_of(const Token& token) {
  TokenRow row;
  row.serial = token.serial;
  row.id = token.short_id.text();
  row.numbered_by = token.numbered_by->id.text();
  row.number = token.number.text();
  row.code = token.code.text();
  if (token.language) row.language = *token.language;
  row.service = token.service->id.text();
  row.priority = token.priority->id;
  row.state = word_of(token.state);
  row.earned = text_of(token.earned);
  row.outcome = token.outcome;
  row.counter = token.counter;
  row.needs = token.needs;
  row.stage = token.stage;
  row.stage_left = token.stage_left;
  row.returned = token.returned;
  row.calls = token.calls;
  row.ahead = token.promise.ahead;
  row.desks = token.promise.desks;
  row.revision = token.revision;
  row.issued_at = to_millis(token.issued_at);
  row.joined = token.joined.time_since_epoch().count();
  row.credit = token.credit.count();
  row.since = token.since.time_since_epoch().count();
  row.returns = token.returns.time_since_epoch().count();
  row.point = token.promise.point.count();
  if (token.booked) row.booked = to_millis(*token.booked);
  row.desk = id_of(token.desk);
  row.pathway = id_of(token.pathway);
  if (token.promise.range) {
    row.low = token.promise.range->low;
    row.high = token.promise.range->high;
  }
  return row;
}

Result<Token> token_of(const TokenRow& row, const Hospital& hospital) {
  Token token;
  VESTIBULE_CHECK(find_parts(row, hospital, token));
  VESTIBULE_TRY(token.state, enum_of<State>(row.state));
  token.serial = row.serial;
  token.short_id = ShortText<15>{row.id};
  token.number = ShortText<11>{row.number};
  token.counter = row.counter;
  token.code = ShortText<11>{row.code};
  token.language = hospital.language(row.language);
  token.needs = static_cast<Needs>(row.needs);
  token.stage = static_cast<std::int8_t>(row.stage);
  token.stage_left = static_cast<std::uint8_t>(row.stage_left);
  token.returned = row.returned != 0;
  token.issued_at = from_millis(row.issued_at);
  if (row.booked) token.booked = from_millis(*row.booked);
  token.joined = Moment{Duration{row.joined}};
  token.credit = Duration{row.credit};
  token.since = Moment{Duration{row.since}};
  token.returns = Moment{Duration{row.returns}};
  token.calls = row.calls;
  token.promise = {row.ahead, row.desks, Duration{row.point}, {}};
  if (row.low && row.high) token.promise.range = WaitRange{*row.low, *row.high};
  token.outcome = row.outcome;
  token.revision = row.revision;
  return token;
}

DeskRow row_of(const DeskNow& desk) {
  DeskRow row;
  row.id = desk.desk->id.text();
  row.attendance = word_of(desk.attendance);
  if (!desk.token.empty()) row.token = desk.token.text();
  if (desk.why) row.why = encode_text(*desk.why);
  row.call = desk.call;
  row.since = desk.since.time_since_epoch().count();
  row.revision = desk.revision;
  if (!desk.by.empty()) row.by = desk.by;
  return row;
}

Result<DeskNow> desk_of(const DeskRow& row, const Hospital& hospital) {
  DeskNow desk;
  desk.desk = hospital.desk(DeskId{row.id});
  if (!desk.desk) return fail(Code::conflict, "desk '{}' is not in the hospital file any more", row.id);
  VESTIBULE_TRY(desk.attendance, enum_of<Attendance>(row.attendance));
  if (row.token) desk.token = TokenId{*row.token};
  if (!row.why.empty()) {
    VESTIBULE_TRY(desk.why, decode_text<Why>(row.why));
  }
  desk.call = row.call;
  desk.since = Moment{Duration{row.since}};
  desk.revision = row.revision;
  desk.by = row.by.value_or("");
  return desk;
}

LastActionRow row_of(const LastAction& action) {
  LastActionRow row{word_of(action.verb), std::nullopt, action.token_revision, row_of(action.desk_before), action.desk_revision};
  if (action.token_before) row.token_before = row_of(*action.token_before);
  return row;
}

Result<LastAction> last_action_of(const LastActionRow& row, const Hospital& hospital) {
  LastAction action;
  VESTIBULE_TRY(action.verb, enum_of<Verb>(row.verb));
  if (row.token_before) {
    VESTIBULE_TRY(action.token_before, token_of(*row.token_before, hospital));
  }
  VESTIBULE_TRY(action.desk_before, desk_of(row.desk_before, hospital));
  action.token_revision = row.token_revision;
  action.desk_revision = row.desk_revision;
  return action;
}

}  // namespace vestibule::queue
