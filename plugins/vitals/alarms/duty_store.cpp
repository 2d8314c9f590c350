#include "alarms/duty_store.hpp"

#include <soci/soci.h>

namespace vestibule::vitals {

using Wide = long long;
using soci::into;
using soci::use;

void DutyStore::write(const DutyRow& row) {
  const std::string duty = boost::describe::enum_to_string(row.duty, "?"), beds = encode_text(row.beds);
  const Wide since = to_millis(row.since), until = row.until ? to_millis(*row.until) : 0;
  soci::indicator ends = row.until ? soci::i_ok : soci::i_null;
  session_ << "INSERT INTO vitals_duty (ward, duty, person, beds, since, until) VALUES (:ward, :duty, :person, :beds, :since, :until)"
              " ON CONFLICT (ward, duty, person) DO UPDATE SET beds = excluded.beds, since = excluded.since, until = excluded.until",
      use(row.ward.text(), "ward"), use(duty, "duty"), use(row.person, "person"), use(beds, "beds"), use(since, "since"), use(until, ends, "until");
}

void DutyStore::remove(const WardId& ward, Duty duty, const std::string& person) {
  const std::string word = boost::describe::enum_to_string(duty, "?");
  session_ << "DELETE FROM vitals_duty WHERE ward = :ward AND duty = :duty AND person = :person", use(ward.text(), "ward"), use(word, "duty"), use(person, "person");
}

Result<DutyList> DutyStore::all() {
  DutyList list;
  std::string ward, duty, person, beds;
  Wide since = 0, until = 0;
  soci::indicator ends = soci::i_null;
  soci::statement rows = (session_.prepare << "SELECT ward, duty, person, beds, since, until FROM vitals_duty ORDER BY since, person", into(ward), into(duty),
                          into(person), into(beds), into(since), into(until, ends));
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    DutyRow row;
    row.ward = WardId{ward};
    if (!boost::describe::enum_from_string(duty.c_str(), row.duty)) return fail(Code::internal, "'{}' has a duty nobody knows", person);
    row.person = person;
    VESTIBULE_TRY(row.beds, decode_text<std::vector<BedId>>(beds));
    row.since = from_millis(since);
    if (ends == soci::i_ok) row.until = from_millis(until);
    list.put(row);
  }
  return list;
}

}  // namespace vestibule::vitals
