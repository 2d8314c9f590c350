#include "alarms/book.hpp"

#include <vestibule/trial.hpp>

#include <algorithm>
#include <tuple>

namespace vestibule::vitals {
namespace {

template <class E>
std::string word(E value) { return boost::describe::enum_to_string(value, "?"); }

Both later(Both from, Duration by) { return {from.wall + by, from.steady + by}; }

void step(AlarmChange& change, const AlarmRow& row, Both now, std::string what, std::string actor, std::string detail = {}, Duration paused = {}) {
  change.steps.push_back({row.number, now.wall, std::move(what), std::move(actor), row.priority, std::chrono::duration_cast<std::chrono::seconds>(paused).count(),
                          std::move(detail)});
}

/// Sets when it is passed on next, after its priority and the wait so far; never in the past.
void set_due(AlarmRow& row, Both now) {
  row.due.reset();
  const auto wait = until_stage(row.priority, row.stage + 1);
  if (!wait || row.acknowledged_at || row.stage >= last_stage) return;
  const Both due = later(row.waiting_since, *wait);
  row.due = due.steady < now.steady ? now : due;
}

/// Somebody has seen it, it was passed on, or neither.
void end(AlarmChange& change, AlarmRow row, Reason reason, const std::string& by, Both now) {
  row.ended_at = now.wall;
  row.ended = row.acknowledged_at ? Ended::acknowledged : row.stage > 0 ? Ended::escalated : Ended::expired;
  row.reason = row.acknowledged_at && reason == Reason::inside ? Reason::acknowledged : reason;
  row.due.reset();
  step(change, row, now, "ended", by, fmt::format("{}: {}", word(*row.ended), word(*row.reason)));
  change.put(row);
}

/// The wait for a person goes on under another name: nobody has seen either of them.
void inherit(AlarmRow& heir, const AlarmRow& from, Both now) {
  if (from.acknowledged_at || heir.acknowledged_at) return;
  if (from.waiting_since.steady < heir.waiting_since.steady) heir.waiting_since = from.waiting_since;
  heir.repeats = std::max(heir.repeats, from.repeats);
  heir.stage = std::max(heir.stage, from.stage);
  set_due(heir, now);
  if (heir.stage >= last_stage) heir.due = from.due ? from.due : std::optional(later(now, between_repeats(heir.priority)));
}

/// Rises: it must be heard again, and its wait is the new priority's own, if that is the shorter one. Falls: the milder wait.
void change_priority(AlarmChange& change, AlarmRow row, const Finding& finding, Both now) {
  const bool rises = finding.priority > row.priority;
  row.priority = finding.priority;
  row.worst = std::max(row.worst, row.priority);
  if (finding.value) row.value = finding.value, row.limit = finding.limit;
  if (rises) {
    if (row.acknowledged_at) {
      row.acknowledged_at.reset();
      row.stage = row.repeats = 0;
      row.due.reset();
    }
    row.audio_paused_until.reset();
    row.paused_until.reset();
    const auto before = row.due;
    if (!before) row.waiting_since = now;
    set_due(row, now);
    if (const auto wait = until_stage(row.priority, row.stage + 1); before && wait && row.stage < last_stage) {
      const Both own = later(now, *wait);
      row.due = own.steady < before->steady ? own : *before;
    }
  } else {
    set_due(row, now);
  }
  if (row.stage >= last_stage && !row.due && !row.acknowledged_at) row.due = later(now, between_repeats(row.priority));
  step(change, row, now, "changed", "system", word(row.priority));
  change.put(row);
}

}  // namespace

void AlarmChange::put(const AlarmRow& row) {
  const auto same = std::find_if(rows.begin(), rows.end(), [&](const AlarmRow& other) { return other.number == row.number; });
  if (same == rows.end()) rows.push_back(row);
  else *same = row;
}

const AlarmRow* AlarmChange::find(std::int64_t number) const {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const AlarmRow& row) { return row.number == number; });
  return found == rows.end() ? nullptr : &*found;
}

/// The change under way, seen together with what is in the book.
struct AlarmBook::Draft {
  const AlarmBook& book;
  AlarmChange change;
  std::int64_t last;

  std::optional<AlarmRow> open_of(const PatientId& patient, const std::string& condition) const {
    for (const AlarmRow& row : change.rows)
      if (row.open() && row.place.patient == patient && row.condition == condition) return row;
    const AlarmRow* known = book.open_of(patient, condition);
    if (!known || change.find(known->number)) return std::nullopt;
    return *known;
  }
};

AlarmChange AlarmBook::note(const Place& place, const Findings& findings, Both now) const {
  Draft draft{*this, {}, last_};
  for (const Finding& finding : findings) note_one(draft, place, finding, now);
  return std::move(draft.change);
}

