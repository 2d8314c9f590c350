// Registering, completing, looking.

#include "house.hpp"

using namespace vestibule;
using namespace vestibule::records;

TEST_CASE("who was registered is read again, also after a restart") {
  House house;
  auto person = sample::person("García", "Ana", "1980-02-01", "12345678-Z");
  person.contacts.push_back({ContactKind::mobile, Text{"600112233"}});
  person.next_of_kin.push_back({Text{"Luis García"}, Text{"brother"}, Text{"600445566"}});
  const auto id = house.registered(person);
  REQUIRE(house.restart());
  const auto record = house.patient(id);
  REQUIRE_MESSAGE(record, record.error().message);
  CHECK(encode(record->person) == encode(person));
  CHECK(record->state == RecordState::complete);
  CHECK(record->since == house.options.start);
  CHECK(house.entries().back().object == "patient " + id.text());
}

TEST_CASE("the journal keeps that somebody was registered, not who") {
  House house;
  house.registered("GarcíaSecret", "Ana", "1980-02-01");
  const auto entry = house.entries().front();
  CHECK(entry.command == "records.register");
  CHECK(entry.request.find("Garc") == std::string::npos);
  CHECK(entry.request.find("1980") == std::string::npos);
}

TEST_CASE("a kiosk registers what it can, a clerk completes it") {
  House house;
  const auto answer = house.do_as<Registered>("records.register", Register{sample::person("", "Ana"), true});
  REQUIRE(answer);
  CHECK(house.patient(answer->patient)->state == RecordState::incomplete);
  Amend change;
  change.patient = answer->patient;
  change.revision = 1;
  change.complete = true;
  change.names = sample::person("García", "Ana").names;
  change.birth_date = Private<Date>{*date_from_iso("1980-02-01")};
  const auto amended = house.do_as<Amended>("records.amend", change);
  REQUIRE_MESSAGE(amended, amended.error().message);
  CHECK(amended->changed == std::vector<std::string>{"names", "birth_date", "state"});
  CHECK(house.patient(answer->patient)->state == RecordState::complete);
  CHECK(house.named("garcia") == std::vector{answer->patient});
  change.complete = {};
  CHECK(house.do_as<Amended>("records.amend", change).error().code == Code::conflict);  // looked at revision 1
}

TEST_CASE("an amendment that would leave a record wrong changes nothing") {
  House house;
  const auto id = house.registered("García", "Ana");
  Amend change;
  change.patient = id;
  change.names = std::vector<PersonName>{};
  CHECK(house.do_as<Amended>("records.amend", change).error().code == Code::invalid);
  CHECK(house.patient(id)->revision == 1);
  change.patient = PatientId{"nobody"};
  CHECK(house.do_as<Amended>("records.amend", change).error().code == Code::not_found);
}

TEST_CASE("whoever may be the same person is shown with reasons, and registered all the same") {
  House house;
  const auto first = house.registered("García", "Ana", "1980-02-01", "12345678Z");
  house.registered("Gómez", "Luis", "1955-07-09", "99999999X");
  const auto again = house.do_as<Registered>("records.register", Register{sample::person("Garcia", "Anna", "1980-02-01", "12345678-z"), {}});
  REQUIRE(again);
  REQUIRE(again->duplicates.size() == 1);
  CHECK(again->duplicates[0].patient == first);
  CHECK(again->duplicates[0].reasons == std::vector{Reason::same_identifier, Reason::same_birth_date, Reason::close_name});
  const auto seen = house.ask_as<Duplicates>("records.duplicates", PatientAsked{again->patient});
  REQUIRE(seen);
  REQUIRE(seen->likely.size() == 1);
  CHECK(seen->likely[0].patient.name.family->reveal() == "García");
}

TEST_CASE("consents are kept with their time, the last word counts") {
  House house;
  const auto id = house.registered("García", "Ana");
  REQUIRE(house.do_as<Done>("records.record_consent", RecordConsent{id, "research", true}));
  house.run_for(std::chrono::minutes{5});
  REQUIRE(house.do_as<Done>("records.record_consent", RecordConsent{id, "research", false}));
  const auto consents = house.patient(id)->consents;
  REQUIRE(consents.size() == 1);
  CHECK_FALSE(consents[0].given);
  CHECK(consents[0].at == house.options.start + std::chrono::minutes{5});
  CHECK_FALSE(house.do_as<Done>("records.record_consent", RecordConsent{id, "No Word", true}));
}

TEST_CASE("without a key nobody is kept, and with another one the records do not start") {
  kit::TestHostOptions bare = with_records();
  bare.settings = "";
  House keyless(bare);
  const auto refused = keyless.do_as<Registered>("records.register", Register{sample::person("García", "Ana"), {}});
  CHECK(refused.error().code == Code::unavailable);

  House house;
  house.registered("García", "Ana");
  house.options.files["records.key"] = std::string(40, 'x');
  house.restart();
  CHECK_FALSE(house.ask("records.import_state", json::object{{"import", "x"}}));
  bool faulted = false;
  for (const auto& line : house.log.lines) faulted = faulted || line.find("another key") != line.npos;
  for (const auto& guest : house.host->guests().all()) faulted = faulted || guest.reason.find("another key") != guest.reason.npos;
  CHECK(faulted);
}
