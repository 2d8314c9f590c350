// Each command and query that is about somebody, asked of the real host by each role about their own, their department's, somebody else's and
// a restricted patient: allowed exactly where the policy says so. What is about nobody is asked in tests/plugins/identity/matrix_test.
#include "decision.hpp"
#include "hospital.hpp"
#include "host_queries.hpp"
#include "policy_file.hpp"

#include <set>

using namespace vestibule;
using namespace vestibule::security;
using identity::Relation;

namespace {

/// What a request needs besides its patient to be read. It fails afterwards: nothing is to change while the matrix is asked.
const std::map<std::string, json::object, std::less<>> requests{
    {"records.add_allergy", {{"substance", {{"text", ""}}}}},
    {"records.add_condition", {{"condition", {{"text", ""}}}}},
    {"records.add_medication", {{"medication", {{"text", ""}}}}},
    {"records.add_procedure", {{"procedure", {{"text", ""}}}}},
    {"records.add_document", {{"kind", ""}, {"title", ""}, {"location", ""}}},
    {"records.amend", {{"revision", -1}}},
    {"records.close_visit", {{"visit", "none"}, {"state", "closed"}}},
    {"records.erase", {{"ground", ""}}},
    {"records.link_visit", {{"visit", "of the patient"}, {"reference", ""}}},
    {"records.merge", {{"keep", "the patient"}, {"merge", "the patient"}, {"reason", ""}}},
    {"records.open_visit", {{"department", ""}}},
    {"records.plan_visit", {{"department", ""}, {"at", "2026-11-23T09:00:00Z"}, {"minutes", -1}}},
    {"records.record_consent", {{"what", ""}, {"given", true}}},
    {"records.restrict", {{"restricted", "as it is"}}},
    {"records.stop", {{"item", "none"}, {"state", "ended"}}},
    {"records.unmerge", {{"reason", ""}}},
    {"records.duplicates", {}},
    {"records.export", {{"format", "json"}}},
    {"records.history", {}},
    {"records.patient", {}},
    {"records.summary", {{"reference", "of the patient"}}},
    {"records.who_saw", {}},
    {"vitals.admit", {{"bed", "none"}}},
    {"vitals.alarm_history", {}},
    {"vitals.discharge", {}},
    {"vitals.drop_limit", {{"condition", ""}, {"priority", "low"}}},
    {"vitals.history", {{"from", "2026-11-01T00:00:00Z"}, {"until", "2026-11-02T00:00:00Z"}}},
    {"vitals.move", {{"bed", "none"}}},
    {"vitals.observe", {}},
    {"vitals.pause_alarms", {}},
    {"vitals.pause_audio", {}},
    {"vitals.prescribe_scale", {{"scale", 0}}},
    {"vitals.scores", {}},
    {"vitals.set_limit", {{"condition", ""}, {"priority", "low"}}},
};

/// They name an alarm, or a ward, and are about whoever that leads to: no patient can be put into their request.
const std::set<std::string, std::less<>> of_something_else{"vitals.acknowledge_alarm", "vitals.leave_duty", "vitals.take_duty"};

struct Known {
  std::string patient, visit, reference;
  bool restricted = false;
};

struct Asking : Hospital {
  Asking() {
    clerk = person("registrar", identity::Role::clerk);
    officer = person("keeper", identity::Role::privacy_officer);
  }

  /// Somebody whom `department` looks after, and `carer`, if there is one, in particular.
  Known patient(const std::string& department, const std::string& carer, bool restricted) {
    Known known;
    const json::object person{{"names", json::array{json::object{{"family", fmt::format("Family{}", ++count)}}}}};
    known.patient = done(clerk, "records.register", {{"person", person}}).at("patient").as_string();
    json::object visit{{"patient", json::string_view(known.patient)}, {"department", department}, {"reference", json::string_view(known.reference = fmt::format("token {}", count))}};
    if (!carer.empty()) visit["doctor"] = carer;
    known.visit = done(clerk, "records.open_visit", visit).at("visit").as_string();
    if (restricted) done(officer, "records.restrict", {{"patient", json::string_view(known.patient)}, {"restricted", true}});
    known.restricted = restricted;
    return known;
  }

  /// By relation, of one whose department is cardiology.
  std::map<Relation, Known> patients_of(const std::string& actor) {
    return {{Relation::own, patient("surgery", actor, true)},
            {Relation::department, patient("cardiology", {}, false)},
            {Relation::other, patient("surgery", {}, false)},
            {Relation::restricted, patient("cardiology", {}, true)}};
  }

  Actor clerk, officer;
  int count = 0;
};

json::object body_about(const json::object& request, const Known& about) {
  json::object body = request;
  body["patient"] = json::string_view(about.patient);
  for (const char* field : {"keep", "merge"})
    if (body.contains(field)) body[field] = json::string_view(about.patient);
  if (const auto* visit = body.if_contains("visit"); visit && *visit == "of the patient") body["visit"] = json::string_view(about.visit);
  if (const auto* reference = body.if_contains("reference"); reference && *reference == "of the patient") body["reference"] = json::string_view(about.reference);
  if (body.contains("restricted")) body["restricted"] = about.restricted;
  return body;
}

/// By the gate, that is; a command may have reasons of its own.
bool denied_by_policy(const Result<json::value>& result) {
  return !result && result.error().code == Code::denied && result.error().message.starts_with("the role ");
}

}  // namespace

TEST_CASE("whatever is about somebody is each role's in exactly the relations of the policy, asked of the real host") {
  static const auto policy = *identity::read_policy(identity::shipped_policy(), "policy.toml");
  Asking hospital;
  std::vector<core::RightReport> about;
  for (const auto& right : core::rights_of(hospital.house.host->registry()).rights)
    if (right.about_somebody && !of_something_else.contains(right.name)) about.push_back(right);
  int checked = 0;
  for (const auto role : identity::all_roles()) {
    if (role == "system") continue;
    Actor actor{"x", std::string(role), "x"};
    identity::Role of_person{};
    if (boost::describe::enum_from_string(std::string(role).c_str(), of_person)) actor = hospital.person(std::string(role), of_person, {"cardiology"});
    if (role == "newcomer") actor = hospital.person("newcomer", identity::Role::doctor, {"cardiology"}, true);
    const bool has_department = actor.id != "x";
    for (const auto& [relation, known] : hospital.patients_of(actor.id)) {
      const auto counts = relation == Relation::department && !has_department ? Relation::other : relation;
      for (const auto& right : about) {
        const auto request = requests.find(right.name);
        REQUIRE_MESSAGE(request != requests.end(), right.name, " is about somebody: give it a line in the requests of this test");
        const auto body = body_about(request->second, known);
        const auto result = right.kind == core::Asked::command ? hospital.do_(actor, right.name, body) : hospital.ask(actor, right.name, body);
        const bool allowed = identity::decide(policy, role, {actor, right.name, right.permission}, counts).has_value();
        CHECK_MESSAGE(denied_by_policy(result) != allowed, right.name, " as ", role, ", relation ", static_cast<int>(relation), ": ", (result ? "ok" : result.error().message));
        ++checked;
      }
    }
  }
  CHECK(checked == 13 * 4 * static_cast<int>(about.size()));
}
