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

void save_reprint(soci::session& session, const WantedReprint& wanted, Instant at) {
  const long long when = to_millis(at);
  session << "INSERT INTO queue_reprint (id, kiosk, token, at) VALUES (:id, :kiosk, :token, :at)", use(wanted.id), use(wanted.kiosk),
      use(wanted.token.text()), use(when);
}

void erase_reprint(soci::session& session, const std::string& id) { session << "DELETE FROM queue_reprint WHERE id = :id", use(id); }

std::vector<WantedReprint> load_reprints(soci::session& session) {
  std::vector<WantedReprint> found;
  std::string id, kiosk, token;
  soci::statement select = (session.prepare << "SELECT id, kiosk, token FROM queue_reprint ORDER BY at, id", into(id), into(kiosk), into(token));
  for (bool more = select.execute(true); more; more = select.fetch()) found.push_back({id, kiosk, TokenId{token}});
  return found;
}

}  // namespace vestibule::queue
