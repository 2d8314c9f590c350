#pragma once
// Who is at the other end of a browser or a line? A plugin that knows people answers by offering Sessions.

#include <functional>
#include <string>

#include "vestibule/act.hpp"
#include "vestibule/clock.hpp"
#include "vestibule/private.hpp"

namespace vestibule {

/// What came with a request over HTTP.
struct Caller {
  Private<std::string> secret = {};  ///< of the session's cookie, or a bearer's; empty: none
  std::string address = {};          ///< "192.0.2.7"
  std::string agent = {};            ///< what the browser calls itself, at most 200 bytes of visible ASCII
};

/// A session that has begun.
struct SessionOpened {
  Private<std::string> secret = {};  ///< 256 bits of chance as hex or base64url, for the cookie alone
  Duration lasts{};                  ///< at most
  json::value reply = {};            ///< what the page is told
};

/// Loop thread; none of it may block. Without one, everybody who reaches the house is "the one at the machine".
class Sessions {
 public:
  using Then = std::function<void(Result<SessionOpened>)>;

  virtual ~Sessions() = default;

  /// Whose session that is: `denied` if it is none or has ended. Without a secret: the actor "nobody" with the role "nobody",
  /// for pages that need no account. Counts as a use of the session.
  virtual Result<Actor> actor_of(const Caller& caller) = 0;

  /// Whether actor_of() would still give the same actor; no use of the session. Asked while an event stream is open.
  virtual bool stands(const Caller& caller, const Actor& actor) = 0;

  /// Signs in. `credentials` is what the plugin asks for (its README says); `then` is called once, at once or later, for hashing
  /// takes its time. `denied` never says which part was wrong. The host closes the caller's session of before.
  virtual void open(const json::value& credentials, const Caller& caller, Then then) = 0;

  /// Signs out; nothing happens if there is no such session.
  virtual void close(const Caller& caller) = 0;

  /// What the account behind a client of the broker acts as: "kiosk", "display", "device".
  virtual Actor client(std::string_view name) = 0;
};

}  // namespace vestibule
