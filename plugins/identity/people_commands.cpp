// Who works here: the commands of those in charge.

#include <algorithm>

#include <vestibule/identity.hpp>

#include "house.hpp"
#include "house_requests.hpp"

namespace vestibule::identity {
namespace {

constexpr const char* may_manage = "identity.manage";

Result<> check_details(const std::string& full_name, const std::vector<std::string>& departments) {
  if (full_name.empty() || full_name.size() > 200) return fail(Code::invalid, "a full name has 1 to 200 bytes");
  if (departments.size() > 20 || !std::all_of(departments.begin(), departments.end(), is_plain_id))
    return fail(Code::invalid, "a department is written a-z 0-9 _ -, and nobody has more than 20");
  return {};
}

std::vector<std::string> own_words(const House& house, const Person& person) {
  std::vector<std::string> words{person.name, house.settings.house};
  for (std::size_t at = 0; at < person.full_name.size();) {
    const std::size_t end = std::min(person.full_name.find(' ', at), person.full_name.size());
    words.push_back(person.full_name.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// A person of that name who is new, or was left without a password when the house died while it was hashed.
Result<Person> newcomer(House& house, const Act& act, const Private<std::string>& typed, const Private<std::string>& full_name,
                        const std::vector<std::string>& departments) {
  Person person;
  person.name = name_from(typed.reveal());
  if (person.name.empty()) return fail(Code::invalid, "a name to sign in with has 2 to 40 of a-z 0-9 . _ -");
  person.full_name = full_name.reveal();
  person.departments = departments;
  VESTIBULE_CHECK(check_details(person.full_name, departments));
  const Person* taken = house.people.named(person.name);
  if (taken && !taken->password.empty()) return fail(Code::conflict, "somebody else signs in with that name");
  person.id = taken ? taken->id : house.new_id();
  person.added_at = act.at;
  return person;
}

Result<> check_new(const House& house, const Person& person, const std::string& password) {
  if (house.hashing.full()) return fail(Code::unavailable, "too many passwords are being hashed at this moment: try again in a few seconds");
  return check_password(password, person.totp.state == TotpState::on, own_words(house, person), house.dictionary);
}

/// Once it is hashed, a command of the house's own keeps it.
void hash_and_keep(House& house, std::string text, const std::string& person, bool pin, std::string except) {
  house.hashing.make(std::move(text), [&house, person, pin, except = std::move(except)](std::string hash) {
    if (hash.empty()) return house.context.log.error("there was no memory to hash a password of {}", person);
    house.context.commands.run("identity.keep_password", KeepPassword{person, Private{std::move(hash)}, pin, except});
  });
}

Result<PersonAdded> set_up(House& house, Act& act, const SetUp& asked) {
  if (house.set_up_code().empty()) return fail(Code::conflict, "this house is set up already: ask an administrator");
  if (!equal(plain_code(asked.code.reveal()), house.set_up_code())) return fail(Code::denied, "the code is not the one the house printed when it started");
  VESTIBULE_TRY(Person person, newcomer(house, act, asked.name, asked.full_name, {}));
  person.role = Role::administrator;
  VESTIBULE_CHECK(check_new(house, person, asked.password.reveal()));
  house.keep(act, person, "added");
  hash_and_keep(house, asked.password.reveal(), person.id, false, {});
  return PersonAdded{person.id};
}

Result<PersonAdded> add_person(House& house, Act& act, const AddPerson& asked) {
  VESTIBULE_TRY(Person person, newcomer(house, act, asked.name, asked.full_name, asked.departments));
  person.role = asked.role;
  if (asked.password) VESTIBULE_CHECK(check_new(house, person, asked.password->reveal()));
  house.keep(act, person, "added");
  if (asked.password) hash_and_keep(house, asked.password->reveal(), person.id, false, {});
  return PersonAdded{person.id};
}

Result<Done> change_person(House& house, Act& act, const ChangePerson& asked) {
  VESTIBULE_TRY(const Person* before, house.person(asked.person));
  Person person = *before;
  if (asked.full_name) person.full_name = asked.full_name->reveal();
  if (asked.departments) person.departments = *asked.departments;
  VESTIBULE_CHECK(check_details(person.full_name, person.departments));
  house.keep(act, person, "details");
  return Done{};
}

/// Nobody is to be left outside: there is always somebody in charge.
Result<> check_last(const House& house, const Person& person) {
  for (const auto& [id, other] : house.people.all())
    if (id != person.id && other.role == Role::administrator && !other.suspended && !other.password.empty()) return {};
  return fail(Code::conflict, "this is the last administrator who can sign in: make somebody else one first");
}

Result<Done> change_role(House& house, Act& act, const ChangeRole& asked) {
  VESTIBULE_TRY(const Person* before, house.person(asked.person));
  if (before->role == asked.role) return Done{};
  if (before->role == Role::administrator) VESTIBULE_CHECK(check_last(house, *before));
  Person person = *before;
  person.role = asked.role;
  house.keep(act, person, "role");
  house.end_sessions(act, person.id);
  return Done{};
}

Result<Done> suspend(House& house, Act& act, const SuspendPerson& asked) {
  VESTIBULE_TRY(const Person* before, house.person(asked.person));
  const bool suspended = asked.suspended.value_or(true);
  if (suspended && before->role == Role::administrator) VESTIBULE_CHECK(check_last(house, *before));
  Person person = *before;
  person.suspended = suspended;
  house.keep(act, person, suspended ? "suspended" : "restored");
  if (suspended) house.end_sessions(act, person.id);
  return Done{};
}

Result<Done> reset_password(House& house, Act& act, const ResetPassword& asked) {
  VESTIBULE_TRY(const Person* person, house.person(asked.person));
  VESTIBULE_CHECK(check_new(house, *person, asked.password.reveal()));
  act.about("staff " + person->id);
  hash_and_keep(house, asked.password.reveal(), person->id, false, {});
  return Done{};
}

/// A password may be shorter with a second factor than without; so it goes with it, and is set anew.
Result<Done> remove_totp(House& house, Act& act, const RemoveTotp& asked) {
  VESTIBULE_TRY(const Person* before, house.person(asked.person));
  if (before->totp.state == TotpState::none) return fail(Code::conflict, "'{}' has no second factor", before->name);
  if (before->role == Role::administrator) VESTIBULE_CHECK(check_last(house, *before));
  Person person = *before;
  person.totp = {};
  person.password.clear();
  house.keep(act, person, "second_factor");
  house.end_sessions(act, person.id);
  return Done{};
}

Result<ShiftPlanned> plan_shift(House& house, Act& act, const PlanShift& asked) {
  VESTIBULE_TRY(const Person* person, house.person(asked.person));
  if (!is_plain_id(asked.department)) return fail(Code::invalid, "a department is written a-z 0-9 _ -");
  if (asked.until <= asked.from || asked.until - asked.from > std::chrono::hours{48}) return fail(Code::invalid, "a shift ends after it begins, within two days");
  if (house.people.shifts().size() >= 10'000) return fail(Code::conflict, "10,000 shifts are planned already");
  const Shift shift{house.new_id(), person->id, asked.department, asked.from, asked.until};
  act.about("staff " + person->id);
  house.store().write(shift);
  act.tell(PersonChanged{person->id, "shift"});
  house.people.put(shift);
  return ShiftPlanned{shift.id};
}

Result<Done> cancel_shift(House& house, Act& act, const CancelShift& asked) {
  const auto found = house.people.shifts().find(asked.shift);
  if (found == house.people.shifts().end()) return fail(Code::not_found, "there is no such shift");
  act.about("staff " + found->second.person);
  house.store().remove_shift(asked.shift);
  act.tell(PersonChanged{found->second.person, "shift"});
  house.people.remove_shift(asked.shift);
  return Done{};
}

Result<Done> keep_password(House& house, Act& act, const KeepPassword& asked) {
  VESTIBULE_TRY(const Person* before, house.person(asked.person));
  Person person = *before;
  (asked.pin ? person.pin : person.password) = asked.hash.reveal();
  act.about("staff " + person.id);
  house.store().write(person);
  if (!asked.pin) act.tell(PasswordChanged{person.id});
  house.end_sessions(act, person.id, asked.except);
  house.put(person);
  return Done{};
}

Result<Done> set_password(House& house, Act& act, const SetPassword& asked) {
  VESTIBULE_TRY(const SignIn* session, house.proven(act.actor, std::chrono::minutes{5}));
  VESTIBULE_TRY(const Person* person, house.person(act.actor.id));
  VESTIBULE_CHECK(check_new(house, *person, asked.password.reveal()));
  act.about("staff " + person->id);
  hash_and_keep(house, asked.password.reveal(), person->id, false, session->id);
  return Done{};
}

Result<Done> set_badge(House& house, Act& act, const SetBadge& asked) {
  VESTIBULE_TRY(const SignIn* session, house.proven(act.actor, std::chrono::minutes{5}));
  VESTIBULE_TRY(const Person* before, house.person(act.actor.id));
  if (asked.badge.reveal().size() < 8 || asked.badge.reveal().size() > 200) return fail(Code::invalid, "what stands on a badge has 8 to 200 characters");
  if (house.hashing.full()) return fail(Code::unavailable, "too many passwords are being hashed at this moment: try again in a few seconds");
  VESTIBULE_CHECK(check_pin(asked.pin.reveal()));
  Person person = *before;
  person.badge = house.secrets().keyed("badge", asked.badge.reveal(), 32);
  const Person* taken = house.people.with_badge(person.badge);
  if (taken && taken->id != person.id) return fail(Code::conflict, "that badge is somebody else's");
  person.pin.clear();
  house.keep(act, person, "badge");
  hash_and_keep(house, asked.pin.reveal(), person.id, true, session->id);
  return Done{};
}

template <class Asked, class Reply>
void add(Commands& commands, House& house, const char* name, const char* permission, const char* help, Result<Reply> (*rule)(House&, Act&, const Asked&)) {
  commands.add<Asked>({name, permission, help}, [&house, rule](Act& act, const Asked& asked) { return rule(house, act, asked); });
}

}  // namespace

void add_people_commands(Commands& commands, House& house) {
  add(commands, house, "identity.set_up", "identity.set_up", "The first administrator of a new house, with the code it printed", set_up);
  add(commands, house, "identity.add_person", may_manage, "Somebody begins to work here", add_person);
  add(commands, house, "identity.change_person", may_manage, "Changes somebody's full name or departments", change_person);
  add(commands, house, "identity.change_role", may_manage, "Changes what somebody acts as, and ends their sessions", change_role);
  add(commands, house, "identity.suspend_person", may_manage, "Keeps somebody out, or lets them in again", suspend);
  add(commands, house, "identity.reset_password", may_manage, "Gives somebody a new password, and ends their sessions", reset_password);
  add(commands, house, "identity.remove_totp", may_manage, "Takes away somebody's lost second factor, and their password with it", remove_totp);
  add(commands, house, "identity.plan_shift", "identity.shifts", "Somebody works in a department for a time", plan_shift);
  add(commands, house, "identity.cancel_shift", "identity.shifts", "Takes a planned shift away", cancel_shift);
  add(commands, house, "identity.keep_password", "identity.house", "The house stores a password it has hashed", keep_password);
}

void add_own_commands(Commands& commands, House& house) {
  add(commands, house, "identity.set_password", "identity.own", "Changes one's own password, and ends one's other sessions", set_password);
  add(commands, house, "identity.set_badge", "identity.own", "One's own badge and PIN for quick switching on a shared desk", set_badge);
}

}  // namespace vestibule::identity
