#include "reception_store.hpp"

#include <soci/soci.h>

#include "rows.hpp"

namespace vestibule::queue {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

std::optional<std::string> if_any(const std::string& text) { return text.empty() ? std::nullopt : std::optional{text}; }

}  // namespace

void ReceptionStore::write(const OpenHelp& help) {
  const HelpCall& call = help.call;
  const Wide serial = help.serial, at = to_millis(call.at);
  const std::string reason = word_of(call.reason), code = call.code.value_or(""), service = call.service ? call.service->text() : "",
                    language = call.language.value_or("");
  const int needs = needs_of(call.needs);
  session_ << "INSERT INTO queue_help (serial, id, area, reason, kiosk, code, service, language, needs, at, calls, answered_at, answered_by)"
              " VALUES (:serial, :id, :area, :reason, :kiosk, :code, :service, :language, :needs, :at, :calls, NULL, '')"
              " ON CONFLICT (serial) DO UPDATE SET calls = excluded.calls",
      use(serial), use(call.help.text()), use(call.area.text()), use(reason), use(call.kiosk), use(code), use(service), use(language),
      use(needs), use(at), use(call.calls);
}

void ReceptionStore::answer(std::int64_t serial, Instant when, const std::string& by) {
  const Wide at = to_millis(when), which = serial;
  session_ << "UPDATE queue_help SET answered_at = :at, answered_by = :by WHERE serial = :serial", use(at), use(by), use(which);
}

void ReceptionStore::answer_all(Instant when, const std::string& by) {
  const Wide at = to_millis(when);
  session_ << "UPDATE queue_help SET answered_at = :at, answered_by = :by WHERE answered_at IS NULL", use(at), use(by);
}

void ReceptionStore::load(HelpBook& book) {
  OpenHelp help;
  Wide serial = 0, at = 0, last = 0;
  int needs = 0;
  std::string id, area, reason, code, service, language;
  soci::statement select =
      (session_.prepare << "SELECT serial, id, area, reason, kiosk, code, service, language, needs, at, calls FROM queue_help"
                           " WHERE answered_at IS NULL ORDER BY serial",
       into(serial), into(id), into(area), into(reason), into(help.call.kiosk), into(code), into(service), into(language), into(needs),
       into(at), into(help.call.calls));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    help.serial = serial;
    help.call.help = HelpId{id};
    help.call.area = AreaId{area};
    help.call.reason = enum_of<HelpReason>(reason).value_or(HelpReason::staff);
    help.call.code = if_any(code);
    help.call.service = service.empty() ? std::nullopt : std::optional{ServiceId{service}};
    help.call.language = if_any(language);
    help.call.needs = needs_in(static_cast<Needs>(needs));
    help.call.at = from_millis(at);
    book.put(help);
  }
  session_ << "SELECT coalesce(max(serial), 0) FROM queue_help", into(last);
  book.put_last_serial(last);
}

void ReceptionStore::write(const Booking& booking) {
  const Wide at = to_millis(booking.at);
  const int needs = booking.needs;
  const std::string state = word_of(booking.state);
  session_ << "INSERT INTO queue_appointment (code, birth, service, at, language, needs, state, token)"
              " VALUES (:code, :birth, :service, :at, :language, :needs, :state, :token)"
              " ON CONFLICT (code) DO UPDATE SET birth = excluded.birth, service = excluded.service, at = excluded.at,"
              " language = excluded.language, needs = excluded.needs, state = excluded.state, token = excluded.token",
      use(booking.code), use(booking.birth), use(booking.service.text()), use(at), use(booking.language), use(needs), use(state),
      use(booking.token.text());
}

std::optional<Booking> ReceptionStore::booking(const std::string& code) {
  Booking booking;
  booking.code = code;
  Wide at = 0;
  int needs = 0;
  std::string service, state, token;
  session_ << "SELECT birth, service, at, language, needs, state, token FROM queue_appointment WHERE code = :code", into(booking.birth),
      into(service), into(at), into(booking.language), into(needs), into(state), into(token), use(code);
  if (!session_.got_data()) return std::nullopt;
  booking.service = ServiceId{service};
  booking.at = from_millis(at);
  booking.needs = static_cast<Needs>(needs);
  booking.state = enum_of<BookingState>(state).value_or(BookingState::cancelled);
  booking.token = TokenId{token};
  return booking;
}

void ReceptionStore::erase_bookings(Instant before) {
  const Wide at = to_millis(before);
  session_ << "DELETE FROM queue_appointment WHERE at < :at", use(at);
}

std::optional<std::string> ReceptionStore::key(const std::string& name) {
  std::string key;
  session_ << "SELECT key FROM queue_key WHERE name = :name", into(key), use(name);
  return session_.got_data() ? std::optional{key} : std::nullopt;
}

void ReceptionStore::write_key(const std::string& name, const std::string& key) {
  session_ << "INSERT INTO queue_key (name, key) VALUES (:name, :key)", use(name), use(key);
}

}  // namespace vestibule::queue
