#pragma once
// The real host with identity in it, and short words for signing in and acting as somebody.

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include <vestibule/identity.hpp>
#include <vestibule/sessions.hpp>

#include "test_host.hpp"

namespace vestibule::identity_kit {

using namespace identity;
using namespace std::chrono_literals;

/// A password nobody guesses; long enough without a second factor.
inline const std::string good_password = "umbra-7-lagoon-kiln";
inline const std::string ward = "10.1.2.3", here = "127.0.0.1";

/// The outcome of a command as tests compare it: "ok", or the code's word.
template <class T>
std::string outcome(const Result<T>& result) { return result ? "ok" : std::string(name_of(result.error().code)); }

class IdentityHost {
 public:
  explicit IdentityHost(const std::string& settings = "", const std::string& plugins = VESTIBULE_TEST_PLUGINS,
                        const std::map<std::string, std::string>& files = {});

  /// The code the house printed when it started; empty if it printed none.
  std::string printed_code() const;
  /// Sets the house up with the administrator "root"; returns their id.
  std::string set_up();
  /// Somebody with the good password; the id.
  std::string add(const std::string& name, Role role, const std::vector<std::string>& departments = {});

  Result<json::value> do_(const Actor& actor, const std::string& name, const json::value& body = json::object{});
  Result<json::value> ask(const Actor& actor, const std::string& name, const json::value& body = json::object{});
  template <class Reply>
  Reply answer(const Actor& actor, const std::string& name, const json::value& body = json::object{}) {
    const auto reply = ask(actor, name, body);
    REQUIRE_MESSAGE(reply, (reply ? "" : reply.error().message));
    auto decoded = decode<Reply>(*reply);
    REQUIRE(decoded);
    return *std::move(decoded);
  }

  /// The secret of the session, or why there is none.
  Result<std::string> sign_in_with(const json::object& credentials, const std::string& address = here);
  Result<std::string> sign_in(const std::string& name, const std::string& password = good_password, const std::string& address = here);
  Result<Actor> who(const std::string& secret, const std::string& address = here);
  /// Signed in a moment ago, as an actor.
  Actor as(const std::string& name, const std::string& address = here);
  /// With a second factor that is set up; its code of this moment.
  std::string enrol_totp(const std::string& name);
  std::string totp_code_of(const std::string& secret_base32) const;

  /// Names of the events in the journal, oldest first.
  std::vector<std::string> events();

  kit::TestHost host;
  const Actor nobody{"nobody", "nobody", "nobody"}, the_operator{"operator", "operator", "this machine"};
};

}  // namespace vestibule::identity_kit
