#include "faults.hpp"

#include <boost/mp11/algorithm.hpp>
#include <sstream>

#include "vestibule/json.hpp"

namespace vestibule::simulation {
namespace {

std::map<std::string, Fault> names() {
  std::map<std::string, Fault> all;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Fault>>([&](auto one) { all[one.name] = one.value; });
  return all;
}

}  // namespace

Faults draw_faults(RandomStream& chance) {
  Faults faults;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Fault>>([&](auto one) {
    // The power goes on most days: that is what the house must stand above all.
    const bool often = one.value == Fault::power_cut || one.value == Fault::recovery_cut;
    const bool on = chance.below(8) < (often ? 6u : 3u);
    const auto level = 1 + static_cast<int>(chance.below(3));
    if (on) faults[one.value] = level;
  });
  return faults;
}

std::string text_of(const Faults& faults) {
  std::string text;
  for (const auto& [fault, level] : faults)
    text += fmt::format("{}{}={}", text.empty() ? "" : ",", boost::describe::enum_to_string(fault, "?"), level);
  return text.empty() ? "none" : text;
}

Result<Faults> faults_from(const std::string& text) {
  Faults faults;
  if (text == "none") return faults;
  const auto known = names();
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) {
    const auto equals = part.find('=');
    const auto found = known.find(part.substr(0, equals));
    const std::string level = equals == part.npos ? "1" : part.substr(equals + 1);
    if (found == known.end() || level.size() != 1 || level < "1" || level > "3")
      return fail(Code::invalid, "'{}' is no fault with a rate from 1 to 3", part);
    faults[found->second] = level[0] - '0';
  }
  return faults;
}

}  // namespace vestibule::simulation
