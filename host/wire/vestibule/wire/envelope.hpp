#pragma once
// What stands around every body on the wire. Bodies are the described structs of the contracts.

#include <optional>
#include <string>

#include "vestibule/instant.hpp"
#include "vestibule/json.hpp"
#include "vestibule/result.hpp"

namespace vestibule::wire {

/// A command or query on its way to the host. `id` is the request id: kept by the caller until it has an answer.
struct Request {
  std::string id;
  json::value body;
};
BOOST_DESCRIBE_STRUCT(Request, (), (id, body))

/// What went wrong, on the wire.
struct Failure {
  std::string code;
  std::string message;
};
BOOST_DESCRIBE_STRUCT(Failure, (), (code, message))

/// The host's answer: exactly one of `body` and `error`.
struct Reply {
  std::string id;
  std::optional<json::value> body;
  std::optional<Failure> error;
};
BOOST_DESCRIBE_STRUCT(Reply, (), (id, body, error))

/// A retained state: `sequence` is the journal entry it follows, `at` the time it was true. Among states of one subject
/// with the same `epoch` (the database they come from), the one with the higher sequence is the newer.
struct State {
  std::string epoch;
  std::int64_t sequence = 0;
  Instant at{};
  json::value body;
};
BOOST_DESCRIBE_STRUCT(State, (), (epoch, sequence, at, body))

/// The text of a state whose body is text already; `around` has none.
inline std::string state_text(const State& around, std::string_view body) {
  std::string text = encode_text(around);
  text.back() = ',';
  text += "\"body\":";
  text += body;
  return text += '}';
}

/// The host's pulse, every 5 s: screens that miss three of them say that they are stale.
struct HostState {
  bool online = false;
  std::string epoch;
  std::int64_t boot = 0;      ///< counts the host's starts; an older boot's will is ignored
  std::int64_t sequence = 0;  ///< the last journal entry
  std::optional<Instant> at;  ///< absent in the Last Will
};
BOOST_DESCRIBE_STRUCT(HostState, (), (online, epoch, boot, sequence, at))

/// A client's presence, retained. An "offline" whose boot is not the one last seen online is ignored: wills overtake births.
struct Presence {
  bool online = false;
  std::string boot;  ///< chosen anew at each start of the client
  std::string kind;  ///< "kiosk", "display"
};
BOOST_DESCRIBE_STRUCT(Presence, (), (online, boot, kind))

/// The body of a successful reply, or its error.
inline Result<json::value> result_of(Reply reply) {
  if (reply.error) return tl::unexpected(Error{code_named(reply.error->code), std::move(reply.error->message)});
  return std::move(reply.body).value_or(json::value{});
}

inline Reply reply_to(std::string id, Result<json::value> result) {
  if (result) return {std::move(id), *std::move(result), std::nullopt};
  return {std::move(id), std::nullopt, Failure{std::string(name_of(result.error().code)), result.error().message}};
}

}  // namespace vestibule::wire
