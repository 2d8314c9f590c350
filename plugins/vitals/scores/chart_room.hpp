#pragma once
// What nurses enter, what doctors prescribe, and the scores of all who lie somewhere. Loop thread.

#include <vestibule/context.hpp>
#include <vestibule/vitals_alarms.hpp>

#include "scores/chart.hpp"
#include "scores/trend.hpp"
#include "surroundings.hpp"

namespace vestibule::vitals {

/// Who is to be scored, and with what.
struct Scored {
  PatientId patient;
  std::int64_t episode = 0;  ///< 0: no monitor stands there, all is entered by hand
  WardId ward;
  DeviceId device;
  std::optional<double> age;  ///< in years
  PerMeasure<std::optional<Measured>> measured{};
};

class ChartRoom {
 public:
  /// `patients` gives who lies somewhere now; `tell` brings a new score to the watch.
  using Patients = std::function<std::vector<Scored>()>;
  using Tell = std::function<void(const Scored&, int points, bool red)>;
  ChartRoom(Context& context, const Surroundings& surroundings, Patients patients, Tell tell)
      : context_(context), surroundings_(surroundings), patients_(std::move(patients)), tell_(std::move(tell)) {}

  void add_commands();
  Result<> load();
  void begin();

  /// What is shown of the patient's score; none: there is none yet, or can be none.
  std::optional<ScoreShown> shown(const PatientId& patient, std::int64_t episode) const;
  /// What was entered by hand of these measures, for tiles.
  std::vector<Figure> entered(const PatientId& patient) const;

 private:
  struct Kept {
    std::int64_t episode = 0;
    std::optional<ScoreGiven> now, written;
    Steady next{}, written_at{}, pointed_at{};
    std::vector<TrendPoint> points;
    Heading heading;
  };

  Result<Done> observe(Act& act, const Observe& request);
  Result<Done> prescribe(Act& act, const PrescribeScale& request);
  Result<Done> note(Act& act, const NoteScores& request);
  void score_due();
  void score(const Scored& scored, Kept& kept, Steady now);
  bool worth_writing(const Kept& kept, Steady now) const;

  Context& context_;
  const Surroundings& surroundings_;
  Patients patients_;
  Tell tell_;
  std::map<PatientId, Chart> charts_;
  std::map<PatientId, Kept> kept_;
  Timer timer_;
  bool writing_ = false;
};

}  // namespace vestibule::vitals
