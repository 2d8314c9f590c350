#pragma once
// Early-warning scores as others ask for them and see them: NEWS2, MEWS, qSOFA.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/vitals_wire.hpp>

namespace vestibule::vitals {

/// vitals.score: values to score, by hand or from a chart; whatever was not measured is left out. Unlike other requests this one refuses a
/// key it does not know: a misspelt parameter must not look like a missing one. The keys of numerics (rr, sbp, hr, temp) are understood too.
struct ScoreAsked {
  std::optional<std::string> score;  ///< "news2" (otherwise), "mews", "qsofa"
  std::optional<int> scale;          ///< SpO2 scale 1 (otherwise) or 2; 2 only as prescribed for this patient
  std::optional<double> age;         ///< of the patient, in years; under 16 is refused
  std::optional<bool> pregnant;      ///< true is refused
  std::optional<double> respiration;            ///< breaths a minute
  std::optional<double> spo2;                   ///< %
  std::optional<bool> oxygen;                   ///< breathes oxygen: true; room air: false
  std::optional<double> systolic;               ///< mmHg
  std::optional<double> pulse;                  ///< beats a minute
  std::optional<Consciousness> consciousness;
  std::optional<double> temperature;            ///< degrees Celsius
  std::map<std::string, double> ages;           ///< how old a value is, in minutes, by its key; otherwise it is fresh
};
BOOST_DESCRIBE_STRUCT(ScoreAsked, (), (score, scale, age, pregnant, respiration, spo2, oxygen, systolic, pulse, consciousness, temperature, ages))

/// One parameter of a score.
struct ScorePart {
  std::string parameter;               ///< "respiration"
  std::optional<double> value;         ///< as it was given; oxygen 1 or 0; none if it was not
  std::optional<std::string> banded;   ///< what was looked up in the table: "35.1", "oxygen", "V"
  std::optional<int> points;           ///< none if it is missing or stale
  std::optional<double> minutes;       ///< how old the value is
  bool stale = false;                  ///< given, but too old to count
};
BOOST_DESCRIBE_STRUCT(ScorePart, (), (parameter, value, banded, points, minutes, stale))

/// A score with all that it was made from.
struct ScoreGiven {
  std::string score;
  std::string version;               ///< of the table: "NEWS2 (RCP 2017) 1"
  int scale = 1;                     ///< SpO2 scale
  int total = 0;
  bool complete = false;             ///< false: the true score is at least `total`
  std::vector<std::string> missing;  ///< parameters without a value that counts, the stale ones among them
  std::vector<std::string> red;      ///< parameters with 3 points (NEWS2)
  Risk risk = Risk::low;             ///< of `total`: at least this
  std::vector<ScorePart> parts;
  std::string says;                  ///< in English, for the command line: "at least 5, temperature missing"
  std::vector<std::string> unchecked;  ///< what was not told, so that it could not be refused: "age", "pregnant"
};
BOOST_DESCRIBE_STRUCT(ScoreGiven, (), (score, version, scale, total, complete, missing, red, risk, parts, says, unchecked))

/// vitals.note_scores: scores of patients that have changed, kept with what they were made from. The house's own; not in the journal.
struct ScoreNote {
  PatientId patient;
  std::int64_t episode = 0;
  Private<json::value> score;  ///< ScoreGiven
};
BOOST_DESCRIBE_STRUCT(ScoreNote, (), (patient, episode, score))
struct NoteScores {
  std::vector<ScoreNote> scores;
};
BOOST_DESCRIBE_STRUCT(NoteScores, (), (scores))

/// vitals.scores: how a patient's score was, each time it changed, the newest first.
struct ScoresAsked {
  PatientId patient;
  std::optional<std::string> score;  ///< absent: "news2"
  std::optional<int> most;           ///< 1 to 1000; absent: 100
};
BOOST_DESCRIBE_STRUCT(ScoresAsked, (), (patient, score, most))
struct ScoreKept {
  Instant at{};
  std::string version;
  int scale = 1;
  int total = 0;
  bool complete = false;
  Risk risk = Risk::low;
  std::vector<ScorePart> parts;
};
BOOST_DESCRIBE_STRUCT(ScoreKept, (), (at, version, scale, total, complete, risk, parts))
struct ScoreHistory {
  std::vector<ScoreKept> scores;
};
BOOST_DESCRIBE_STRUCT(ScoreHistory, (), (scores))

}  // namespace vestibule::vitals
