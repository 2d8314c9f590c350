#include "scores/chart_store.hpp"

#include <soci/soci.h>

#include <cmath>

namespace vestibule::vitals {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

constexpr auto oldest = std::chrono::hours{24};
constexpr int most_scores = 1000;

}  // namespace

void ChartStore::write(const PatientId& patient, const std::string& kind, const Observed& observed) {
  const Wide value = std::llround(observed.value * 1000), at = to_millis(observed.at);
  session_ << "INSERT INTO vitals_observed (patient, kind, value, at, actor) VALUES (:patient, :kind, :value, :at, :actor)"
              " ON CONFLICT (patient, kind, at) DO UPDATE SET value = excluded.value, actor = excluded.actor",
      use(patient.text(), "patient"), use(kind, "kind"), use(value, "value"), use(at, "at"), use(observed.by, "actor");
}

void ChartStore::write(const PatientId& patient, const Prescribed& prescribed) {
  const Wide scale = prescribed.scale, at = to_millis(prescribed.at);
  session_ << "INSERT INTO vitals_scale (patient, scale, prescriber, at) VALUES (:patient, :scale, :prescriber, :at)"
              " ON CONFLICT (patient) DO UPDATE SET scale = excluded.scale, prescriber = excluded.prescriber, at = excluded.at",
      use(patient.text(), "patient"), use(scale, "scale"), use(prescribed.prescriber, "prescriber"), use(at, "at");
}

void ChartStore::write(const PatientId& patient, std::int64_t episode, const ScoreGiven& score, Instant instant) {
  const Wide at = to_millis(instant), its = episode, total = score.total, complete = score.complete, scale = score.scale;
  const std::string risk = boost::describe::enum_to_string(score.risk, "?"), parts = encode_text(score.parts);
  session_ << "INSERT INTO vitals_score (patient, score, at, episode, version, scale, total, complete, risk, parts)"
              " VALUES (:patient, :score, :at, :episode, :version, :scale, :total, :complete, :risk, :parts)"
              " ON CONFLICT (patient, score, at) DO NOTHING",
      use(patient.text(), "patient"), use(score.score, "score"), use(at, "at"), use(its, "episode"), use(score.version, "version"), use(scale, "scale"),
      use(total, "total"), use(complete, "complete"), use(risk, "risk"), use(parts, "parts");
}

std::map<PatientId, Chart> ChartStore::charts(Instant now, Steady steady) {
  std::map<PatientId, Chart> charts;
  std::string patient, kind, by;
  Wide value = 0, at = 0, scale = 0;
  const Wide from = to_millis(now - oldest);
  {
    soci::statement rows = (session_.prepare << "SELECT patient, kind, value, at, actor FROM vitals_observed WHERE at >= :from_at ORDER BY at", use(from, "from_at"),
                            into(patient), into(kind), into(value), into(at), into(by));
    for (bool more = rows.execute(true); more; more = rows.fetch()) {
      const Instant instant = from_millis(at);
      const Duration age = std::max(Duration{now - instant}, Duration::zero());
      charts[PatientId{patient}].observed[kind] = {static_cast<double>(value) / 1000, instant, steady - age, by};
    }
  }
  soci::statement scales = (session_.prepare << "SELECT patient, scale, prescriber, at FROM vitals_scale", into(patient), into(scale), into(by), into(at));
  for (bool more = scales.execute(true); more; more = scales.fetch()) charts[PatientId{patient}].scale = Prescribed{static_cast<int>(scale), by, from_millis(at)};
  return charts;
}

Result<ScoreHistory> read_scores(soci::session& sql, const ScoresAsked& asked) {
  const int most = asked.most.value_or(100);
  if (most < 1 || most > most_scores) return fail(Code::invalid, "$.most is {}: 1 to {} are possible", most, most_scores);
  ScoreHistory history;
  const std::string patient = asked.patient.text(), name = asked.score.value_or("news2");
  std::string version, risk, parts;
  Wide at = 0, scale = 0, total = 0, complete = 0;
  soci::statement rows = (sql.prepare << "SELECT at, version, scale, total, complete, risk, parts FROM vitals_score WHERE patient = :patient AND score = :score"
                                         " ORDER BY at DESC LIMIT " << most,
                          use(patient, "patient"), use(name, "score"), into(at), into(version), into(scale), into(total), into(complete), into(risk), into(parts));
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    ScoreKept kept;
    kept.at = from_millis(at);
    kept.version = version;
    kept.scale = static_cast<int>(scale);
    kept.total = static_cast<int>(total);
    kept.complete = complete != 0;
    boost::describe::enum_from_string(risk.c_str(), kept.risk);
    VESTIBULE_TRY(kept.parts, decode_text<std::vector<ScorePart>>(parts));
    history.scores.push_back(std::move(kept));
  }
  return history;
}

}  // namespace vestibule::vitals
