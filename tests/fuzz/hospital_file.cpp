// The file that describes a hospital: every fault is told with its line, and a hospital that was read is whole.

#include <algorithm>
#include <set>

#include "fuzz.hpp"
#include "hospital.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using fuzz::hold;

namespace {

void check_faults(std::string_view message) {
  hold(!message.empty(), "refused without a word");
  for (fuzz::Choices lines(message); lines.left();) {
    const auto line = lines.line();
    const auto colon = line.find(": ");
    const bool placed = line.starts_with("hospital.toml:") && colon != line.npos && std::all_of(line.begin() + 14, line.begin() + static_cast<std::ptrdiff_t>(colon), ::isdigit);
    hold(placed || line.starts_with("and "), "a fault without its line: {}", line);
  }
}

template <class Things>
void check_ids(const Things& things) {
  std::set<std::string> ids;
  for (const auto& thing : things) hold(ids.insert(fmt::format("{}", thing.id)).second, "'{}' is there twice", thing.id);
}

void check_texts(const Hospital& hospital, const Texts& texts) {
  hold(texts.size() == std::set<std::string>(hospital.languages.begin(), hospital.languages.end()).size(), "a text that is not there in each language");
  for (const auto& [language, text] : texts) hold(!text.empty(), "an empty text");
}

void check_services(const Hospital& hospital) {
  std::set<std::string> letters;
  for (const auto& service : hospital.services) {
    hold(service.area && service.scale && service.scale->ordinary && service.discipline, "service '{}' lacks a part", service.id);
    hold(!service.letter.empty() && letters.insert(service.letter).second, "letter '{}' twice", service.letter);
    hold(hospital.service(service.id) == &service && &hospital.services[service.index] == &service, "service '{}' is not found", service.id);
    check_texts(hospital, service.name);
    for (const auto& choice : service.urgency) hold(service.priority(choice.priority) != nullptr, "an answer without its class");
    for (const auto& hours : service.opening)
      hold(0 <= hours.from && hours.from < hours.until && hours.until <= 24 * 60 && hours.days < 128, "hours that cannot be");
  }
  for (const auto& scale : hospital.scales)
    for (const auto& priority : scale.classes) hold(priority.rate >= 1 && priority.rate <= 100'000, "rate {}", priority.rate);
}

void check(const Hospital& hospital) {
  hold(!hospital.languages.empty() && !hospital.areas.empty() && !hospital.services.empty() && !hospital.desks.empty(), "a hospital without its parts");
  check_texts(hospital, hospital.name);
  check_ids(hospital.areas), check_ids(hospital.services), check_ids(hospital.desks), check_ids(hospital.pathways), check_ids(hospital.groups);
  check_services(hospital);
  for (const auto& desk : hospital.desks) {
    hold(desk.area && !desk.services.empty(), "desk '{}' lacks a part", desk.id);
    for (const auto* service : desk.services) hold(service && desk.gives(*service), "desk '{}' names nothing", desk.id);
  }
  for (const auto& group : hospital.groups) {
    int depth = 0;
    for (const auto* up = &group; up; up = up->parent) hold(++depth <= 3, "groups without an end");
  }
  for (const auto& pathway : hospital.pathways) {
    hold(pathway.stages.size() >= 2, "a pathway of no stages");
    for (const auto& stage : pathway.stages) hold(!stage.empty(), "a stage without a service");
  }
  for (const auto& kiosk : hospital.kiosks) hold(kiosk.area != nullptr, "a kiosk that stands nowhere");
  for (const auto& day : hospital.special_days) hold(day.date.ok(), "a day that is none");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto hospital = read_hospital(fuzz::text_of(data, size), "hospital.toml");
  if (hospital) check(**hospital);
  else check_faults(hospital.error().message);
  return 0;
}
