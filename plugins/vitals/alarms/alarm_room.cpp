#include "alarms/alarm_room.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "alarms/alarm_store.hpp"
#include "alarms/duty_store.hpp"

namespace vestibule::vitals {
namespace {

constexpr Duration pause_before_retry{1'000};
constexpr std::size_t most_shown = 100;

Result<std::int64_t> number_of(const AlarmId& id) {
  std::int64_t number = 0;
  const std::string& text = id.text();
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc{} || end != text.data() + text.size()) return fail(Code::invalid, "$.alarm: '{}' is no alarm", text);
  return number;
}

template <class E>
std::string word(E value) { return boost::describe::enum_to_string(value, "?"); }

AlarmNote note_of(const Finding& finding) {
  constexpr const char* kinds[] = {"raised", "changed", "over"};
  AlarmNote note{kinds[static_cast<int>(finding.kind)], finding.condition, finding.priority, finding.technical, finding.measure, {}, finding.limit, {}, {}};
  if (finding.value) note.value.emplace(*finding.value);
  if (finding.kind == Finding::Kind::over) note.why = word(finding.why);
  if (!finding.replaced_by.empty()) note.replaced_by = finding.replaced_by;
  return note;
}

Result<Finding> finding_of(const AlarmNote& note) {
  Finding finding;
  if (note.kind == "raised") finding.kind = Finding::Kind::raised;
  else if (note.kind == "changed") finding.kind = Finding::Kind::changed;
  else if (note.kind == "over") finding.kind = Finding::Kind::over;
  else return fail(Code::invalid, "$.notes: '{}' is none of raised, changed, over", note.kind);
  if (note.condition.empty() || note.condition.size() > 64) return fail(Code::invalid, "$.notes: a condition has 1 to 64 bytes");
  finding.condition = note.condition;
  finding.priority = note.priority;
  finding.technical = note.technical;
  finding.measure = note.measure;
  if (note.value) finding.value = note.value->reveal();
  finding.limit = note.limit;
  if (note.why && !boost::describe::enum_from_string(note.why->c_str(), finding.why)) return fail(Code::invalid, "$.notes: nothing is over because '{}'", *note.why);
  finding.replaced_by = note.replaced_by.value_or("");
  return finding;
}

}  // namespace

Result<> AlarmRoom::load() {
  AlarmStore store(context_.store.writing());
  VESTIBULE_TRY(const auto alarms, store.open(now()));
  VESTIBULE_TRY(duty_, DutyStore(context_.store.writing()).all());
  book_ = AlarmBook{};
  book_.expect_after(store.last());
  for (const AlarmRow& alarm : alarms) book_.put(alarm);
  set_timer();
  return {};
}

// ---- findings on their way to the journal

void AlarmRoom::take(const Place& place, Findings findings) {
  if (findings.empty()) return;
  auto& queue = outbox_[place.patient];
  const bool idle = queue.empty();
  queue.push_back({place, std::move(findings)});
  if (idle) send_next(place.patient);
}

void AlarmRoom::send_next(const PatientId& patient) {
  const Batch& batch = outbox_.at(patient).front();
  NoteAlarms request{batch.place.episode, patient, batch.place.ward, batch.place.bed, {}};
  for (const Finding& finding : batch.findings) request.notes.push_back(note_of(finding));
  context_.commands.run("vitals.note_alarms", request, [this, patient](Result<json::value> answer) {
    const bool again = !answer && (answer.error().code == Code::unavailable || answer.error().code == Code::internal);
    if (again) {
      context_.log.write(vestibule::Level::error, fmt::format("alarms are not in the journal yet, trying again: {}", answer.error().message));
      retries_[patient] = context_.timers.after(pause_before_retry, [this, patient] { send_next(patient); });
      return;
    }
    if (!answer) context_.log.write(vestibule::Level::warning, fmt::format("findings were not taken: {}", answer.error().message));
    auto& queue = outbox_.at(patient);
    queue.pop_front();
    if (queue.empty()) outbox_.erase(patient), retries_.erase(patient);
    else send_next(patient);
  });
}

std::size_t AlarmRoom::waiting() const {
  std::size_t count = 0;
  for (const auto& [patient, queue] : outbox_)
    for (const Batch& batch : queue) count += batch.findings.size();
  return count;
}

Result<AlarmsNoted> AlarmRoom::note(Act& act, const NoteAlarms& request) {
  if (surroundings_.episode_of(request.patient) != request.episode)
    return fail(Code::conflict, "episode {} of the patient is over, and its alarms with it", request.episode);
  Findings findings;
  for (const AlarmNote& note : request.notes) {
    VESTIBULE_TRY(Finding finding, finding_of(note));
    findings.push_back(std::move(finding));
  }
  const AlarmChange change = book_.note({request.episode, request.patient, request.ward, request.bed}, findings, now(act));
  AlarmsNoted noted;
  for (const AlarmRow& row : change.rows) noted.alarms.push_back(row.id());
  act.about("ward " + request.ward.text());
  carry_out(act, change);
  return noted;
}

// ---- what a change leaves behind

void AlarmRoom::carry_out(Act& act, const AlarmChange& change) {
  AlarmStore(context_.store.writing()).write(change);
  for (const AlarmRow& row : change.rows) tell(act, row, book_.find(row.number));
  book_.take_in(change);
  for (const AlarmRow& row : change.rows) surroundings_.repaint(row.place.ward);
  set_timer();
}

void AlarmRoom::tell(Act& act, const AlarmRow& row, const AlarmRow* before) {
  const WardId& ward = row.place.ward;
  const BedId& bed = row.place.bed;
  if (!before) act.tell(AlarmRaised{row.id(), ward, bed, row.condition, row.priority, duty_.told(0, ward, bed, act.at)});
  if (row.acknowledged_at && (!before || !before->acknowledged_at)) act.tell(AlarmAcknowledged{row.id(), ward, bed, row.acknowledged_by});
  if (before && (row.stage > before->stage || row.repeats > before->repeats))
    act.tell(AlarmEscalated{row.id(), ward, bed, row.condition, row.priority, row.stage, row.repeats, duty_.told(row.stage, ward, bed, act.at)});
  const AlarmState state = state_of(row, context_.clock.steady());
  if (before && row.open() && (row.priority != before->priority || state != state_of(*before, context_.clock.steady())))
    act.tell(AlarmChanged{row.id(), ward, bed, row.priority, state});
  if (!row.open()) act.tell(AlarmEnded{row.id(), ward, bed, word(*row.ended), word(*row.reason)});
}

void AlarmRoom::end_alarms(Act& act, const PatientId& patient, Reason why) { carry_out(act, book_.end_all(patient, why, act.actor.id, now(act))); }

// ---- people

Result<AlarmShown> AlarmRoom::acknowledge(Act& act, const AcknowledgeAlarm& request) {
  VESTIBULE_TRY(const std::int64_t number, number_of(request.alarm));
  VESTIBULE_TRY(const AlarmChange change, book_.acknowledge(number, act.actor.id, now(act)));
  act.about("alarm " + request.alarm.text());
  carry_out(act, change);
  AlarmShown after = vitals::shown(*change.find(number), context_.clock.steady());
  after.value.reset();  // an answer to a command is kept in the journal
  return after;
}

Result<AlarmsPaused> AlarmRoom::pause(Act& act, const PauseAlarms& request, bool audio_only) {
  const AlarmChange change = book_.pause(request.patient, audio_only, act.actor.id, now(act));
  if (change.rows.empty()) return fail(Code::conflict, "the patient has no alarm that could be paused; one that begins later is heard");
  AlarmsPaused paused{{}, act.at + pause_length};
  for (const AlarmRow& row : change.rows) paused.alarms.push_back(row.id());
  act.about("ward " + change.rows.front().place.ward.text());
  carry_out(act, change);
  return paused;
}

Result<Done> AlarmRoom::take_duty(Act& act, const TakeDuty& request) {
  if (!surroundings_.is_ward(request.ward)) return fail(Code::not_found, "$.ward: there is no ward '{}'", request.ward.text());
  if (request.beds.size() > 200) return fail(Code::invalid, "$.beds: at most 200 beds");
  if (!request.beds.empty() && request.duty != Duty::bed_nurse) return fail(Code::invalid, "$.beds: only a bed nurse has beds");
  if (request.until && *request.until <= act.at) return fail(Code::invalid, "$.until is over already");
  const std::string person = request.person.value_or(act.actor.id);
  if (person.empty() || person.size() > 64) return fail(Code::invalid, "$.person expected an id of 1 to 64 bytes");
  const DutyRow row{request.ward, request.duty, person, request.beds, act.at, request.until};
  DutyStore(context_.store.writing()).write(row);
  duty_.put(row);
  act.about("ward " + request.ward.text());
  return Done{};
}

Result<Done> AlarmRoom::leave_duty(Act& act, const LeaveDuty& request) {
  const std::string person = request.person.value_or(act.actor.id);
  DutyList after = duty_;
  if (!after.remove(request.ward, request.duty, person)) return fail(Code::not_found, "'{}' has no such duty in ward '{}'", person, request.ward.text());
  DutyStore(context_.store.writing()).remove(request.ward, request.duty, person);
  duty_ = std::move(after);
  act.about("ward " + request.ward.text());
  return Done{};
}

// ---- time

Result<Done> AlarmRoom::escalate(Act& act, const EscalateAlarm& request) {
  VESTIBULE_TRY(const std::int64_t number, number_of(request.alarm));
  const AlarmRow* row = book_.find(number);
  if (!row) return fail(Code::conflict, "alarm {} is over", number);
  const auto people = duty_.told(std::min(row->stage + 1, last_stage), row->place.ward, row->place.bed, act.at);
  const AlarmChange change = book_.escalate(number, fmt::format("{}", fmt::join(people, ", ")), now(act));
  if (change.rows.empty()) return fail(Code::conflict, "alarm {} is not to be passed on now", number);
  act.about("alarm " + request.alarm.text());
  carry_out(act, change);
  return Done{};
}

void AlarmRoom::set_timer() {
  timer_.stop();
  const auto next = book_.next();
  if (!next) return;
  const Steady steady = context_.clock.steady();
  Duration wait = std::max(Duration::zero(), *next - steady);
  // What is due and was sent on its way already is either about to be done or was refused: no hammering.
  if (wait == Duration::zero() && tried_ && steady - *tried_ < pause_before_retry) wait = pause_before_retry - (steady - *tried_);
  timer_ = context_.timers.after(wait, [this] { run_due(); });
}

void AlarmRoom::run_due() {
  const Steady steady = context_.clock.steady();
  tried_ = steady;
  for (const WardId& ward : book_.end_pauses(steady)) surroundings_.repaint(ward);
  for (const std::int64_t number : book_.due(steady)) {
    const AlarmRow& row = *book_.find(number);
    const bool repeats = row.stage >= last_stage;
    context_.commands.run("vitals.escalate_alarm", EscalateAlarm{row.id(), repeats ? row.stage : row.stage + 1, repeats ? row.repeats + 1 : row.repeats});
  }
  set_timer();
}

// ---- what is shown

std::vector<AlarmShown> AlarmRoom::shown(const WardId& ward) const {
  std::vector<AlarmShown> alarms;
  const Steady steady = context_.clock.steady();
  for (const AlarmRow* row : book_.of(ward)) {
    if (alarms.size() == most_shown) break;  // a picture has bounds; vitals.alarms has them all
    alarms.push_back(vitals::shown(*row, steady));
  }
  return alarms;
}

std::vector<std::pair<std::string, Priority>> AlarmRoom::open_of(const PatientId& patient, std::int64_t episode) const {
  std::vector<std::pair<std::string, Priority>> open;
  for (const AlarmRow* row : book_.of(patient))
    if (row->present && row->place.episode == episode) open.emplace_back(row->condition, row->priority);
  return open;
}

}  // namespace vestibule::vitals
