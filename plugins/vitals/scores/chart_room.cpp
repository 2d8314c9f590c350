#include "scores/chart_room.hpp"

#include <algorithm>
#include <set>

#include "scores/asking.hpp"
#include "scores/chart_store.hpp"

namespace vestibule::vitals {
namespace {

using namespace std::chrono_literals;

constexpr Duration look{1'000}, between_scores{15'000}, between_points{60'000}, written_at_least{3'600'000};
constexpr std::size_t most_at_once = 200, most_points = 60;

/// The next threshold above, or below if it falls: 5 asks for an urgent answer, 7 for an emergency.
std::optional<double> limit_ahead(int total, Trend trend) {
  if (trend == Trend::rising) return total < 5 ? std::optional(5.0) : total < 7 ? std::optional(7.0) : std::nullopt;
  return std::nullopt;
}

}  // namespace

void ChartRoom::add_commands() {
  const auto about = [this](const auto& request) -> Result<std::optional<Subject>> { return surroundings_.about_patient(request.patient); };
  context_.commands.add<Observe>({"vitals.observe", "vitals.observe", "Enters what was seen or measured by hand: oxygen, consciousness, temperature and the like"}, about,
                                 [this](Act& act, const Observe& request) { return observe(act, request); });
  context_.commands.add<PrescribeScale>({"vitals.prescribe_scale", "vitals.prescribe", "Prescribes SpO2 scale 2 for a patient, or scale 1 again"}, about,
                                        [this](Act& act, const PrescribeScale& request) { return prescribe(act, request); });
  context_.commands.add<NoteScores>({"vitals.note_scores", "vitals.house", "Keeps scores that have changed, with what they were made from"},
                                    [this](Act& act, const NoteScores& request) { return note(act, request); });
  context_.commands.add_table_query<ScoresAsked>({"vitals.scores", "vitals.read", "How a patient's score was, each time it changed, with its inputs"}, about,
                                                 [](const ScoresAsked& asked, soci::session& sql) { return read_scores(sql, asked); });
  add_score_query(context_.commands);
}

Result<> ChartRoom::load() {
  charts_ = ChartStore(context_.store.writing()).charts(context_.clock.wall(), context_.clock.steady());
  return {};
}

void ChartRoom::begin() {
  timer_ = context_.timers.every(look, [this] { score_due(); });
}

Result<Done> ChartRoom::observe(Act& act, const Observe& request) {
  if (!surroundings_.episode_of(request.patient) && surroundings_.about_patient(request.patient).departments.empty())
    return fail(Code::not_found, "$.patient: '{}' lies in no bed", request.patient);
  std::map<std::string, double> values;
  for (const auto& [kind, value] : request.values) values[kind] = value.reveal();
  if (values.contains("oxygen") || values.contains("consciousness")) return fail(Code::invalid, "$.values: oxygen and consciousness have fields of their own");
  if (request.oxygen) values["oxygen"] = request.oxygen->reveal() ? 1 : 0;
  if (request.consciousness) values["consciousness"] = static_cast<double>(request.consciousness->reveal());
  if (values.empty()) return fail(Code::invalid, "$.oxygen, $.consciousness or $.values is needed");
  for (const auto& [kind, value] : values) VESTIBULE_CHECK(check_observation(kind, value));
  ChartStore store(context_.store.writing());
  Chart after = charts_[request.patient];
  for (const auto& [kind, value] : values) {
    after.observed[kind] = {value, act.at, context_.clock.steady(), act.actor.id};
    store.write(request.patient, kind, after.observed[kind]);
  }
  act.about("patient " + request.patient.text());
  charts_[request.patient] = std::move(after);
  kept_[request.patient].next = {};
  return Done{};
}

Result<Done> ChartRoom::prescribe(Act& act, const PrescribeScale& request) {
  if (request.scale != 1 && request.scale != 2) return fail(Code::invalid, "$.scale is {}: there are the SpO2 scales 1 and 2", request.scale);
  const Prescribed prescribed{request.scale, act.actor.id, act.at};
  ChartStore(context_.store.writing()).write(request.patient, prescribed);
  act.about("patient " + request.patient.text());
  charts_[request.patient].scale = prescribed;
  kept_[request.patient].next = {};
  return Done{};
}

Result<Done> ChartRoom::note(Act& act, const NoteScores& request) {
  ChartStore store(context_.store.writing());
  for (const ScoreNote& one : request.scores) {
    VESTIBULE_TRY(const ScoreGiven given, decode<ScoreGiven>(one.score.reveal()));
    store.write(one.patient, one.episode, given, act.at);
  }
  return Done{};
}

void ChartRoom::score_due() {
  const Steady now = context_.clock.steady();
  const auto patients = patients_();
  NoteScores notes;
  std::size_t scored = 0;
  for (const Scored& one : patients) {
    Kept& kept = kept_[one.patient];
    if (kept.episode != one.episode) {
      kept = Kept{};
      kept.episode = one.episode;
    }
    if (kept.next <= now && scored++ < most_at_once) score(one, kept, now);
    if (!writing_ && notes.scores.size() < most_at_once && worth_writing(kept, now)) {
      notes.scores.push_back({one.patient, one.episode, Private<json::value>(encode(*kept.now))});
      kept.written = kept.now;
      kept.written_at = now;
    }
  }
  if (kept_.size() > patients.size()) {
    std::set<PatientId> lying;
    for (const Scored& one : patients) lying.insert(one.patient);
    std::erase_if(kept_, [&](const auto& entry) { return !lying.contains(entry.first); });
  }
  if (notes.scores.empty()) return;
  writing_ = true;
  context_.commands.run("vitals.note_scores", notes, [this, notes](Result<json::value> answer) {
    writing_ = false;
    if (answer) return;
    for (const ScoreNote& one : notes.scores)  // it is tried again
      if (const auto kept = kept_.find(one.patient); kept != kept_.end()) kept->second.written.reset();
  });
}

bool ChartRoom::worth_writing(const Kept& kept, Steady now) const {
  if (!kept.now) return false;
  if (!kept.written || now - kept.written_at >= written_at_least) return true;
  const bool changed = kept.written->total != kept.now->total || kept.written->missing != kept.now->missing || kept.written->scale != kept.now->scale;
  return changed && now - kept.written_at >= between_points;
}

void ChartRoom::score(const Scored& scored, Kept& kept, Steady now) {
  kept.next = now + between_scores;
  const Chart& chart = charts_[scored.patient];
  const auto given = vitals::score(news2(), inputs_of(chart, scored.measured, now), {chart.scale ? chart.scale->scale : 1, scored.age, std::nullopt});
  const bool nothing = given && given->missing.size() == parameters;
  const auto before = kept.now;
  if (given && !nothing) kept.now = *given;
  else kept.now.reset();
  if (kept.now && scored.episode) tell_(scored, kept.now->total, !kept.now->red.empty());
  // Of a score that is "at least", nobody knows where it is going.
  if (kept.now && kept.now->complete && (kept.points.empty() || now - kept.pointed_at >= between_points)) {
    kept.pointed_at = now;
    kept.points.push_back({now, static_cast<double>(kept.now->total)});
    if (kept.points.size() > most_points) kept.points.erase(kept.points.begin());
    kept.heading = heading_of(kept.points, 2);
  }
  const bool other = before.has_value() != kept.now.has_value() || (before && (before->total != kept.now->total || before->missing != kept.now->missing));
  if (other) surroundings_.repaint(scored.ward);
}

std::optional<ScoreShown> ChartRoom::shown(const PatientId& patient, std::int64_t episode) const {
  const auto found = kept_.find(patient);
  if (found == kept_.end() || !found->second.now || found->second.episode != episode) return std::nullopt;
  const Kept& kept = found->second;
  ScoreShown shown{kept.now->score, kept.now->total, kept.now->risk, kept.now->missing, kept.heading.trend, {}};
  if (const auto limit = limit_ahead(kept.now->total, kept.heading.trend))
    if (const auto left = time_to(*limit, kept.now->total, kept.heading)) shown.minutes_to_limit = static_cast<int>(std::chrono::ceil<std::chrono::minutes>(*left).count());
  return shown;
}

std::vector<Figure> ChartRoom::entered(const PatientId& patient) const {
  std::vector<Figure> figures;
  const auto found = charts_.find(patient);
  if (found == charts_.end()) return figures;
  const Steady now = context_.clock.steady();
  for (const auto& [kind, observed] : found->second.observed) {
    Measure measure{};
    const Duration age = now - observed.seen;
    if (!boost::describe::enum_from_string(kind.c_str(), measure) || age > 12h) continue;
    figures.push_back({measure, observed.value, age.count(), true, {}});
  }
  return figures;
}

}  // namespace vestibule::vitals
