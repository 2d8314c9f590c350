#include "care.hpp"

#include <algorithm>

namespace vestibule::records {

void Care::clear() {
  visits_.clear();
  by_patient_.clear();
  by_reference_.clear();
  kept_.clear();
  merged_.clear();
  restricted_.clear();
  registrars_.clear();
}

void Care::put(const VisitRow& row) {
  if (const auto known = visits_.find(row.id); known != visits_.end()) drop(known);
  if (row.state == VisitState::missed || row.state == VisitState::cancelled) return;
  const Instant last = row.state == VisitState::closed ? row.closed : row.state == VisitState::open ? row.opened : row.planned;
  visits_[row.id] = {row.patient, row.state, row.department, row.doctor, row.reference, row.opened, last};
  by_patient_[row.patient].insert(row.id);
  if (!row.reference.empty() && row.state == VisitState::open) by_reference_[row.reference] = row.id;
}

void Care::drop(std::map<VisitId, Visit>::iterator visit) {
  const auto of = by_patient_.find(visit->second.patient);
  of->second.erase(visit->first);
  if (of->second.empty()) by_patient_.erase(of);
  if (const auto said = by_reference_.find(visit->second.reference); said != by_reference_.end() && said->second == visit->first)
    by_reference_.erase(said);
  visits_.erase(visit);
}

void Care::merge(const PatientId& merged, const PatientId& kept) {
  unmerge(merged);
  kept_[merged] = kept;
  merged_[kept].insert(merged);
}

void Care::unmerge(const PatientId& merged) {
  const auto into = kept_.find(merged);
  if (into == kept_.end()) return;
  merged_[into->second].erase(merged);
  kept_.erase(into);
}

void Care::restrict(const PatientId& patient, bool restricted) {
  registrars_.erase(patient);
  if (restricted) restricted_.insert(patient);
  else restricted_.erase(patient);
}

void Care::forget(const PatientId& patient) {
  restricted_.erase(patient);
  registrars_.erase(patient);
  const auto of = by_patient_.find(patient);
  if (of == by_patient_.end()) return;
  const std::set<VisitId> all = of->second;
  for (const auto& visit : all) drop(visits_.find(visit));
}

void Care::registered(const PatientId& patient, std::string by, Instant until) { registrars_[patient] = {std::move(by), until}; }

void Care::prune(Instant now) {
  std::erase_if(registrars_, [now](const auto& one) { return one.second.until < now; });
  for (auto visit = visits_.begin(); visit != visits_.end();) {
    const auto next = std::next(visit);
    if (visit->second.state != VisitState::open && !counts(visit->second, now)) drop(visit);
    visit = next;
  }
}

bool Care::counts(const Visit& visit, Instant now) const { return visit.state == VisitState::open || now <= visit.last + after_; }

PatientId Care::kept(const PatientId& patient) const {
  PatientId at = patient;
  for (auto next = kept_.find(at); next != kept_.end(); next = kept_.find(at)) at = next->second;
  return at;
}

std::vector<PatientId> Care::family(const PatientId& root) const {
  std::vector<PatientId> all{root};
  for (std::size_t i = 0; i < all.size(); ++i)
    if (const auto merged = merged_.find(all[i]); merged != merged_.end()) all.insert(all.end(), merged->second.begin(), merged->second.end());
  return all;
}

Subject Care::subject_of(const PatientId& patient, Instant now) const {
  const PatientId root = kept(patient);
  Subject subject;
  subject.id = "patient " + root.text();
  const auto add = [](std::vector<std::string>& to, const std::string& one) {
    if (!one.empty() && std::find(to.begin(), to.end(), one) == to.end()) to.push_back(one);
  };
  for (const auto& one : family(root)) {
    subject.restricted = subject.restricted || restricted_.contains(one);
    if (const auto by = registrars_.find(one); by != registrars_.end() && now <= by->second.until) add(subject.carers, by->second.who);
    const auto of = by_patient_.find(one);
    if (of == by_patient_.end()) continue;
    for (const auto& id : of->second)
      if (const Visit& visit = visits_.at(id); counts(visit, now)) {
        add(subject.departments, visit.department);
        add(subject.carers, visit.doctor);
      }
  }
  return subject;
}

std::optional<PatientId> Care::patient_of(const VisitId& visit) const {
  const auto known = visits_.find(visit);
  return known == visits_.end() || known->second.state == VisitState::closed ? std::nullopt : std::optional(kept(known->second.patient));
}

std::optional<VisitId> Care::visit_of(std::string_view reference) const {
  const auto known = by_reference_.find(reference);
  return known == by_reference_.end() ? std::nullopt : std::optional(known->second);
}

std::string Care::reference_of(const VisitId& visit) const {
  const auto known = visits_.find(visit);
  return known == visits_.end() ? std::string() : known->second.reference;
}

std::vector<VisitId> Care::linked() const {
  std::vector<VisitId> linked;
  for (const auto& [reference, visit] : by_reference_) linked.push_back(visit);
  return linked;
}

std::vector<VisitId> Care::open_visits(const PatientId& patient) const {
  std::vector<VisitId> open;
  for (const auto& one : family(kept(patient)))
    if (const auto of = by_patient_.find(one); of != by_patient_.end())
      for (const auto& id : of->second)
        if (visits_.at(id).state == VisitState::open) open.push_back(id);
  std::sort(open.begin(), open.end(), [&](const auto& a, const auto& b) { return visits_.at(a).opened < visits_.at(b).opened; });
  return open;
}

}  // namespace vestibule::records
