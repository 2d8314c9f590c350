#include "days_store.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "days.hpp"
#include "opening.hpp"

namespace vestibule::queue {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

/// The sums by business day ("2026-11-23").
using Sums = std::map<std::string, DaySums>;

Sums days_until(soci::session& sql, const DaysAsked& asked) {
  const int any = !asked.until, most = asked.days.value_or(7);
  const std::string until = asked.until ? to_iso(*asked.until) : "";
  std::string day;
  Sums sums;
  soci::statement select = (sql.prepare << "SELECT day FROM queue_day WHERE :any = 1 OR day <= :until ORDER BY day DESC LIMIT :most", into(day), use(any),
                            use(until), use(most));
  for (bool more = select.execute(true); more; more = select.fetch())
    if (const auto date = date_from_iso(day)) sums.emplace(day, DaySums{*date});
  return sums;
}

struct Range {
  std::string from, until;
  int every = 1;
  std::string service;
};

/// The hour of the local day, counted on past midnight: a night's visits stand in the order in which they came.
int hour_of(const Hospital& hospital, const std::string& day, Wide at) {
  const LocalTime local = local_time(hospital, from_millis(at));
  const auto business = date_from_iso(day);
  const int days = business ? static_cast<int>((std::chrono::sys_days{local.date} - std::chrono::sys_days{*business}).count()) : 0;
  return std::clamp(days, 0, 1) * 24 + local.minute / 60;
}

Result<> add_tokens(soci::session& sql, const Hospital& hospital, const Range& range, Sums& sums) {
  std::string day, state;
  Wide at = 0;
  soci::statement select = (sql.prepare << "SELECT day, issued_at, state FROM queue_token WHERE day >= :from AND day <= :until"
                                           " AND (:every = 1 OR service = :service)",
                            into(day), into(at), into(state), use(range.from), use(range.until), use(range.every), use(range.service));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    State stands{};
    if (!boost::describe::enum_from_string(state.c_str(), stands)) return fail(Code::internal, "a token's state is '{}'", state);
    if (const auto found = sums.find(day); found != sums.end()) found->second.came(hour_of(hospital, day, at), stands);
  }
  return {};
}

std::optional<int> target_of(const Hospital& hospital, const std::string& service, const std::string& priority) {
  for (const Service& one : hospital.services)
    if (one.id.text() == service)
      if (const Priority* wanted = one.priority(priority); wanted && wanted->target) return static_cast<int>(wanted->target->count() / 1000);
  return std::nullopt;
}

void add_waits(soci::session& sql, const Hospital& hospital, const Range& range, Sums& sums) {
  std::string day, service, priority;
  Wide at = 0, waited = 0;
  int low = 0, high = 0;
  soci::indicator has_low = soci::i_null, has_high = soci::i_null;
  soci::statement select =
      (sql.prepare << "SELECT t.day, t.issued_at, k.service, k.priority, k.waited, k.low, k.high FROM queue_token t JOIN queue_taking k"
                      " ON k.token = t.serial WHERE t.day >= :from AND t.day <= :until AND (:every = 1 OR k.service = :service)",
       into(day), into(at), into(service), into(priority), into(waited), into(low, has_low), into(high, has_high), use(range.from), use(range.until),
       use(range.every), use(range.service));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    const auto found = sums.find(day);
    if (found == sums.end()) continue;
    DaySums::Waited told{static_cast<int>(waited / 1000), target_of(hospital, service, priority)};
    if (has_low == soci::i_ok && has_high == soci::i_ok) told.low_minutes = low, told.high_minutes = high;
    found->second.called(hour_of(hospital, day, at), told);
  }
}

}  // namespace

Result<DaysTold> read_days(soci::session& sql, const Hospital& hospital, const DaysAsked& asked) {
  if (asked.days && (*asked.days < 1 || *asked.days > 31)) return fail(Code::invalid, "days must be from 1 to 31, not {}", *asked.days);
  Sums sums = days_until(sql, asked);
  if (sums.empty()) return DaysTold{};
  const Range range{sums.begin()->first, sums.rbegin()->first, !asked.service, asked.service ? asked.service->text() : ""};
  VESTIBULE_CHECK(add_tokens(sql, hospital, range, sums));
  add_waits(sql, hospital, range, sums);
  DaysTold found;
  for (const auto& [day, sum] : sums) found.days.push_back(sum.told());
  return found;
}

}  // namespace vestibule::queue
