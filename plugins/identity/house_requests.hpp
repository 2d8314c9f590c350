#pragma once
// What the house asks of itself, once a slow hash is done or a time is over. Nobody else has the permission.

#include <optional>
#include <string>
#include <vector>

#include <vestibule/json.hpp>

namespace vestibule::identity {

/// A password, or a PIN, that was hashed.
struct KeepPassword {
  std::string person;
  Private<std::string> hash;
  bool pin = false;
  std::string except;  ///< the session that stays; all others of the person end
};
BOOST_DESCRIBE_STRUCT(KeepPassword, (), (person, hash, pin, except))

struct BeginSession {
  std::string session;
  std::string person;
  Private<std::string> hash;
  std::string device;
  std::string how;
  std::string address;
  bool newcomer = false;
  std::optional<std::int64_t> step;  ///< of the code that was shown
};
BOOST_DESCRIBE_STRUCT(BeginSession, (), (session, person, hash, device, how, address, newcomer, step))

struct CloseSession {
  std::string session;
};
BOOST_DESCRIBE_STRUCT(CloseSession, (), (session))

/// Somebody tried and was not let in.
struct NoteFailure {
  std::string person;  ///< empty: nobody of that name
  std::string address;
};
BOOST_DESCRIBE_STRUCT(NoteFailure, (), (person, address))

/// Sessions and glasses whose time is over.
struct Sweep {};
BOOST_DESCRIBE_STRUCT(Sweep, (), ())

}  // namespace vestibule::identity
