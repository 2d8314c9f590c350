#include "identity_store.hpp"

#include <soci/soci.h>

#include <boost/describe.hpp>

namespace vestibule::identity {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

template <class E>
std::string word_of(E value) { return boost::describe::enum_to_string(value, ""); }

template <class E>
E value_of(const std::string& word) {
  E value{};
  boost::describe::enum_from_string(word.c_str(), value);
  return value;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

template <class Row>
void each_row(soci::statement& select, Row row) {
  for (bool more = select.execute(true); more; more = select.fetch()) row();
}

}  // namespace

void IdentityStore::write(const Person& person) {
  const std::string role = word_of(person.role), departments = joined(person.departments), state = word_of(person.totp.state);
  const int suspended = person.suspended;
  const Wide last = person.totp.last_step, added = to_millis(person.added_at);
  session_ << "INSERT INTO identity_person (id, name, full_name, role, departments, suspended, password, badge, pin, totp_state, totp_nonce,"
              " totp_last_step, added_at) VALUES (:id, :name, :full_name, :role, :departments, :suspended, :password, :badge, :pin, :state,"
              " :nonce, :last, :added) ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name, role = excluded.role,"
              " departments = excluded.departments, suspended = excluded.suspended, password = excluded.password, badge = excluded.badge,"
              " pin = excluded.pin, totp_state = excluded.totp_state, totp_nonce = excluded.totp_nonce, totp_last_step = excluded.totp_last_step",
      use(person.id), use(person.name), use(person.full_name), use(role), use(departments), use(suspended), use(person.password), use(person.badge),
      use(person.pin), use(state), use(person.totp.nonce), use(last), use(added);
}

void IdentityStore::write(const Shift& shift) {
  const Wide from = to_millis(shift.from), until = to_millis(shift.until);
  session_ << "INSERT INTO identity_shift (id, person, department, from_at, until_at) VALUES (:id, :person, :department, :from, :until)", use(shift.id),
      use(shift.person), use(shift.department), use(from), use(until);
}

void IdentityStore::remove_shift(const std::string& id) { session_ << "DELETE FROM identity_shift WHERE id = :id", use(id); }

void IdentityStore::write(const StoredSession& session) {
  const int newcomer = session.newcomer;
  const Wide begun = to_millis(session.begun_at);
  session_ << "INSERT INTO identity_session (id, hash, person, device, newcomer, begun_at) VALUES (:id, :hash, :person, :device, :newcomer, :begun)",
      use(session.id), use(session.hash), use(session.person), use(session.device), use(newcomer), use(begun);
}

void IdentityStore::remove_session(const std::string& id) { session_ << "DELETE FROM identity_session WHERE id = :id", use(id); }

void IdentityStore::write(const Glass& glass) {
  const std::string reason = word_of(glass.reason);
  const int ended = glass.ended;
  const Wide at = to_millis(glass.at);
  session_ << "INSERT INTO identity_glass (id, person, subject, reason, note, at, ended, verdict, reviewed_by)"
              " VALUES (:id, :person, :subject, :reason, :note, :at, :ended, :verdict, :reviewed_by)"
              " ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, verdict = excluded.verdict, reviewed_by = excluded.reviewed_by",
      use(glass.id), use(glass.person), use(glass.subject), use(reason), use(glass.note), use(at), use(ended), use(glass.verdict), use(glass.reviewed_by);
}

void IdentityStore::write(const Device& device) {
  const std::string kind = word_of(device.kind), state = word_of(device.state);
  const Wide changed = to_millis(device.changed_at);
  session_ << "INSERT INTO identity_device (name, kind, state, nonce, credential, line, area, changed_at) VALUES (:name, :kind, :state, :nonce, :credential, :line, :area, :changed)"
              " ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, state = excluded.state, nonce = excluded.nonce,"
              " credential = excluded.credential, line = excluded.line, area = excluded.area, changed_at = excluded.changed_at",
      use(device.name), use(kind), use(state), use(device.nonce), use(device.credential), use(device.line), use(device.area), use(changed);
}

void IdentityStore::load(People& people) {
  Person person;
  std::string role, departments, state;
  int suspended = 0;
  Wide last = 0, added = 0;
  soci::statement select = (session_.prepare << "SELECT id, name, full_name, role, departments, suspended, password, badge, pin, totp_state, totp_nonce,"
                                                " totp_last_step, added_at FROM identity_person ORDER BY id",
                            into(person.id), into(person.name), into(person.full_name), into(role), into(departments), into(suspended),
                            into(person.password), into(person.badge), into(person.pin), into(state), into(person.totp.nonce), into(last), into(added));
  each_row(select, [&] {
    person.role = value_of<Role>(role);
    person.departments = split(departments);
    person.suspended = suspended != 0;
    person.totp.state = value_of<TotpState>(state);
    person.totp.last_step = last;
    person.added_at = from_millis(added);
    people.put(person);
  });
  load_shifts(people);
}

void IdentityStore::load_shifts(People& people) {
  Shift shift;
  Wide from = 0, until = 0;
  soci::statement select = (session_.prepare << "SELECT id, person, department, from_at, until_at FROM identity_shift ORDER BY id", into(shift.id),
                            into(shift.person), into(shift.department), into(from), into(until));
  each_row(select, [&] {
    shift.from = from_millis(from);
    shift.until = from_millis(until);
    people.put(shift);
  });
}

std::vector<StoredSession> IdentityStore::sessions() {
  std::vector<StoredSession> found;
  StoredSession session;
  int newcomer = 0;
  Wide begun = 0;
  soci::statement select = (session_.prepare << "SELECT id, hash, person, device, newcomer, begun_at FROM identity_session ORDER BY id", into(session.id),
                            into(session.hash), into(session.person), into(session.device), into(newcomer), into(begun));
  each_row(select, [&] {
    session.newcomer = newcomer != 0;
    session.begun_at = from_millis(begun);
    found.push_back(session);
  });
  return found;
}

std::vector<Glass> read_glasses(soci::session& session, bool reviewed) {
  std::vector<Glass> found;
  Glass glass;
  std::string reason;
  int ended = 0;
  const int all = reviewed;
  Wide at = 0;
  soci::statement select = (session.prepare << "SELECT id, person, subject, reason, note, at, ended, verdict, reviewed_by FROM identity_glass"
                                               " WHERE verdict = '' OR :all = 1 ORDER BY at DESC, id LIMIT 500",
                            into(glass.id), into(glass.person), into(glass.subject), into(reason), into(glass.note), into(at), into(ended),
                            into(glass.verdict), into(glass.reviewed_by), use(all));
  each_row(select, [&] {
    glass.reason = value_of<GlassReason>(reason);
    glass.at = from_millis(at);
    glass.ended = ended != 0;
    found.push_back(glass);
  });
  return found;
}

void IdentityStore::load(GlassBook& glasses) {
  for (auto& glass : read_glasses(session_, false)) glasses.put(std::move(glass));
}

void IdentityStore::load(Devices& devices) {
  Device device;
  std::string kind, state;
  Wide changed = 0;
  soci::statement select = (session_.prepare << "SELECT name, kind, state, nonce, credential, line, area, changed_at FROM identity_device ORDER BY name",
                            into(device.name), into(kind), into(state), into(device.nonce), into(device.credential), into(device.line), into(device.area), into(changed));
  each_row(select, [&] {
    device.kind = value_of<DeviceKind>(kind);
    device.state = value_of<DeviceState>(state);
    device.changed_at = from_millis(changed);
    devices.put(device);
  });
}

std::optional<std::string> IdentityStore::key() {
  std::string key;
  session_ << "SELECT key FROM identity_key WHERE name = 'house'", into(key);
  return session_.got_data() ? std::optional{key} : std::nullopt;
}

void IdentityStore::write_key(const std::string& key) { session_ << "INSERT INTO identity_key (name, key) VALUES ('house', :key)", use(key); }

}  // namespace vestibule::identity
