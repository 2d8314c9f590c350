// The staff's questions about fairness and about kept promises, on a reader's session.

#include <soci/soci.h>

#include "queue_store.hpp"
#include "rows.hpp"

namespace vestibule::queue {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

/// Everything if nothing is named. A token is concerned as the one who went before, or as one who had joined earlier, was of
/// the class that was passed over, and had neither been called nor gone elsewhere by then.
constexpr const char* ledger =
    "SELECT o.at, o.service, o.desk, o.number, o.priority, o.passed, o.count, o.cause, o.longest, o.waited, o.actor, o.reason, o.undone"
    " FROM queue_overtaking o"
    " WHERE (:no_service = 1 OR o.service = :service) AND (:no_token = 1 OR o.token IN (SELECT serial FROM queue_token WHERE id = :token)"
    " OR EXISTS (SELECT 1 FROM queue_token t WHERE t.id = :again AND t.service = o.service AND t.priority = o.passed"
    " AND t.joined < o.joined AND o.moment >= t.joined AND (t.state = 'waiting' OR o.moment <= t.since)"
    " AND NOT EXISTS (SELECT 1 FROM queue_taking k WHERE k.token = t.serial AND k.moment >= t.joined AND k.moment < o.moment)))"
    " ORDER BY o.moment DESC, o.token DESC, o.passed LIMIT :most";

}  // namespace

Result<Fairness> read_fairness(soci::session& sql, const FairnessAsked& asked) {
  if (asked.limit && (*asked.limit < 1 || *asked.limit > 500)) return fail(Code::invalid, "limit must be from 1 to 500, not {}", *asked.limit);
  const int no_service = !asked.service, no_token = !asked.token, most = asked.limit.value_or(100);
  const std::string service = asked.service ? asked.service->text() : "", token = asked.token ? asked.token->text() : "";
  Overtaking row;
  std::string of, desk, cause, reason;
  Wide at = 0, waited = 0;
  int undone = 0;
  Fairness found;
  soci::statement select = (sql.prepare << ledger, into(at), into(of), into(desk), into(row.number), into(row.priority),
                            into(row.passed.priority), into(row.passed.count), into(cause), into(row.passed.longest), into(waited), into(row.by),
                            into(reason), into(undone), use(no_service), use(service), use(no_token), use(token), use(token), use(most));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    VESTIBULE_TRY(row.passed.cause, enum_of<Cause>(cause));
    row.at = from_millis(at);
    row.service = ServiceId{of};
    row.desk = DeskId{desk};
    row.passed.waited_seconds = static_cast<int>(waited / 1000);
    row.reason = reason.empty() ? std::nullopt : std::optional{reason};
    row.undone = undone != 0;
    found.overtakings.push_back(row);
  }
  return found;
}

Result<Coverage> read_coverage(soci::session& sql, const CoverageAsked& asked) {
  const int every_day = !asked.day;
  const std::string day = asked.day ? to_iso(*asked.day) : "";
  ServiceCoverage row;
  std::string service;
  Coverage found;
  soci::statement select =
      (sql.prepare << "SELECT service, count(*), sum(CASE WHEN waited < low * 60000 THEN 1 ELSE 0 END),"
                      " sum(CASE WHEN waited > high * 60000 THEN 1 ELSE 0 END) FROM queue_taking"
                      " WHERE low IS NOT NULL AND (:every_day = 1 OR day = :day) GROUP BY service ORDER BY service",
       into(service), into(row.promised), into(row.sooner), into(row.later), use(every_day), use(day));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    row.service = ServiceId{service};
    row.inside = row.promised - row.sooner - row.later;
    found.services.push_back(row);
  }
  return found;
}

}  // namespace vestibule::queue
