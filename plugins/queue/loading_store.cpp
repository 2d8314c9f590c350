#include "loading_store.hpp"

#include "visitor_store.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "calls_store.hpp"
#include "left_out_store.hpp"

namespace vestibule::queue {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

/// Runs `each` for every row of a statement whose results are bound already.
template <class Each>
void for_rows(soci::statement& select, Each each) {
  for (bool more = select.execute(true); more; more = select.fetch()) each();
}

std::optional<Sighting> load_day(soci::session& session, Hall& hall) {
  std::string date;
  Wide opened = 0, closed = 0, wall = 0, moment = 0;
  soci::indicator is_closed = soci::i_null;
  std::optional<Sighting> seen;
  soci::statement select = (session.prepare << "SELECT day, opened_at, closed_at, changed_at, changed FROM queue_day ORDER BY day DESC LIMIT 1",
                            into(date), into(opened), into(closed, is_closed), into(wall), into(moment));
  for_rows(select, [&] {
    Day day{*date_from_iso(date), from_millis(opened), std::nullopt};
    if (is_closed == soci::i_ok) day.closed_at = from_millis(closed);
    hall.put(day);
    seen = Sighting{from_millis(wall), Moment{Duration{moment}}};
  });
  return seen;
}

/// Of a closed day, what the hospital file does not know any more is no loss.
Result<Sighting> load_tokens(soci::session& session, TokenStore& tokens, Hall& hall) {
  Result<> fault;
  const Sighting latest = tokens.load(to_iso(hall.day()->date), [&](const TokenRow& row) {
    auto token = token_of(row, hall.hospital());
    if (token) hall.put(*std::move(token));
    else if (hall.open() && fault) fault = tl::unexpected(token.error());
  });
  VESTIBULE_CHECK(fault);
  hall.put_last_serial(tokens.last_serial());
  if (hall.open()) load_shown_names(session, to_iso(hall.day()->date), hall);
  return latest;
}

Result<Sighting> load_desks(soci::session& session, Hall& hall) {
  DeskRow row;
  std::string token, last_action, called_by;
  soci::indicator has_token = soci::i_null;
  Wide call = 0, since = 0, wall = 0, moment = 0;
  Sighting latest;
  Result<> fault;
  soci::statement select =
      (session.prepare << "SELECT id, attendance, token, why, call, since, revision, last_action, changed_at, changed, called_by FROM queue_desk", into(row.id),
       into(row.attendance), into(token, has_token), into(row.why), into(call), into(since), into(row.revision), into(last_action), into(wall),
       into(moment), into(called_by));
  for_rows(select, [&] {
    if (Moment{Duration{moment}} >= latest.moment) latest = {from_millis(wall), Moment{Duration{moment}}};
    row.token = has_token == soci::i_ok ? std::optional{token} : std::nullopt;
    row.call = call;
    row.since = since;
    row.by = called_by;
    const auto desk = desk_of(row, hall.hospital());
    if (!desk) {
      if (row.token && fault) fault = tl::unexpected(desk.error());
      return;
    }
    hall.put(*desk);
    if (last_action.empty()) return;
    const auto action_row = decode_text<LastActionRow>(last_action);
    auto action = action_row ? last_action_of(*action_row, hall.hospital()) : tl::unexpected(action_row.error());
    if (action) hall.put(*desk->desk, *std::move(action));
  });
  VESTIBULE_CHECK(fault);
  return latest;
}

void load_calls(soci::session& session, Hall& hall, const Area& area) {
  Wide last = 0;
  session << "SELECT coalesce(max(sequence), 0) FROM queue_call WHERE area = :area", into(last), use(area.id.text());
  const Wide kept = AreaCalls::kept;
  for_calls(session, hall.hospital(), area.id, last - kept, kept, [&](BoardCall call) {
    hall.put(area, AreaCall{std::move(call), {}, {}});
    return true;
  });
}

void load_shown(soci::session& session, Hall& hall, const Area& area) {
  std::string device, shown;
  Wide sequence = 0;
  const Wide first = hall.calls(area).last - static_cast<Wide>(AreaCalls::kept);
  soci::statement select = (session.prepare << "SELECT sequence, device, shown FROM queue_shown WHERE area = :area AND sequence > :first",
                            into(sequence), into(device), into(shown), use(area.id.text()), use(first));
  for_rows(select, [&] {
    if (const auto what = enum_of<Shown>(shown)) hall.acknowledge(area, sequence, *what, device);
  });
}

/// What came newest first by its moment, turned round; those of one moment by their token. The index knows the moment alone, and
/// every restart would have the database sort for the rest.
template <class Thing>
std::vector<Thing> oldest_first(std::vector<Thing> things) {
  std::reverse(things.begin(), things.end());
  std::stable_sort(things.begin(), things.end(), [](const Thing& a, const Thing& b) { return std::pair(a.at, a.serial) < std::pair(b.at, b.serial); });
  return things;
}

void load_takings(soci::session& session, Hall& hall, const Service& service) {
  Taking taking;
  taking.service = &service;
  std::string priority;
  Wide serial = 0, moment = 0, waited = 0, point = 0, gap = 0;
  int low = 0, high = 0;
  soci::indicator has_low = soci::i_null, has_high = soci::i_null, has_gap = soci::i_null;
  const Wide kept = Waits::kept;
  std::vector<Taking> newest_first;
  soci::statement select =
      (session.prepare << "SELECT token, revision, priority, moment, waited, ahead, desks, point, low, high, gap FROM queue_taking"
                          " WHERE service = :service ORDER BY moment DESC LIMIT :kept",
       into(serial), into(taking.revision), into(priority), into(moment), into(waited), into(taking.promise.ahead),
       into(taking.promise.desks), into(point), into(low, has_low), into(high, has_high), into(gap, has_gap), use(service.id.text()), use(kept));
  for_rows(select, [&] {
    taking.serial = serial;
    taking.priority = service.priority(priority);
    taking.at = Moment{Duration{moment}};
    taking.waited = Duration{waited};
    taking.promise.point = Duration{point};
    taking.promise.range = has_low == soci::i_ok ? std::optional{WaitRange{low, high}} : std::nullopt;
    taking.gap = has_gap == soci::i_ok ? std::optional{Duration{gap}} : std::nullopt;
    newest_first.push_back(taking);
  });
  for (const Taking& old : oldest_first(std::move(newest_first))) hall.put(old);
}

void load_passes(soci::session& session, Hall& hall, const Service& service) {
  RecentPass pass;
  std::string priority, passed, cause;
  Wide serial = 0, moment = 0, joined = 0;
  const Wide kept = RecentPass::kept;
  const std::string day = to_iso(hall.day()->date);
  std::vector<RecentPass> newest_first;
  soci::statement select =
      (session.prepare << "SELECT token, revision, passed, priority, moment, joined, cause FROM queue_overtaking WHERE service = :service"
                          " AND day = :day AND undone = 0 ORDER BY moment DESC LIMIT :kept",
       into(serial), into(pass.revision), into(passed), into(priority), into(moment), into(joined), into(cause), use(service.id.text()), use(day),
       use(kept));
  for_rows(select, [&] {
    const auto why = enum_of<Cause>(cause);
    pass.priority = service.priority(priority);
    pass.passed = service.priority(passed);
    if (!why || !pass.priority || !pass.passed) return;
    pass.at = Moment{Duration{moment}};
    pass.joined = Moment{Duration{joined}};
    pass.cause = *why;
    pass.serial = serial;
    newest_first.push_back(pass);
  });
  for (const RecentPass& old : oldest_first(std::move(newest_first))) hall.put(service, old);
}

}  // namespace

Result<std::optional<Sighting>> load_hall(soci::session& session, TokenStore& tokens, Hall& hall) {
  auto seen = load_day(session, hall);
  if (!seen) return seen;
  VESTIBULE_TRY(const Sighting by_tokens, load_tokens(session, tokens, hall));
  load_left_out(session, hall);
  VESTIBULE_TRY(const Sighting by_desks, load_desks(session, hall));
  for (const Sighting& other : {by_tokens, by_desks})
    if (other.moment > seen->moment) seen = other;
  for (const Area& area : hall.hospital().areas) {
    load_calls(session, hall, area);
    load_shown(session, hall, area);
  }
  for (const Service& service : hall.hospital().services) {
    load_takings(session, hall, service);
    load_passes(session, hall, service);
  }
  return seen;
}

}  // namespace vestibule::queue
