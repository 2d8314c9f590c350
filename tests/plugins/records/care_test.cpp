// Who looks after whom.

#include "care.hpp"

#include <doctest/doctest.h>

using namespace vestibule;
using namespace vestibule::records;

namespace {

const Instant noon = *instant_from_iso("2026-11-23T12:00:00Z");
constexpr std::chrono::hours day{24};

VisitRow visit(const char* id, const char* patient, VisitState state, Instant at) {
  VisitRow row;
  row.id = VisitId{id};
  row.patient = PatientId{patient};
  row.state = state;
  row.department = "surgery";
  row.doctor = "dr-1";
  row.planned = row.opened = row.closed = at;
  return row;
}

}  // namespace

TEST_CASE("who attends looks after the patient while the visit is open, and some days after") {
  Care care(day * 30);
  CHECK(care.subject_of(PatientId{"1"}, noon).carers.empty());
  care.put(visit("v", "1", VisitState::open, noon));
  CHECK(care.subject_of(PatientId{"1"}, noon + day * 300).carers == std::vector<std::string>{"dr-1"});
  CHECK(care.patient_of(VisitId{"v"}) == PatientId{"1"});
  CHECK(care.open_visits(PatientId{"1"}).size() == 1);
  care.put(visit("v", "1", VisitState::closed, noon));
  CHECK(care.subject_of(PatientId{"1"}, noon + day * 30).departments == std::vector<std::string>{"surgery"});
  CHECK(care.subject_of(PatientId{"1"}, noon + day * 31).departments.empty());
  CHECK_FALSE(care.patient_of(VisitId{"v"}));
  care.prune(noon + day * 31);
  CHECK(care.visits() == 0);
}

TEST_CASE("a visit that was missed gives nobody a right") {
  Care care(day * 30);
  care.put(visit("v", "1", VisitState::planned, noon));
  CHECK_FALSE(care.subject_of(PatientId{"1"}, noon).carers.empty());
  care.put(visit("v", "1", VisitState::missed, noon));
  CHECK(care.subject_of(PatientId{"1"}, noon).carers.empty());
  CHECK(care.visits() == 0);
}

TEST_CASE("merged records are one subject, and two again when the merge is taken back") {
  Care care(day * 30);
  care.put(visit("v", "2", VisitState::open, noon));
  care.restrict(PatientId{"3"}, true);
  care.merge(PatientId{"2"}, PatientId{"1"});
  care.merge(PatientId{"3"}, PatientId{"2"});
  for (const char* id : {"1", "2", "3"}) {
    const auto subject = care.subject_of(PatientId{id}, noon);
    CHECK(subject.id == "patient 1");
    CHECK(subject.carers.size() == 1);
    CHECK(subject.restricted);
  }
  care.unmerge(PatientId{"2"});
  CHECK(care.subject_of(PatientId{"1"}, noon).carers.empty());
  CHECK(care.subject_of(PatientId{"3"}, noon).id == "patient 2");
}

TEST_CASE("a visit is found by what is about it") {
  Care care(day * 30);
  auto row = visit("v", "1", VisitState::open, noon);
  row.reference = "token 7";
  care.put(row);
  CHECK(care.visit_of("token 7") == VisitId{"v"});
  row.state = VisitState::closed;
  care.put(row);
  CHECK_FALSE(care.visit_of("token 7"));
  care.forget(PatientId{"1"});
  CHECK(care.visits() == 0);
}

TEST_CASE("whoever registered somebody has them before them for an hour, and not once others shut the record") {
  Care care(day * 30);
  care.registered(PatientId{"1"}, "nurse-1", noon + std::chrono::hours{1});
  CHECK(care.subject_of(PatientId{"1"}, noon + std::chrono::minutes{60}).carers == std::vector<std::string>{"nurse-1"});
  CHECK(care.subject_of(PatientId{"1"}, noon + std::chrono::minutes{61}).carers.empty());
  care.restrict(PatientId{"1"}, true);
  CHECK(care.subject_of(PatientId{"1"}, noon).carers.empty());
}
