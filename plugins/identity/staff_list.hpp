#pragma once
// The people, as other plugins are told of them.

#include <algorithm>

#include <vestibule/staff.hpp>

#include "people.hpp"

namespace vestibule::identity {

class StaffList final : public Staff {
 public:
  explicit StaffList(const People& people) : people_(people) {}

  std::optional<Colleague> find(std::string_view person) const override {
    const Person* found = people_.find(person);
    return found ? std::optional(colleague(*found)) : std::nullopt;
  }

  std::vector<Colleague> at_work() const override {
    std::vector<Colleague> all;
    for (const auto& [id, person] : people_.all())
      if (!person.suspended) all.push_back(colleague(person));
    std::sort(all.begin(), all.end(), [](const Colleague& a, const Colleague& b) { return std::tie(a.full_name, a.person) < std::tie(b.full_name, b.person); });
    return all;
  }

 private:
  static Colleague colleague(const Person& person) { return {person.id, person.full_name.empty() ? person.name : person.full_name, person.role}; }

  const People& people_;
};

}  // namespace vestibule::identity
