// Who lies where under which device, and when an episode ends.

#include <doctest/doctest.h>

#include "beds/book.hpp"

using namespace vestibule;
using namespace vestibule::vitals;

namespace {

const Instant now = *instant_from_iso("2026-11-23T07:00:00Z");

struct Hall {
  Book book;
  std::int64_t drawn = 0;
  Hall() {
    REQUIRE(book.set(SetWard{WardId{"w"}, {{"en", "W"}}, {}, {}}));
    for (const char* bed : {"a", "b"}) REQUIRE(book.set(SetBed{BedId{bed}, WardId{"w"}, bed, {}}));
  }
  Moment next() { return {now, ++drawn}; }
  Result<Turn> put(const char* device, const char* bed) { return book.put({DeviceId{device}, BedId{bed}}, next()); }
  Result<Turn> admit(const char* patient, const char* bed) { return book.admit({PatientId{patient}, BedId{bed}, {}, {}}, next()); }
  Result<Turn> move(const char* patient, const char* bed) { return book.move({PatientId{patient}, BedId{bed}}, next()); }
  std::int64_t episode(const char* bed) const { return book.bed(BedId{bed})->episode ? book.bed(BedId{bed})->episode->episode : 0; }
};

}  // namespace

TEST_CASE("an episode takes a patient and a device") {
  Hall hall;
  CHECK(hall.put("m1", "a")->begun.empty());
  const auto turn = hall.admit("p", "a");
  REQUIRE(turn);
  REQUIRE(turn->begun.size() == 1);
  CHECK(turn->begun[0].patient == PatientId{"p"});
  CHECK(turn->begun[0].device == DeviceId{"m1"});
  CHECK(turn->begun[0].begins == now);
  CHECK(hall.episode("a") == 2);
}

TEST_CASE("a swap of monitors between two patients ends both episodes") {
  Hall hall;
  REQUIRE(hall.put("m1", "a"));
  REQUIRE(hall.put("m2", "b"));
  REQUIRE(hall.admit("p", "a"));
  REQUIRE(hall.admit("q", "b"));
  const auto turn = hall.put("m1", "b");
  REQUIRE(turn);
  CHECK(turn->ended.size() == 2);
  REQUIRE(turn->begun.size() == 1);
  CHECK(turn->begun[0].patient == PatientId{"q"});
  CHECK(hall.episode("a") == 0);
  CHECK_FALSE(hall.book.bed_of(DeviceId{"m2"}));
  const auto back = hall.put("m2", "a");
  REQUIRE(back);
  CHECK(back->begun.at(0).patient == PatientId{"p"});
}

TEST_CASE("a patient who moves takes no device along") {
  Hall hall;
  REQUIRE(hall.put("m1", "a"));
  REQUIRE(hall.put("m2", "b"));
  REQUIRE(hall.admit("p", "a"));
  const auto turn = hall.move("p", "b");
  REQUIRE(turn);
  CHECK(turn->ended.at(0).device == DeviceId{"m1"});
  CHECK(turn->begun.at(0).device == DeviceId{"m2"});
  CHECK(hall.book.bed_of(PatientId{"p"})->bed == BedId{"b"});
  CHECK(hall.move("p", "b").error().code == Code::conflict);
  CHECK(hall.move("nobody", "a").error().code == Code::not_found);
}

TEST_CASE("whoever is discharged leaves the device, and the next begins another episode") {
  Hall hall;
  REQUIRE(hall.put("m1", "a"));
  REQUIRE(hall.admit("p", "a"));
  const auto first = hall.episode("a");
  REQUIRE(hall.book.discharge({PatientId{"p"}}, hall.next()));
  CHECK(hall.episode("a") == 0);
  REQUIRE(hall.admit("p", "a"));  // even if it is the same one
  CHECK(hall.episode("a") != first);
}

TEST_CASE("wishes that cannot be are refused and change nothing") {
  Hall hall;
  REQUIRE(hall.put("m1", "a"));
  REQUIRE(hall.admit("p", "a"));
  CHECK(hall.admit("q", "a").error().code == Code::conflict);
  CHECK(hall.admit("p", "b").error().code == Code::conflict);
  CHECK(hall.admit("q", "nowhere").error().code == Code::not_found);
  CHECK(hall.put("m1", "a").error().code == Code::conflict);
  CHECK(hall.put("m/1", "a").error().code == Code::invalid);
  CHECK(hall.book.take({DeviceId{"m9"}}, hall.next()).error().code == Code::not_found);
  CHECK(hall.book.remove({BedId{"a"}}).error().code == Code::conflict);
  CHECK(hall.book.set(SetBed{BedId{"a"}, WardId{"v"}, "a", {}}).error().code == Code::not_found);
  CHECK(hall.book.set(SetBed{BedId{"c"}, WardId{"w"}, "", {}}).error().code == Code::invalid);
  CHECK(hall.book.set(SetBed{BedId{"c#"}, WardId{"w"}, "c", {}}).error().code == Code::invalid);
  CHECK(hall.book.set(SetWard{WardId{"w/1"}, {{"en", "W"}}, {}, {}}).error().code == Code::invalid);
  CHECK(hall.book.set(SetWard{WardId{"v"}, {}, {}, {}}).error().code == Code::invalid);
  CHECK(hall.book.admit({PatientId{"q"}, BedId{"b"}, Private<std::string>("sixteen letters."), {}}, hall.next()).error().code == Code::invalid);
  CHECK(hall.book.admit({PatientId{"q"}, BedId{"b"}, {}, Private<int>(-1)}, hall.next()).error().code == Code::invalid);
  CHECK(hall.book.beds().size() == 2);
  CHECK(hall.episode("a") == 2);
}

TEST_CASE("a bed with somebody in it keeps its ward") {
  Hall hall;
  REQUIRE(hall.book.set(SetWard{WardId{"v"}, {{"en", "V"}}, {}, {}}));
  REQUIRE(hall.admit("p", "a"));
  CHECK(hall.book.set(SetBed{BedId{"a"}, WardId{"v"}, "a", {}}).error().code == Code::conflict);
  CHECK(hall.book.set(SetBed{BedId{"b"}, WardId{"v"}, "b", 7}));
  CHECK(hall.book.set(SetBed{BedId{"a"}, WardId{"w"}, "A one", {}}));
}

TEST_CASE("beds stand in the order of their place, then of their names") {
  Hall hall;
  REQUIRE(hall.book.set(SetBed{BedId{"c"}, WardId{"w"}, "0", 1}));
  REQUIRE(hall.book.set(SetBed{BedId{"a"}, WardId{"w"}, "9", 1}));
  std::string order;
  for (const auto* bed : hall.book.beds_of(WardId{"w"})) order += bed->bed.text();
  CHECK(order == "bca");
}

TEST_CASE("a ward has so many beds and no more") {
  Hall hall;
  for (int n = 0; n < 58; ++n) REQUIRE(hall.book.set(SetBed{BedId{fmt::format("x{}", n)}, WardId{"w"}, "x", {}}));
  CHECK(hall.book.set(SetBed{BedId{"one-more"}, WardId{"w"}, "x", {}}).error().code == Code::conflict);
}
