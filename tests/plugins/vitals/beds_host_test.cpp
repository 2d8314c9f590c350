// Wards, beds, devices and patients by command.

#include "ward.hpp"

using namespace vestibule;
using namespace vestibule::vitals;

TEST_CASE("a host without beds opens no intake and no file") {
  kit::TestHostOptions options;
  options.rules = alone();
  kit::TestHost host(options);
  host.run_for(1min);
  CHECK(host.no_bus.retained.size() == 1);  // its pulse
  CHECK_FALSE(std::filesystem::exists(host.database_path() + ".vitals"));
}

TEST_CASE("a bed holds one patient and one device, and each of them is in one bed") {
  SmallWard ward;
  auto& host = ward.host;
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  CHECK(host.do_as<BedNow>("vitals.admit", Admit{PatientId{"p2"}, BedId{"w1-1"}, {}, {}}).error().code == Code::conflict);
  CHECK(host.do_as<BedNow>("vitals.admit", Admit{PatientId{"p1"}, BedId{"w1-2"}, {}, {}}).error().code == Code::conflict);
  CHECK(host.do_as<BedNow>("vitals.put_device", PutDevice{DeviceId{"mon-1"}, BedId{"w1-1"}}).error().code == Code::conflict);
  CHECK(host.do_as<Done>("vitals.remove_bed", RemoveBed{BedId{"w1-1"}}).error().code == Code::conflict);
  CHECK(host.do_as<BedNow>("vitals.set_bed", SetBed{BedId{"x"}, WardId{"nowhere"}, "x", {}}).error().code == Code::not_found);
  CHECK(host.do_as<BedNow>("vitals.put_device", PutDevice{DeviceId{"a/b"}, BedId{"w1-1"}}).error().code == Code::invalid);
  const auto moved = host.do_as<BedNow>("vitals.move", Move{PatientId{"p1"}, BedId{"w1-2"}});
  REQUIRE(moved);
  CHECK(moved->bed.text() == "w1-2");
  CHECK_FALSE(moved->episode);  // no device stands there
  const auto taken = host.do_as<BedNow>("vitals.take_device", TakeDevice{DeviceId{"mon-1"}});
  REQUIRE(taken);
  CHECK_FALSE(taken->device);
  CHECK(host.do_as<Done>("vitals.remove_bed", RemoveBed{BedId{"w1-1"}}));
  CHECK(host.do_as<BedNow>("vitals.discharge", Discharge{PatientId{"p2"}}).error().code == Code::not_found);
}

TEST_CASE("each change of patient, bed or device begins another episode") {
  SmallWard ward;
  auto& host = ward.host;
  ward.put("mon-1", "w1-1");
  const auto first = host.do_as<BedNow>("vitals.admit", Admit{PatientId{"p1"}, BedId{"w1-1"}, {}, {}});
  REQUIRE(first);
  REQUIRE(first->episode);
  const auto second = host.do_as<BedNow>("vitals.put_device", PutDevice{DeviceId{"mon-2"}, BedId{"w1-1"}});
  REQUIRE(second);
  REQUIRE(second->episode);
  CHECK(second->episode != first->episode);
  REQUIRE(ward.host.restart());
  const auto wards = host.ask_as<Wards>("vitals.wards", WardsAsked{});
  REQUIRE(wards);
  REQUIRE(wards->wards.size() == 1);
  CHECK(wards->wards[0].department == "surgery");
  CHECK(wards->wards[0].beds.at(0).episode == second->episode);
  CHECK(wards->wards[0].beds.at(0).patient == PatientId{"p1"});
}

TEST_CASE("who lies where is told and journalled, and what tells who it is is not") {
  SmallWard ward;
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  const auto entries = ward.host.entries();
  const auto& last = entries.back();
  CHECK(last.command == "vitals.admit");
  CHECK(last.events.find("vitals.patient_admitted") != std::string::npos);
  CHECK(last.request.find("A. B.") == std::string::npos);
}
