#pragma once
// The journal as those read it who answer for it: by actor, by object, by time, the newest first.

#include <vector>

#include "vestibule/trail.hpp"

namespace vestibule::core {

/// What Trail::look() gives. Any session.
std::vector<Trace> traces(soci::session& session, const TrailAsked& asked);

}  // namespace vestibule::core
