#include "hospital.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

namespace vestibule::simulation {
namespace {

constexpr int blood_places = 60;

constexpr const char* head = R"(languages = ["en", "ar"]
time_zone = "UTC"
[site]
en = "H"
ar = "م"
[urgent_place]
en = "Red"
ar = "أحمر"
[[area]]
id = "main"
name = { en = "Hall", ar = "ق" }
[[area]]
id = "tests"
name = { en = "Tests", ar = "ف" }
[[scale]]
id = "counter"
ordinary = "ordinary"
classes = [
  { id = "assisted", name = { en = "a", ar = "a" }, target = 15, rate = 2 },
  { id = "ordinary", name = { en = "o", ar = "o" }, target = 45, rate = 1 },
]
[[scale]]
id = "triage"
ordinary = "green"
classes = [
  { id = "red", name = { en = "r", ar = "r" }, target = 0, rate = 20 },
  { id = "yellow", name = { en = "y", ar = "y" }, target = 60, rate = 3 },
  { id = "green", name = { en = "g", ar = "g" }, target = 120, rate = 1.5 },
]
)";

struct Kind {
  const char *id, *letter, *area, *scale, *discipline;
};
constexpr Kind kinds[] = {{"registration", "A", "main", "counter", "{ kind = \"accumulating\", longest_wait = 60 }"},
                          {"medicine", "M", "main", "triage", "{ kind = \"accumulating\", longest_wait = 180 }"},
                          {"blood", "B", "tests", "counter", "{ kind = \"accumulating\", longest_wait = 60 }"},
                          {"xray", "X", "tests", "triage", "{ kind = \"strict\", longest_wait = 90 }"},
                          {"pharmacy", "P", "main", "counter", "{ kind = \"first_come\" }"},
                          {"cashier", "C", "main", "counter", "{ kind = \"first_come\" }"}};

constexpr const char* urgency = R"(
[[service.urgency]]
priority = "red"
urgent = true
text = { en = "bad", ar = "b" }
[[service.urgency]]
priority = "yellow"
text = { en = "ill", ar = "i" }
[[service.urgency]]
priority = "green"
text = { en = "well", ar = "w" }
)";

}  // namespace

std::vector<SimulatedDesk> hospital_desks() {
  return {{"counter-1", {"registration"}}, {"counter-2", {"registration"}}, {"counter-3", {"registration", "cashier"}},
          {"room-1", {"medicine"}},        {"room-2", {"medicine"}},        {"room-3", {"medicine"}},
          {"laboratory-1", {"blood"}},     {"laboratory-2", {"blood", "xray"}}, {"imaging", {"xray"}},
          {"pharmacy-1", {"pharmacy"}},    {"pharmacy-2", {"pharmacy"}},    {"cashier-1", {"cashier"}}};
}

std::map<std::string, Reference::Service> hospital_services() {
  std::map<std::string, Reference::Service> services;
  for (const Kind& kind : kinds) {
    const std::string id = kind.id, discipline = kind.discipline;
    services[id] = {kind.letter, id == "blood" ? std::optional{blood_places} : std::nullopt, discipline.find("first_come") != discipline.npos};
  }
  return services;
}

std::string role_of(std::string_view client) {
  if (client.starts_with("clerk-room")) return "doctor";
  if (client.starts_with("clerk-laboratory") || client.starts_with("clerk-imaging")) return "nurse";
  if (client.starts_with("clerk") || client == "reception") return "clerk";
  if (client.starts_with("kiosk")) return "kiosk";
  if (client.starts_with("screen")) return "display";
  return client == "manager" ? "manager" : "nobody";
}

bool is_business_of(std::string_view role, std::string_view command) {
  using Names = std::set<std::string_view>;
  static const Names at_desks{"queue.open_desk",  "queue.close_desk", "queue.pause_desk", "queue.call_next", "queue.call_token", "queue.recall",
                              "queue.start",      "queue.finish",     "queue.no_show",    "queue.undo",      "queue.park",       "queue.transfer",
                              "queue.send_on",    "queue.cancel",     "queue.issue_token", "queue.change_priority", "queue.return_token"};
  static const Names of_kiosks{"queue.issue_token", "queue.bring_token", "queue.report_kiosk"};
  if (role == "system") return true;
  if (role == "kiosk") return of_kiosks.contains(command);
  if (role == "display") return command == "queue.acknowledge_call";
  if (role == "manager") return command == "queue.open_day" || command == "queue.close_day";
  return (role == "doctor" || role == "nurse" || role == "clerk") && at_desks.contains(command);
}

std::string hospital_text() {
  std::string text = head;
  for (const Kind& kind : kinds) {
    text += fmt::format("[[service]]\nid = \"{}\"\nletter = \"{}\"\nname = {{ en = \"{}\", ar = \"{}\" }}\narea = \"{}\"\nscale = \"{}\"\ndiscipline = {}\n", kind.id,
                        kind.letter, kind.id, kind.letter, kind.area, kind.scale, kind.discipline);
    if (std::string_view(kind.id) == "blood") text += fmt::format("daily_limit = {}\n", blood_places);
    if (std::string_view(kind.id) == "medicine") text += urgency;
  }
  for (const SimulatedDesk& desk : hospital_desks()) {
    const bool tests = desk.services.front() == "blood" || desk.services.front() == "xray";
    text += fmt::format("[[desk]]\nid = \"{0}\"\nname = {{ en = \"{0}\", ar = \"{0}\" }}\narea = \"{1}\"\nservices = [\"{2}\"]\n", desk.id, tests ? "tests" : "main",
                        fmt::join(desk.services, "\", \""));
  }
  text += "[[pathway]]\nid = \"round\"\nname = { en = \"Round\", ar = \"R\" }\nstages = [\"medicine\", [\"blood\", \"xray\"], \"medicine\"]\n";
  return text;
}

}  // namespace vestibule::simulation
