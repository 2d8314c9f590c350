#pragma once
// vitals.score as it is asked from outside: strict about keys, for a misspelt parameter must not look like a missing one.

#include "score.hpp"

namespace vestibule {
class Commands;
}

namespace vestibule::vitals {

/// ScoreAsked, read strictly.
struct StrictlyAsked : ScoreAsked {};
BOOST_DESCRIBE_STRUCT(StrictlyAsked, (ScoreAsked), ())

/// The score of a request from outside.
Result<ScoreGiven> score(const ScoreAsked& asked);

/// Registers vitals.score.
void add_score_query(Commands& commands);

}  // namespace vestibule::vitals

namespace vestibule {
template <>
struct Codec<vitals::StrictlyAsked> {
  static Result<vitals::StrictlyAsked> decode(const json::value& value, const Path& path);
  static std::string type() { return "object"; }
};
}  // namespace vestibule
