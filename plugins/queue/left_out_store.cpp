#include "left_out_store.hpp"

#include <soci/soci.h>

namespace vestibule::queue {
namespace {

/// `begun`: numbers of this day have been given already.
std::vector<LeftOut> leave_out_of(soci::session& session, const Hall& hall, const std::string& day, bool begun, int gap) {
  std::vector<LeftOut> all;
  for (const Service& service : hall.hospital().services) {
    const std::string id = service.id.text();
    const int last_given = begun ? hall.last_number(service) : 0;
    const LeftOut& numbers = all.emplace_back(LeftOut{&service, last_given + 1, last_given + gap});
    session << "INSERT INTO queue_left_out (day, service, first, last) VALUES (:day, :service, :first, :last)", soci::use(day), soci::use(id),
        soci::use(numbers.first), soci::use(numbers.last);
  }
  return all;
}

}  // namespace

void leave_out(soci::session& session, const Hall& hall, std::chrono::year_month_day today, int gap) {
  if (gap <= 0) return;
  if (hall.open()) leave_out_of(session, hall, to_iso(hall.day()->date), true, gap);
  if (hall.open() && hall.day()->date >= today) return;
  const std::string until = to_iso(today);
  session << "INSERT INTO queue_left_out_next (until, gap) VALUES (:until, :gap)", soci::use(until), soci::use(gap);
}

std::vector<LeftOut> leave_out_at_opening(soci::session& session, const Hall& hall, const Day& opening) {
  const std::string day = to_iso(opening.date);
  int gap = 0;
  session << "SELECT coalesce(max(gap), 0) FROM queue_left_out_next WHERE until >= :day", soci::into(gap), soci::use(day);
  session << "DELETE FROM queue_left_out_next WHERE until <= :day", soci::use(day);
  if (gap == 0) return {};
  return leave_out_of(session, hall, day, hall.day() && hall.day()->date == opening.date, gap);
}

void load_left_out(soci::session& session, Hall& hall) {
  const std::string day = to_iso(hall.day()->date);
  for (const Service& service : hall.hospital().services) {
    const std::string id = service.id.text();
    int first = 0, last = 0;
    soci::statement select = (session.prepare << "SELECT first, last FROM queue_left_out WHERE day = :day AND service = :service", soci::into(first),
                              soci::into(last), soci::use(day), soci::use(id));
    for (bool more = select.execute(true); more; more = select.fetch()) hall.leave_out(service, first, last);
  }
}

}  // namespace vestibule::queue
