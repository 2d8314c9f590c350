#include "visitor_store.hpp"

#include <soci/soci.h>

namespace vestibule::queue {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

/// A column that may be NULL.
template <class T>
struct Maybe {
  T value{};
  soci::indicator indicator = soci::i_null;

  Maybe() = default;
  explicit Maybe(const std::optional<Private<T>>& from) {
    if (from) value = from->reveal(), indicator = soci::i_ok;
  }
  std::optional<Private<T>> get() const { return indicator == soci::i_ok ? std::optional{Private<T>{value}} : std::nullopt; }
};

}  // namespace

void write_visitor(soci::session& sql, std::int64_t serial, const std::string& day, const VisitorTold& told) {
  const Wide token = serial;
  Maybe<std::string> name(told.visitor.name), contact(told.visitor.contact), symptoms(told.visitor.symptoms),
      time(told.visitor.preferred_time);
  Maybe<int> age(told.visitor.age);
  sql << "INSERT INTO queue_visitor (token, day, name, age, contact, symptoms, preferred_time, shown_name)"
         " VALUES (:token, :day, :name, :age, :contact, :symptoms, :preferred_time, :shown_name)",
      use(token), use(day), use(name.value, name.indicator), use(age.value, age.indicator), use(contact.value, contact.indicator),
      use(symptoms.value, symptoms.indicator), use(time.value, time.indicator), use(told.shown_name);
}

void load_shown_names(soci::session& sql, const std::string& day, Hall& hall) {
  Wide token = 0;
  std::string name;
  soci::statement select = (sql.prepare << "SELECT token, shown_name FROM queue_visitor WHERE day = :day AND shown_name <> ''", into(token),
                            into(name), use(day));
  for (bool more = select.execute(true); more; more = select.fetch()) hall.put_shown_name(token, name);
}

void erase_visitors(soci::session& sql, const std::string& last_day) {
  sql << "DELETE FROM queue_visitor WHERE day <= :day", use(last_day);
  sql << "UPDATE queue_visitor SET shown_name = ''";
}

Result<Visitor> read_visitor(soci::session& sql, const TokenId& id) {
  Wide serial = 0;
  const std::string text = id.text();
  sql << "SELECT serial FROM queue_token WHERE id = :id", into(serial), use(text);
  if (!sql.got_data()) return fail(Code::not_found, "there is no token '{}'", id);
  Maybe<std::string> name, contact, symptoms, time;
  Maybe<int> age;
  sql << "SELECT name, age, contact, symptoms, preferred_time FROM queue_visitor WHERE token = :token", into(name.value, name.indicator),
      into(age.value, age.indicator), into(contact.value, contact.indicator), into(symptoms.value, symptoms.indicator),
      into(time.value, time.indicator), use(serial);
  if (!sql.got_data()) return Visitor{};
  return Visitor{name.get(), age.get(), contact.get(), symptoms.get(), time.get()};
}

}  // namespace vestibule::queue
