#pragma once
// A ward's book of alarms with a clock that is moved by hand.

#include <sstream>

#include "alarms/book.hpp"

namespace vestibule::vitals_test {

using namespace vitals;
using namespace std::chrono_literals;

struct Shift {
  AlarmBook book;
  Both now{Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}}, Steady{100'000s}};
  std::vector<AlarmRow> ended;
  std::vector<StepRow> steps;

  static Place place(const std::string& patient) { return {1, PatientId{patient}, WardId{"w"}, BedId{"bed-" + patient}}; }
  void wait(Duration span) { now = {now.wall + span, now.steady + span}; }

  void apply(const AlarmChange& change) {
    for (const AlarmRow& row : change.rows)
      if (!row.open()) ended.push_back(row);
    steps.insert(steps.end(), change.steps.begin(), change.steps.end());
    book.take_in(change);
  }
  void note(const std::string& patient, const Findings& findings) { apply(book.note(place(patient), findings, now)); }
  void raise(const std::string& patient, const std::string& condition, Priority priority) {
    note(patient, {finding(Finding::Kind::raised, condition, priority)});
  }
  void change(const std::string& patient, const std::string& condition, Priority priority) {
    note(patient, {finding(Finding::Kind::changed, condition, priority)});
  }
  void over(const std::string& patient, const std::string& condition) { note(patient, {finding(Finding::Kind::over, condition, Priority::low)}); }
  static Finding finding(Finding::Kind kind, const std::string& condition, Priority priority) {
    Finding made;
    made.kind = kind;
    made.condition = condition;
    made.priority = priority;
    return made;
  }
  static Finding replaced(const std::string& condition, const std::string& by) {
    Finding made = finding(Finding::Kind::over, condition, Priority::low);
    made.why = Over::replaced;
    made.replaced_by = by;
    return made;
  }
  const AlarmRow& open(const std::string& patient, const std::string& condition) const {
    const AlarmRow* row = book.open_of(PatientId{patient}, condition);
    if (!row) throw std::runtime_error("no open alarm " + condition + " of " + patient);
    return *row;
  }
  AlarmState state(const std::string& patient, const std::string& condition) const { return state_of(open(patient, condition), now.steady); }
  bool acknowledge(const std::string& patient, const std::string& condition, const std::string& by = "nora") {
    const auto change = book.acknowledge(open(patient, condition).number, by, now);
    if (change) apply(*change);
    return change.has_value();
  }
  void pause(const std::string& patient, bool audio_only = true) { apply(book.pause(PatientId{patient}, audio_only, "nora", now)); }
  /// Time goes by, and what falls due is passed on.
  std::string go(Duration span) {
    const Steady until = now.steady + span;
    std::ostringstream told;
    while (const auto next = book.next()) {
      if (*next > until) break;
      wait(std::max(Duration::zero(), *next - now.steady));
      book.end_pauses(now.steady);
      for (const auto number : book.due(now.steady)) {
        const auto change = book.escalate(number, "people", now);
        apply(change);
        for (const AlarmRow& row : change.rows)
          told << (told.tellp() > 0 ? ", " : "") << row.condition << " " << (row.repeats ? "repeat " : "stage ") << (row.repeats ? row.repeats : row.stage);
      }
    }
    wait(until - now.steady);
    return told.str();
  }
  std::string last_end() const {
    if (ended.empty()) return "";
    return fmt::format("{} {}", boost::describe::enum_to_string(*ended.back().ended, "?"), boost::describe::enum_to_string(*ended.back().reason, "?"));
  }
};

}  // namespace vestibule::vitals_test
