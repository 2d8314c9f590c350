#pragma once
// Who did what to whom, and who looked: the journal as those read it who answer for it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vestibule/json.hpp"

namespace soci {
class session;
}

namespace vestibule {

/// One command that was carried out or refused, or one query about a subject. What was private in its request is not kept.
struct Trace {
  std::int64_t sequence = 0;
  Instant at{};
  std::string actor, role, device;
  std::string name;     ///< of the command or query
  std::string object;   ///< what it touched, or whom it was about
  std::string outcome;  ///< "ok", or the name of an error code
  json::value request;
  std::string reason;   ///< why it was refused; empty if it was not
};
BOOST_DESCRIBE_STRUCT(Trace, (), (sequence, at, actor, role, device, name, object, outcome, request, reason))

/// What is looked for; a field that is absent does not narrow it.
struct TrailAsked {
  std::optional<std::string> actor;
  std::optional<std::string> object;
  std::optional<std::string> name;     ///< of a command or query; one that ends in "." asks for all of a plugin
  std::optional<Instant> from;
  std::optional<Instant> until;        ///< before that moment
  std::optional<std::int64_t> before;  ///< older than that entry: the last one of the page before
  std::optional<int> limit;            ///< 1 to 500; absent: 50
};
BOOST_DESCRIBE_STRUCT(TrailAsked, (), (actor, object, name, from, until, before, limit))

/// Any thread that has a session: call it in a handler of Commands::add_table_query.
class Trail {
 public:
  virtual ~Trail() = default;
  /// The newest first. With an actor or an object its cost is that of what it gives; without, that of the time it spans.
  virtual std::vector<Trace> look(soci::session& sql, const TrailAsked& asked) const = 0;
};

}  // namespace vestibule
