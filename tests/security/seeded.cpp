#include "seeded.hpp"

#include <algorithm>

#include <vestibule/wire/envelope.hpp>
#include <vestibule/wire/topics.hpp>

namespace vestibule::security {

Seeded::Seeded(kit::TestHostOptions options) : Hospital(std::move(options)), kiosk(house.broker.attach("kiosk-1")) {
  kiosk->subscribe(wire::reply_topic("kiosk-1"), [this](const wire::Message& message) { heard_by_kiosk += message.payload; });
  house.run_for(1s);
  employ();
  done(of_role("manager"), "queue.open_day");
  const std::string doctor = of_role("doctor").id;
  admit("Own", "surgery", doctor, true);
  admit("Ward", "cardiology", {}, false);
  admit("Far", "surgery", {}, false);
  admit("Shut", "cardiology", {}, true);
  fill_ward();
  for (const char* of : {"First", "Second"}) issue(of);
  house.run_for(1s);
}

const Actor& Seeded::of_role(std::string_view role) const {
  return *std::find_if(staff.begin(), staff.end(), [&](const Actor& actor) { return actor.role == role; });
}

std::string Seeded::sing(Piece piece, const std::string& field, const std::string& of, const std::string& subject) {
  std::string text = "Canary" + of + field;
  canaries.push_back({text, piece, subject});
  return text;
}

void Seeded::employ() {
  using identity::Role;
  for (const auto role : {Role::administrator, Role::doctor, Role::nurse, Role::clerk, Role::manager, Role::privacy_officer}) {
    const std::string word = boost::describe::enum_to_string(role, "");
    staff.push_back(person(word, role, {"cardiology"}));
    const auto full_name = sing(Piece::staff, "Fullname", word, staff.back().id);
    done(the_operator, "identity.change_person", {{"person", staff.back().id}, {"full_name", full_name}});
  }
  staff.push_back(person("newcomer", Role::doctor, {"cardiology"}, true));
  auto& nurse = of_role("nurse");
  done(nurse, "identity.set_badge", {{"badge", sing(Piece::secret, "Badge", "nurse", "")}, {"pin", "402819"}});
  done(nurse, "identity.break_glass", {{"subject", "patient nobody"}, {"reason", "other"}, {"note", "looked for a patient by hand"}});
  done(nurse, "identity.end_glass");
  done(of_role("administrator"), "identity.register_device", {{"device", "desk-9"}, {"kind", "desk"}});
  device = "desk-9";
}

void Seeded::admit(const std::string& of, const std::string& department, const std::string& doctor, bool restricted) {
  const Actor clerk = of_role("clerk");
  const std::size_t first = canaries.size();
  const auto tell = [&](Piece piece, const char* field) { return sing(piece, field, of, "?"); };
  names.push_back(tell(Piece::name, "Family"));
  const std::string kind = "passport";
  const json::object person{
      {"identifiers", json::array{json::object{{"kind", kind}, {"value", tell(Piece::who, "Number")}}}},
      {"names", json::array{json::object{{"family", names.back()}, {"given", tell(Piece::name, "Given")}}}},
      {"contacts", json::array{json::object{{"kind", "email"}, {"value", tell(Piece::who, "Mail") + "@example.org"}}}},
      {"address", {{"street", tell(Piece::who, "Street")}, {"city", tell(Piece::who, "City")}}},
      {"next_of_kin", json::array{json::object{{"name", tell(Piece::who, "Kin")}}}}};
  const std::string id(done(clerk, "records.register", {{"person", person}}).at("patient").as_string());
  const std::string subject = "patient " + id;
  patients.push_back(id);
  references.push_back("token of " + of);
  json::object opened{{"patient", id}, {"department", department}, {"reference", json::string_view(references.back())}};
  if (!doctor.empty()) opened["doctor"] = doctor;
  visit = done(clerk, "records.open_visit", opened).at("visit").as_string();
  fill_history(of, id);
  if (restricted) done(of_role("privacy_officer"), "records.restrict", {{"patient", id}, {"restricted", true}});
  for (std::size_t i = first; i < canaries.size(); ++i) canaries[i].subject = subject;
  subjects[subject] = {subject, {department}, doctor.empty() ? std::vector<std::string>{} : std::vector{doctor}, restricted};
}

/// Each of them in a bed, with a monitor and initials that its ward shows to nobody.
void Seeded::fill_ward() {
  done(system, "vitals.set_ward", {{"ward", "ward-1"}, {"name", {{"en", "Ward 1"}}}, {"department", "cardiology"}});
  int number = 0;
  for (const auto& patient : patients) {
    const std::string bed = fmt::format("bed-{}", ++number);
    done(system, "vitals.set_bed", {{"bed", bed}, {"ward", "ward-1"}, {"name", bed}});
    done(system, "vitals.put_device", {{"device", fmt::format("monitor-{}", number)}, {"bed", bed}});
    done(system, "vitals.admit", {{"patient", patient}, {"bed", bed}, {"shown_name", sing(Piece::name, "Ini", fmt::format("{}", number), "patient " + patient)}, {"age", 54}});
  }
}

/// By the house itself: who may write is not what is asked here.
void Seeded::fill_history(const std::string& of, const std::string& patient) {
  const auto tell = [&](const char* field) { return sing(Piece::clinical, field, of, "?"); };
  item = done(system, "records.add_allergy", {{"patient", patient}, {"substance", {{"text", tell("Allergy")}}}, {"reaction", tell("Reaction")}}).at("item").as_string();
  done(system, "records.add_condition", {{"patient", patient}, {"condition", {{"text", tell("Condition")}, {"code", tell("Code")}}}, {"note", tell("Note")}});
  done(system, "records.add_medication", {{"patient", patient}, {"medication", {{"text", tell("Medication")}}}, {"dose", tell("Dose")}, {"cost", {{"minor", 1250}, {"currency", "EUR"}}}});
  done(system, "records.add_procedure", {{"patient", patient}, {"procedure", {{"text", tell("Surgery")}}}, {"surgery", true}});
  done(system, "records.add_document", {{"patient", patient}, {"kind", "letter"}, {"title", tell("Title")}, {"location", "file://" + tell("Location")}});
}

/// At a kiosk, by its line: there patients tell who they are and what they have.
void Seeded::issue(const std::string& of) {
  const auto tell = [&](const char* field) { return sing(Piece::told, field, of, ""); };
  const json::object body{{"service", "registration"}, {"needs", json::array{}},
                          {"visitor", {{"name", tell("Toldname")}, {"contact", tell("Toldcontact")}, {"symptoms", tell("Toldsymptoms")}, {"preferred_time", tell("Toldtime")}}}};
  const json::object request{{"id", "ticket-" + of}, {"body", body}};
  heard_by_kiosk.clear();
  kiosk->publish({wire::request_topic("kiosk-1", wire::Verb::do_, "queue.issue_token"), json::serialize(request), false, {}, {}});
  house.run_for(1s);
  const auto reply = parse_json(heard_by_kiosk);
  REQUIRE_MESSAGE((reply && reply->at("body").is_object()), heard_by_kiosk);
  tokens.emplace_back(reply->at("body").at("token").as_string());
  secrets_of_tickets.emplace_back(reply->at("body").at("secret").as_string());
}

}  // namespace vestibule::security
