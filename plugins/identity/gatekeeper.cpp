#include "gatekeeper.hpp"

namespace vestibule::identity {
namespace {

bool is_persons(std::string_view role) {
  Role found{};
  return role == "newcomer" || boost::describe::enum_from_string(std::string(role).c_str(), found);
}

}  // namespace

/// A person counts with the role and the departments of this moment: what an open stream was opened with may be out of date.
Result<Grant> Gatekeeper::allow(const Wish& wish) {
  if (!is_persons(wish.actor.role)) return decide(house_.table, wish.actor.role, wish, relation_to(wish.subject, wish.actor.id, {}));
  const Person* person = house_.people.find(wish.actor.id);
  if (!person || person->suspended) return fail(Code::denied, "nobody of that name works here any more");
  const std::string role = wish.actor.role == "newcomer" ? wish.actor.role : boost::describe::enum_to_string(person->role, "");
  if (!wish.subject) return decide(house_.table, role, wish, Relation::none);
  const Glass* glass = house_.glasses.open_of(person->id, house_.now());
  const auto departments = house_.people.departments_of(*person, house_.context.clock.wall());
  return decide(house_.table, role, wish, relation_to(wish.subject, person->id, departments, glass ? std::string_view(glass->subject) : ""));
}

}  // namespace vestibule::identity
