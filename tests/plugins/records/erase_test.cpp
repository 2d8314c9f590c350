// Forgetting a person.

#include <soci/soci.h>

#include "house.hpp"

#include "store/database.hpp"
#include "store/verification.hpp"

using namespace vestibule;
using namespace vestibule::records;

TEST_CASE("an erased patient is read and found by nobody, and the chain of the journal stands") {
  House house(with_doorman());
  const auto id = house.registered("García", "Ana", "1980-02-01", "12345678Z"), merged = house.registered("Garcia", "Anna");
  REQUIRE(house.do_as<ItemAdded>("records.add_condition", AddCondition{id, {Text{"Asthma"}, {}, {}}, {}, {}}));
  REQUIRE(house.do_as<Done>("records.merge", Merge{id, merged, "same"}));
  const auto bystander = house.registered("Garcia", "Eva");
  REQUIRE(house.do_as<Done>("records.erase", Erase{id, "request"}));
  for (const auto& one : {id, merged}) {
    CHECK(house.patient(one).error().code == Code::not_found);
    CHECK(house.history(one).error().code == Code::not_found);
  }
  CHECK(house.named("garcia") == std::vector{bystander});
  CHECK(house.do_as<Done>("records.erase", Erase{id, "request"}).error().code == Code::not_found);
  CHECK(house.do_as<Done>("records.unmerge", Unmerge{merged, "x"}).error().code == Code::conflict);
  const auto looks = house.ask_as<WhoSaw>("records.who_saw", WhoSawAsked{id, {}, {}, {}, {}});
  REQUIRE(looks);
  CHECK(looks->looks.size() >= 4);
  house.close();
  core::Readers readers(house.database_path(), "");
  readers.with([](soci::session& sql) { CHECK_FALSE(core::verify(sql).fault); });
}

TEST_CASE("of an erased patient's key no byte is left in the files") {
  House house;
  const auto id = house.registered("García", "Ana"), other = house.registered("Gómez", "Luis");
  const auto wrapped_of = [&](const PatientId& patient) {
    std::string wrapped;
    const std::string text = patient.text();
    core::Readers readers(house.database_path(), "");
    readers.with([&](soci::session& sql) { sql << "SELECT wrapped FROM records_patient WHERE id = :id", soci::into(wrapped), soci::use(text); });
    return wrapped;
  };
  const std::string wrapped = wrapped_of(id), kept = wrapped_of(other);
  REQUIRE(wrapped.size() > 60);
  REQUIRE(house.do_as<Done>("records.erase", Erase{id, "request"}));
  house.close();
  const std::string bytes = house.bytes();
  CHECK(bytes.find(kept.substr(8, 40)) != std::string::npos);
  CHECK(bytes.find(wrapped.substr(8, 40)) == std::string::npos);
}
