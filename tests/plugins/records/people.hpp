#pragma once
// People for tests.

#include <string>

#include <vestibule/records_wire.hpp>

namespace vestibule::records::sample {

inline Person person(const std::string& family, const std::string& given, const std::string& born = "", const std::string& identifier = "") {
  Person made;
  made.names.push_back({{}, family.empty() ? MaybeText{} : Text{family}, given.empty() ? MaybeText{} : Text{given}});
  if (!born.empty()) made.birth_date = Private<Date>{*date_from_iso(born)};
  if (!identifier.empty()) made.identifiers.push_back({"national", "ES", Text{identifier}});
  return made;
}

inline constexpr Date today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{23}};

}  // namespace vestibule::records::sample
