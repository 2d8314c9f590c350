#include "visit.hpp"

#include <algorithm>

namespace vestibule::kiosk {
namespace {

/// Bytes of the UTF-8 character that starts with `lead`.
std::size_t width(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

}  // namespace

std::optional<std::chrono::year_month_day> typed_date(const std::string& text, bool year_first) {
  if (text.size() != 8) return std::nullopt;
  const std::string iso = year_first ? text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6)
                                     : text.substr(4) + "-" + text.substr(2, 2) + "-" + text.substr(0, 2);
  const auto date = date_from_iso(iso);
  return date && date->year() >= std::chrono::year{1880} ? date : std::nullopt;
}

std::optional<queue::Visitor> Visit::visitor() const {
  queue::Visitor visitor;
  bool said = false;
  const auto text = [&](Field field, std::optional<Private<std::string>>& to) {
    const auto entry = entries.find(field);
    if (entry == entries.end() || entry->second.empty()) return;
    to.emplace(entry->second);
    said = true;
  };
  text(Field::name, visitor.name);
  text(Field::contact, visitor.contact);
  text(Field::symptoms, visitor.symptoms);
  text(Field::preferred_time, visitor.preferred_time);
  if (const auto age = entries.find(Field::age); age != entries.end() && !age->second.empty()) {
    visitor.age.emplace(std::stoi(age->second));
    said = true;
  }
  return said ? std::optional{visitor} : std::nullopt;
}

std::string initials(const std::string& name) {
  constexpr std::size_t longest = 15;
  std::string text;
  for (std::size_t at = name.find_first_not_of(' '); at != name.npos; at = name.find_first_not_of(' ', at)) {
    const std::string letter = name.substr(at, width(name[at])) + ".";
    if (text.size() + letter.size() + 1 > longest) break;
    text += (text.empty() ? "" : " ") + letter;
    at = std::min(name.find(' ', at), name.size());
  }
  return text;
}

}  // namespace vestibule::kiosk
