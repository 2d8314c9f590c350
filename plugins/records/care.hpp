#pragma once
// What the gate must know at once about patients: who looks after them. Held in memory for those alone of whom there is something to
// know, so it grows with the people in the house and not with the archive. Pure.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/policy.hpp>

#include "rows.hpp"

namespace vestibule::records {

class Care {
 public:
  /// Care counts for so long after a visit was closed, or should have been.
  explicit Care(Duration after) : after_(after) {}

  void clear();
  void put(const VisitRow& visit);
  void merge(const PatientId& merged, const PatientId& kept);
  void unmerge(const PatientId& merged);
  void restrict(const PatientId& patient, bool restricted);
  void forget(const PatientId& patient);
  /// Whoever registers somebody has them before them: until then they may go on, link a visit, write down an allergy. In memory alone.
  void registered(const PatientId& patient, std::string by, Instant until);
  /// Drops visits whose care is over.
  void prune(Instant now);

  PatientId kept(const PatientId& patient) const;
  Subject subject_of(const PatientId& patient, Instant now) const;
  std::optional<PatientId> patient_of(const VisitId& visit) const;
  std::optional<VisitId> visit_of(std::string_view reference) const;
  std::vector<VisitId> open_visits(const PatientId& patient) const;
  /// What the visit was linked to; empty: nothing.
  std::string reference_of(const VisitId& visit) const;
  /// The open visits that are linked to something.
  std::vector<VisitId> linked() const;
  std::size_t visits() const { return visits_.size(); }

 private:
  struct Visit {
    PatientId patient;
    VisitState state{};
    std::string department, doctor, reference;
    Instant opened{}, last{};  ///< `last`: when it was planned, opened or closed
  };
  struct Registrar {
    std::string who;
    Instant until{};
  };
  bool counts(const Visit& visit, Instant now) const;
  std::vector<PatientId> family(const PatientId& kept) const;
  void drop(std::map<VisitId, Visit>::iterator visit);

  Duration after_;
  std::map<VisitId, Visit> visits_;
  std::map<PatientId, std::set<VisitId>> by_patient_;
  std::map<std::string, VisitId, std::less<>> by_reference_;
  std::map<PatientId, PatientId> kept_;
  std::map<PatientId, std::set<PatientId>> merged_;  ///< the other way round
  std::set<PatientId> restricted_;
  std::map<PatientId, Registrar> registrars_;
};

}  // namespace vestibule::records
