#pragma once
// Who is signed in, by what they hold: a secret of which only the hash is known here.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/clock.hpp>

namespace vestibule::identity {

struct SessionLimits {
  Duration idle = std::chrono::minutes{15};
  Duration absolute = std::chrono::hours{12};
  std::size_t most_each = 16;  ///< of one person; then the one unused longest gives way
};

struct SignIn {
  std::string id;  ///< may be known: it stands in the journal as the actor's device
  std::string hash;
  std::string person;
  std::string device;     ///< the enrolled desk, if it is one
  bool newcomer = false;  ///< may only set up the second factor that the role needs
  Steady begun, used;     ///< by the steady clock of this run
  Steady proven;          ///< when password or PIN were last shown
};

class SessionBook {
 public:
  explicit SessionBook(SessionLimits limits) : limits_(limits) {}

  /// The ids of those that had to give way come back.
  std::vector<std::string> begin(SignIn session);
  /// The running session of that hash, used now; null if there is none or it has ended.
  const SignIn* use(std::string_view hash, Steady now);
  /// The same without using it.
  const SignIn* look(std::string_view hash, Steady now) const;
  const SignIn* with_id(std::string_view id, Steady now) const;
  /// Whether or not its time is over.
  const SignIn* find(std::string_view id) const;
  void end(const std::string& id);

  std::vector<std::string> of_person(std::string_view person) const;
  std::vector<std::string> on_device(std::string_view device) const;
  std::vector<std::string> over(Steady now) const;
  std::size_t size() const { return by_hash_.size(); }
  const SessionLimits& limits() const { return limits_; }

 private:
  bool runs(const SignIn& session, Steady now) const;

  SessionLimits limits_;
  std::map<std::string, SignIn, std::less<>> by_hash_;
  std::map<std::string, std::string, std::less<>> by_id_;
};

}  // namespace vestibule::identity
