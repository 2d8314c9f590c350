#include "left_out_store.hpp"

#include <soci/soci.h>

namespace vestibule::queue {

void leave_out(soci::session& session, const Hall& hall, int gap) {
  if (!hall.open() || gap <= 0) return;
  const std::string day = to_iso(hall.day()->date);
  for (const Service& service : hall.hospital().services) {
    const std::string id = service.id.text();
    const int first = hall.last_number(service) + 1, last = hall.last_number(service) + gap;
    session << "INSERT INTO queue_left_out (day, service, first, last) VALUES (:day, :service, :first, :last)", soci::use(day), soci::use(id),
        soci::use(first), soci::use(last);
  }
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