void AlarmBook::note_one(Draft& draft, const Place& place, const Finding& finding, Both now) const {
  const auto known = draft.open_of(place.patient, finding.condition);
  if (finding.kind == Finding::Kind::over) {
    if (!known) return;
    if (finding.why == Over::replaced) {
      if (auto heir = draft.open_of(place.patient, finding.replaced_by)) {
        inherit(*heir, *known, now);
        draft.change.put(*heir);
      }
      return end(draft.change, *known, Reason::replaced, "system", now);
    }
    if (finding.why == Over::switched_off) return end(draft.change, *known, Reason::switched_off, "system", now);
    if (!known->present) return;
    if (known->acknowledged_at || known->worst != Priority::high) return end(draft.change, *known, Reason::inside, "system", now);
    AlarmRow latched = *known;
    latched.present = false;
    step(draft.change, latched, now, "over", "system");
    return draft.change.put(latched);
  }
  if (known && known->present) {
    if (known->priority != finding.priority) change_priority(draft.change, *known, finding, now);
    return;
  }
  if (known) end(draft.change, *known, Reason::returned, "system", now);
  raise(draft, place, finding, known ? &*known : nullptr, now);
}

void AlarmBook::raise(Draft& draft, const Place& place, const Finding& finding, const AlarmRow* before, Both now) const {
  AlarmRow row;
  row.number = ++draft.last;
  row.place = place;
  row.condition = finding.condition;
  row.technical = finding.technical;
  row.priority = row.worst = finding.priority;
  row.measure = finding.measure;
  row.value = finding.value;
  row.limit = finding.limit;
  row.raised_at = now.wall;
  row.waiting_since = now;
  set_due(row, now);
  if (before) inherit(row, *before, now);
  if (VESTIBULE_PLANTED("pause_mutes_new_condition"))
    for (const AlarmRow* other : of(place.patient))
      if (other->audio_paused_until) row.audio_paused_until = other->audio_paused_until;
  step(draft.change, row, now, "raised", "system", finding.condition);
  draft.change.put(row);
}

Result<AlarmChange> AlarmBook::acknowledge(std::int64_t number, const std::string& by, Both now) const {
  const AlarmRow* known = find(number);
  if (!known) return fail(Code::not_found, "there is no open alarm {}", number);
  if (known->acknowledged_at) return fail(Code::conflict, "alarm {} is acknowledged already, by {}", number, known->acknowledged_by);
  AlarmRow row = *known;
  row.acknowledged_at = now.wall;
  if (!row.first_acknowledged_at) row.first_acknowledged_at = now.wall;
  row.acknowledged_by = by;
  row.due.reset();
  row.audio_paused_until.reset();
  row.paused_until.reset();
  AlarmChange change;
  step(change, row, now, "acknowledged", by);
  if (row.present) change.put(row);
  else end(change, row, Reason::acknowledged, by, now);
  return change;
}

AlarmChange AlarmBook::pause(const PatientId& patient, bool audio_only, const std::string& by, Both now) const {
  AlarmChange change;
  for (const AlarmRow* known : of(patient)) {
    if (known->acknowledged_at) continue;
    AlarmRow row = *known;
    const Both until = later(now, pause_length);
    (audio_only ? row.audio_paused_until : row.paused_until) = until;
    // While a patient is worked on, nobody is called for what the one at the bed has before his eyes; the wait goes on after it.
    if (!audio_only && row.due && row.due->steady < until.steady) row.due = until;
    step(change, row, now, audio_only ? "audio_paused" : "alarm_paused", by, {}, pause_length);
    change.put(row);
  }
  return change;
}

AlarmChange AlarmBook::escalate(std::int64_t number, const std::string& told, Both now) const {
  const AlarmRow* known = find(number);
  AlarmChange change;
  if (!known || !known->due || known->due->steady > now.steady) return change;
  AlarmRow row = *known;
  const bool repeats = row.stage >= last_stage;
  if (repeats) ++row.repeats;
  else ++row.stage;
  if (row.stage >= last_stage) row.due = later(now, between_repeats(row.priority));
  else row.due = later(now, *until_stage(row.priority, row.stage + 1) - *until_stage(row.priority, row.stage));
  step(change, row, now, repeats ? "repeated" : "escalated", "system", told);
  change.put(row);
  return change;
}

AlarmChange AlarmBook::end_all(const PatientId& patient, Reason why, const std::string& by, Both now) const {
  AlarmChange change;
  for (const AlarmRow* row : of(patient)) end(change, *row, why, by, now);
  return change;
}

AlarmState state_of(const AlarmRow& row, Steady now) {
  if (row.acknowledged_at) return AlarmState::acknowledged;
  if (row.paused_until && row.paused_until->steady > now) return AlarmState::alarm_paused;
  if (row.audio_paused_until && row.audio_paused_until->steady > now) return AlarmState::audio_paused;
  return row.present ? AlarmState::active : AlarmState::latched;
}

AlarmShown shown(const AlarmRow& row, Steady now) {
  AlarmShown one;
  one.alarm = row.id();
  one.bed = row.place.bed;
  one.condition = row.condition;
  one.priority = row.priority;
  one.technical = row.technical;
  one.state = state_of(row, now);
  one.since = row.raised_at;
  one.value = row.value;
  one.limit = row.limit;
  one.measure = row.measure;
  if (one.state == AlarmState::alarm_paused) one.paused_until = row.paused_until->wall;
  if (one.state == AlarmState::audio_paused) one.paused_until = row.audio_paused_until->wall;
  if (one.state == AlarmState::latched) one.priority = row.worst;
  one.escalation = row.stage;
  return one;
}

}  // namespace vestibule::vitals
