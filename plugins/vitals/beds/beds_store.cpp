#include "beds_store.hpp"

#include <soci/soci.h>

namespace vestibule::vitals {

using Wide = long long;
using soci::into;
using soci::use;

void BedsStore::write(const WardInfo& ward) {
  const std::string name = encode_text(ward.name), names = boost::describe::enum_to_string(ward.names, "");
  session_ << "INSERT INTO vitals_ward (ward, name, department, names) VALUES (:ward, :name, :department, :names)"
              " ON CONFLICT (ward) DO UPDATE SET name = excluded.name, department = excluded.department, names = excluded.names",
      use(ward.ward.text()), use(name), use(ward.department), use(names);
}

void BedsStore::write(const BedInfo& bed) {
  session_ << "INSERT INTO vitals_bed (bed, ward, name, place) VALUES (:bed, :ward, :name, :place)"
              " ON CONFLICT (bed) DO UPDATE SET ward = excluded.ward, name = excluded.name, place = excluded.place",
      use(bed.bed.text()), use(bed.ward.text()), use(bed.name), use(bed.place);
}

void BedsStore::remove(const BedId& bed) { session_ << "DELETE FROM vitals_bed WHERE bed = :bed", use(bed.text()); }

void BedsStore::begin_stay(const BedId& bed, const Lying& lying) {
  const Wide begins = to_millis(lying.since);
  const std::string shown = lying.shown_name ? lying.shown_name->reveal() : "";
  const int age = lying.age ? lying.age->reveal() : 0;
  soci::indicator with_name = lying.shown_name ? soci::i_ok : soci::i_null, with_age = lying.age ? soci::i_ok : soci::i_null;
  session_ << "INSERT INTO vitals_stay (patient, bed, begins, shown_name, age) VALUES (:patient, :bed, :begins, :shown, :age)", use(lying.patient.text()),
      use(bed.text()), use(begins), use(shown, with_name), use(age, with_age);
}

void BedsStore::end_stay(const PatientId& patient, Instant at) {
  const Wide ends = to_millis(at);
  session_ << "UPDATE vitals_stay SET ends = :ends, shown_name = NULL, age = NULL WHERE patient = :patient AND ends IS NULL", use(ends), use(patient.text());
}

void BedsStore::begin_standing(const DeviceId& device, const BedId& bed, Instant at) {
  const Wide begins = to_millis(at);
  session_ << "INSERT INTO vitals_standing (device, bed, begins) VALUES (:device, :bed, :begins)", use(device.text()), use(bed.text()), use(begins);
}

void BedsStore::end_standing(const DeviceId& device, Instant at) {
  const Wide ends = to_millis(at);
  session_ << "UPDATE vitals_standing SET ends = :ends WHERE device = :device AND ends IS NULL", use(ends), use(device.text());
}

void BedsStore::write(const Turn& turn, Instant at) {
  const Wide moment = to_millis(at);
  for (const auto& ended : turn.ended) {
    const Wide episode = ended.episode;
    session_ << "UPDATE vitals_episode SET ends = :ends WHERE episode = :episode", use(moment), use(episode);
  }
  for (const auto& begun : turn.begun) {
    const Wide episode = begun.episode;
    session_ << "INSERT INTO vitals_episode (episode, patient, bed, device, begins) VALUES (:episode, :patient, :bed, :device, :begins)", use(episode),
        use(begun.patient.text()), use(begun.bed.text()), use(begun.device.text()), use(moment);
  }
}

Result<Book> BedsStore::read() {
  Book book;
  VESTIBULE_CHECK(read_wards(book));
  read_beds(book);
  VESTIBULE_CHECK(read_stays(book));
  VESTIBULE_CHECK(read_standings(book));
  VESTIBULE_CHECK(read_episodes(book));
  return book;
}

namespace {
Result<BedInfo*> there(Book& book, const std::string& bed) {
  if (auto* found = book.restoring(BedId{bed})) return found;
  return fail(Code::internal, "the tables speak of a bed '{}' that is not there", bed);
}
}  // namespace

Result<> BedsStore::read_wards(Book& book) {
  std::string ward, name, department, names;
  soci::statement rows = (session_.prepare << "SELECT ward, name, department, names FROM vitals_ward", into(ward), into(name), into(department), into(names));
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    WardInfo info{WardId{ward}, {}, department, Names::none};
    VESTIBULE_TRY(info.name, (decode_text<std::map<std::string, std::string>>(name)));
    boost::describe::enum_from_string(names.c_str(), info.names);
    book.restore(std::move(info));
  }
  return {};
}

void BedsStore::read_beds(Book& book) {
  std::string bed, ward, name;
  int place = 0;
  soci::statement rows = (session_.prepare << "SELECT bed, ward, name, place FROM vitals_bed", into(bed), into(ward), into(name), into(place));
  for (bool more = rows.execute(true); more; more = rows.fetch()) book.restore(BedInfo{BedId{bed}, WardId{ward}, name, place, {}, {}, {}});
}

Result<> BedsStore::read_stays(Book& book) {
  std::string patient, bed, shown;
  Wide begins = 0;
  int age = 0;
  soci::indicator with_name = soci::i_null, with_age = soci::i_null;
  soci::statement rows = (session_.prepare << "SELECT patient, bed, begins, shown_name, age FROM vitals_stay WHERE ends IS NULL", into(patient), into(bed),
                          into(begins), into(shown, with_name), into(age, with_age));
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    VESTIBULE_TRY(BedInfo* info, there(book, bed));
    info->lying = Lying{PatientId{patient}, from_millis(begins), {}, {}};
    if (with_name == soci::i_ok) info->lying->shown_name = Private<std::string>(shown);
    if (with_age == soci::i_ok) info->lying->age = Private<int>(age);
  }
  return {};
}

Result<> BedsStore::read_standings(Book& book) {
  std::string device, bed;
  soci::statement rows = (session_.prepare << "SELECT device, bed FROM vitals_standing WHERE ends IS NULL", into(device), into(bed));
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    VESTIBULE_TRY(BedInfo* info, there(book, bed));
    info->device = DeviceId{device};
  }
  return {};
}

Result<> BedsStore::read_episodes(Book& book) {
  std::string patient, bed, device;
  Wide episode = 0, begins = 0;
  soci::statement rows = (session_.prepare << "SELECT episode, patient, bed, device, begins FROM vitals_episode WHERE ends IS NULL", into(episode),
                          into(patient), into(bed), into(device), into(begins));
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    VESTIBULE_TRY(BedInfo* info, there(book, bed));
    info->episode = Placing{episode, PatientId{patient}, BedId{bed}, DeviceId{device}, from_millis(begins)};
  }
  return {};
}

}  // namespace vestibule::vitals
