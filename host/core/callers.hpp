#pragma once
// Who is at the other end, by what came from there: a session's secret, the operator's key, or a name the broker has verified.

#include <string>

#include "directory.hpp"
#include "vestibule/sessions.hpp"

namespace vestibule::core {

/// The role of whoever holds the key that `vestibule serve` writes at each start: the one who runs this machine.
inline constexpr std::string_view operator_role = "operator";
/// The role of whoever shows nothing, where there are sessions.
inline constexpr std::string_view nobody_role = "nobody";
/// What the house does by itself.
inline constexpr std::string_view house_role = "system";

/// Loop thread only.
class Callers {
 public:
  /// `operator_key`: empty if there is none.
  Callers(const Directory& directory, Guests& guests, std::string operator_key)
      : directory_(directory), guests_(guests), operator_key_(std::move(operator_key)) {}

  /// `denied` if there is no such session, `unavailable` if the plugin that knows people is out of service. Where nobody knows people,
  /// whoever reaches the house is the one at the machine.
  Result<Actor> who(const Caller& caller);
  /// Whether who() would still give that actor; no use of the session.
  bool stands(const Caller& caller, const Actor& actor);
  /// What a client of the broker acts as.
  Result<Actor> client(const std::string& name);

  /// Signs in; the caller's session of before ends. not_found if nobody knows people.
  void open(const Caller& caller, const json::value& credentials, Sessions::Then then);
  void close(const Caller& caller);

 private:
  bool holds_key(const Caller& caller) const;
  Result<> with_sessions(const std::function<void(Sessions&)>& code);

  const Directory& directory_;
  Guests& guests_;
  const std::string operator_key_;
};

}  // namespace vestibule::core
