#pragma once
// The SQL of the series file. Writing on the writing thread, reading on a reader's.

#include "course.hpp"
#include "recorder.hpp"

namespace soci {
class session;
}

namespace vestibule::vitals {

/// One patient under one device in one bed, as the series file knows it.
struct Span {
  std::int64_t episode = 0;
  PatientId patient;
  BedId bed;
  DeviceId device;
  Instant begins{};
  std::optional<Instant> ends;
};

/// Until when what was kept is still wanted.
struct Retention {
  Instant readings{}, minutes{};
};

namespace readings_store {
/// Adds the batch, and takes away some of what is older than wanted: more than was added, never so much that it takes long.
void write(soci::session& sql, const Batch& batch, const Retention& older);
/// Adds a span, or notes its end.
void write(soci::session& sql, const Span& span);
Result<History> read(soci::session& sql, const HistoryAsked& asked);
}  // namespace readings_store

}  // namespace vestibule::vitals
