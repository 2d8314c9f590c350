#include "kiosk_store.hpp"

#include <soci/soci.h>

namespace vestibule::queue {
using soci::into;
using soci::use;

void load_kiosks(soci::session& session, KioskBook& book) {
  std::string state;
  soci::statement select = (session.prepare << "SELECT state FROM queue_kiosk ORDER BY mark", into(state));
  for (bool more = select.execute(true); more; more = select.fetch())
    if (auto row = decode_text<KioskRow>(state)) book.put(*std::move(row));
}

void save_kiosk(soci::session& session, const KioskRow& row) {
  const std::string state = encode_text(row);
  session << "INSERT INTO queue_kiosk (mark, name, incarnation, state) VALUES (:mark, :name, :incarnation, :state)"
             " ON CONFLICT (mark) DO UPDATE SET state = excluded.state",
      use(row.mark), use(row.name), use(row.incarnation), use(state);
}

void save_quarantined(soci::session& session, const std::string& id, const QuarantinedRow& row) {
  const long long at = to_millis(row.number.at);
  session << "INSERT INTO queue_quarantine (id, day, kiosk, number, service, at, why) VALUES (:id, :day, :kiosk, :number, :service, :at, :why)"
             " ON CONFLICT (id) DO NOTHING",
      use(id), use(row.day), use(row.number.kiosk), use(row.number.number), use(row.number.service.text()), use(at), use(row.number.why);
}

std::vector<Quarantined> load_quarantined(soci::session& session, const std::string& day) {
  std::vector<Quarantined> found;
  Quarantined row;
  std::string service;
  long long at = 0;
  soci::statement select = (session.prepare << "SELECT kiosk, number, service, at, why FROM queue_quarantine WHERE day = :day ORDER BY at, id LIMIT 200",
                            into(row.kiosk), into(row.number), into(service), into(at), into(row.why), use(day));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    row.service = ServiceId{service};
    row.at = from_millis(at);
    found.push_back(row);
  }
  return found;
}

}  // namespace vestibule::queue
