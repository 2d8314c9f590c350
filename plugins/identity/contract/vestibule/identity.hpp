#pragma once
// What identity tells. Events are kept for good: they name people by their ids and hold nothing else about them.

#include <string>
#include <string_view>

#include <vestibule/identity_wire.hpp>

namespace vestibule::identity {

struct PersonChanged {
  static constexpr std::string_view name = "identity.person_changed";
  std::string person;
  std::string what;  ///< "added", "role", "suspended", "restored", "details", "second_factor", "badge"
};
BOOST_DESCRIBE_STRUCT(PersonChanged, (), (person, what))

struct PasswordChanged {
  static constexpr std::string_view name = "identity.password_changed";
  std::string person;
};
BOOST_DESCRIBE_STRUCT(PasswordChanged, (), (person))

struct SessionBegun {
  static constexpr std::string_view name = "identity.session_begun";
  std::string person;
  std::string session;
  std::string how;  ///< "password", "second_factor", "badge"
};
BOOST_DESCRIBE_STRUCT(SessionBegun, (), (person, session, how))

struct SessionEnded {
  static constexpr std::string_view name = "identity.session_ended";
  std::string person;
  std::string session;
};
BOOST_DESCRIBE_STRUCT(SessionEnded, (), (person, session))

/// The notice to the privacy officer.
struct GlassBroken {
  static constexpr std::string_view name = "identity.glass_broken";
  std::string glass;
  std::string person;
  std::string subject;
  std::string reason;
  Instant until{};
};
BOOST_DESCRIBE_STRUCT(GlassBroken, (), (glass, person, subject, reason, until))

struct GlassEnded {
  static constexpr std::string_view name = "identity.glass_ended";
  std::string glass;
  std::string person;
};
BOOST_DESCRIBE_STRUCT(GlassEnded, (), (glass, person))

struct GlassReviewed {
  static constexpr std::string_view name = "identity.glass_reviewed";
  std::string glass;
  std::string verdict;
};
BOOST_DESCRIBE_STRUCT(GlassReviewed, (), (glass, verdict))

struct DeviceChanged {
  static constexpr std::string_view name = "identity.device_changed";
  std::string device;
  std::string state;  ///< "awaited", "enrolled", "revoked"
};
BOOST_DESCRIBE_STRUCT(DeviceChanged, (), (device, state))

}  // namespace vestibule::identity
