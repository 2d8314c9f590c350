#pragma once
// Signing in and out, and whose session a request belongs to.

#include <vestibule/sessions.hpp>

#include "house.hpp"
#include "throttle.hpp"

namespace vestibule::identity {

class Entrance final : public Sessions {
 public:
  explicit Entrance(House& house);

  Result<Actor> actor_of(const Caller& caller) override;
  bool stands(const Caller& caller, const Actor& actor) override;
  void open(const json::value& credentials, const Caller& caller, Then then) override;
  void close(const Caller& caller) override;
  Actor client(std::string_view name) override;

 private:
  /// One try, on its way through hashing and the command that begins the session.
  struct Try {
    std::string who;  ///< the name or badge that was typed, as the throttles know it
    std::string address;
    std::string person;  ///< empty: nobody
    std::string code;
    std::string device;
    bool badge = false;
    Then then;
  };

  Duration wait(const Try& attempt) const;
  void check(Try attempt, const std::string& hash, std::string password);
  void judge(Try attempt, bool fits);
  void begin(Try attempt, const Person& person, std::optional<std::int64_t> step, bool newcomer);
  void refuse(Try attempt);
  Actor actor_for(const SignIn& session) const;

  House& house_;
  Throttle pairs_, accounts_, addresses_;
  std::map<std::string, std::string, std::less<>> known_devices_;  ///< of the settings: name and role
};

}  // namespace vestibule::identity
