#pragma once
// A plugin made for the host's tests: it keeps people from each other.

#include <string>
#include <vector>

#include "vestibule/trail.hpp"

namespace vestibule::warden {

struct PersonAsked {
  std::string person;
  std::optional<Private<std::string>> why;
};
BOOST_DESCRIBE_STRUCT(PersonAsked, (), (person, why))

struct Visit {
  std::string day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Visit, (), (day, reason))

struct PersonView {
  std::string name;
  std::string phone;
  Visit last;
  std::vector<Visit> visits;
};
BOOST_DESCRIBE_STRUCT(PersonView, (), (name, phone, last, visits))

struct Rename {
  std::string person;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Rename, (), (person, name))

struct Renamed {
  static constexpr std::string_view name = "warden.renamed";
  std::string person;
  std::string to;
};
BOOST_DESCRIBE_STRUCT(Renamed, (), (person, to))

struct Alarmed {
  static constexpr std::string_view name = "warden.alarmed";
};
BOOST_DESCRIBE_STRUCT(Alarmed, (), ())

struct Who {
  std::string id;
  std::string role;
};
BOOST_DESCRIBE_STRUCT(Who, (), (id, role))

struct TrailShown {
  std::vector<Trace> traces;
};
BOOST_DESCRIBE_STRUCT(TrailShown, (), (traces))

}  // namespace vestibule::warden
