#pragma once
// The people who work here: who they are, what they act as, and where.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/identity_wire.hpp>

namespace vestibule::identity {

enum class TotpState { none, begun, on };
BOOST_DESCRIBE_ENUM(TotpState, none, begun, on)

/// The second factor of one person. The key itself is reckoned from the house's key and `nonce`.
struct Totp {
  TotpState state = TotpState::none;
  std::string nonce;
  std::int64_t last_step = 0;  ///< the latest that was accepted: a code opens one door, once
};

struct Person {
  std::string id;
  std::string name;  ///< to sign in with: a-z 0-9 . _ -
  std::string full_name;
  Role role = Role::clerk;
  std::vector<std::string> departments;
  bool suspended = false;
  std::string password;  ///< Argon2id; empty: none yet
  std::string badge;     ///< keyed hash of what stands on the badge; empty: none
  std::string pin;       ///< Argon2id
  Totp totp;
  Instant added_at{};
};

/// Work planned in a department, for a time: as long as it runs, that department's subjects are the person's too.
struct Shift {
  std::string id;
  std::string person;
  std::string department;
  Instant from{};
  Instant until{};
};

/// Doctors, nurses and administrators show two proofs when they come from beyond the machine itself.
constexpr bool needs_second_factor(Role role) { return role == Role::doctor || role == Role::nurse || role == Role::administrator; }

/// "Anna.K " and "anna.k" are one name; nothing if it is none.
std::string name_from(std::string_view typed);
/// What a department may be called in the tables: a-z 0-9 _ -.
bool is_plain_id(std::string_view text);

class People {
 public:
  const Person* find(std::string_view id) const;
  const Person* named(std::string_view name) const;
  const Person* with_badge(std::string_view badge) const;
  void put(Person person);
  const std::map<std::string, Person, std::less<>>& all() const { return by_id_; }
  /// Somebody who can sign in and let others in.
  bool anyone_in_charge() const;

  void put(Shift shift);
  void remove_shift(const std::string& id) { shifts_.erase(id); }
  const std::map<std::string, Shift, std::less<>>& shifts() const { return shifts_; }
  /// Their own, and those of the shifts that run.
  std::vector<std::string> departments_of(const Person& person, Instant now) const;

 private:
  std::map<std::string, Person, std::less<>> by_id_;
  std::map<std::string, std::string, std::less<>> by_name_, by_badge_;
  std::map<std::string, Shift, std::less<>> shifts_;
};

}  // namespace vestibule::identity
