#include "beds_room.hpp"

#include <algorithm>
#include <utility>

#include <vestibule/records.hpp>
#include <vestibule/vitals.hpp>

namespace vestibule::vitals {

void BedsRoom::add_commands() {
  auto& commands = context_.commands;
  commands.add<SetWard>({"vitals.set_ward", "vitals.manage", "Makes a ward, or changes it"}, [this](Act& act, const SetWard& wish) { return set_ward(act, wish); });
  commands.add<SetBed>({"vitals.set_bed", "vitals.manage", "Makes a bed, or changes its name, place or ward"},
                       [this](Act& act, const SetBed& wish) { return set_bed(act, wish); });
  commands.add<RemoveBed>({"vitals.remove_bed", "vitals.manage", "Removes an empty bed"}, [this](Act& act, const RemoveBed& wish) { return remove_bed(act, wish); });
  commands.add<PutDevice>({"vitals.put_device", "vitals.place", "Says that a device stands at a bed"}, [this](Act& act, const PutDevice& wish) { return put(act, wish); });
  commands.add<TakeDevice>({"vitals.take_device", "vitals.place", "Says that a device stands at no bed"},
                           [this](Act& act, const TakeDevice& wish) { return take(act, wish); });
  const auto about = [this](const auto& wish) { return std::optional<Subject>(subject_of(wish.patient)); };
  // Who comes is looked after by the ward they come to, and by no other yet.
  commands.add<Admit>({"vitals.admit", "vitals.admit", "Lays a patient in an empty bed"},
                      [this](const Admit& wish) {
                        Subject subject = subject_of(wish.patient);
                        if (const auto* bed = book_.bed(wish.bed); bed && subject.departments.empty()) subject.departments = {book_.ward(bed->ward)->department};
                        return std::optional<Subject>(std::move(subject));
                      },
                      [this](Act& act, const Admit& wish) { return admit(act, wish); });
  commands.add<Move>({"vitals.move", "vitals.admit", "Lays a patient in another, empty bed"}, about, [this](Act& act, const Move& wish) { return move(act, wish); });
  commands.add<Discharge>({"vitals.discharge", "vitals.admit", "Says that a patient lies in no bed any more"}, about,
                          [this](Act& act, const Discharge& wish) { return discharge(act, wish); });
}

Result<> BedsRoom::load() {
  VESTIBULE_TRY(book_, store_.read());
  return {};
}

Subject BedsRoom::subject_of(const PatientId& patient) const {
  Subject subject{"patient " + patient.text(), {}, {}, false};
  if (const auto* directory = context_.services.find<records::Directory>()) subject = directory->subject_of(records::PatientId{patient.text()});
  if (const auto* bed = book_.bed_of(patient)) {
    const auto& department = book_.ward(bed->ward)->department;
    auto& all = subject.departments;
    if (std::find(all.begin(), all.end(), department) == all.end()) all.push_back(department);
  }
  return subject;
}

Moment BedsRoom::moment(const Act& act) {
  const std::uint64_t drawn = context_.random.stream("vitals.episodes").next();
  return {act.at, static_cast<std::int64_t>(drawn >> 1 | 1)};
}

/// Rows have been written; memory comes last.
void BedsRoom::keep(Act& act, Book next, std::vector<WardId> wards, const Turn& turn) {
  if (!turn.ended.empty()) ending_(act, turn, next);
  book_ = std::move(next);
  changed_(wards, turn, act.at);
}

Result<Done> BedsRoom::set_ward(Act& act, const SetWard& wish) {
  Book next = book_;
  VESTIBULE_CHECK(next.set(wish));
  store_.write(*next.ward(wish.ward));
  act.about("ward " + wish.ward.text());
  act.tell(WardChanged{wish.ward});
  keep(act, std::move(next), {wish.ward});
  return Done{};
}

Result<BedNow> BedsRoom::set_bed(Act& act, const SetBed& wish) {
  Book next = book_;
  const auto* const before = book_.bed(wish.bed);
  std::vector<WardId> wards{wish.ward};
  if (before && before->ward != wish.ward) wards.push_back(before->ward);
  VESTIBULE_CHECK(next.set(wish));
  store_.write(*next.bed(wish.bed));
  act.about("bed " + wish.bed.text());
  for (const auto& ward : wards) act.tell(WardChanged{ward});
  keep(act, std::move(next), std::move(wards));
  return book_.now(wish.bed);
}

Result<Done> BedsRoom::remove_bed(Act& act, const RemoveBed& wish) {
  Book next = book_;
  VESTIBULE_CHECK(next.remove(wish));
  const WardId ward = book_.bed(wish.bed)->ward;
  store_.remove(wish.bed);
  act.about("bed " + wish.bed.text());
  act.tell(WardChanged{ward});
  keep(act, std::move(next), {ward});
  return Done{};
}

Result<BedNow> BedsRoom::put(Act& act, const PutDevice& wish) {
  Book next = book_;
  VESTIBULE_TRY(const Turn turn, next.put(wish, moment(act)));
  std::vector<WardId> wards{next.bed(wish.bed)->ward};
  if (const auto* before = book_.bed_of(wish.device)) {
    store_.end_standing(wish.device, act.at);
    act.tell(DeviceTaken{wish.device, before->bed});
    wards.push_back(before->ward);
  }
  if (const auto& displaced = book_.bed(wish.bed)->device) {
    store_.end_standing(*displaced, act.at);
    act.tell(DeviceTaken{*displaced, wish.bed});
  }
  store_.begin_standing(wish.device, wish.bed, act.at);
  store_.write(turn, act.at);
  act.about(fmt::format("device {} bed {}", wish.device, wish.bed));
  act.tell(DevicePut{wish.device, wish.bed});
  keep(act, std::move(next), std::move(wards), turn);
  return book_.now(wish.bed);
}

Result<BedNow> BedsRoom::take(Act& act, const TakeDevice& wish) {
  Book next = book_;
  VESTIBULE_TRY(const Turn turn, next.take(wish, moment(act)));
  const BedId bed = book_.bed_of(wish.device)->bed;
  store_.end_standing(wish.device, act.at);
  store_.write(turn, act.at);
  act.about(fmt::format("device {} bed {}", wish.device, bed));
  act.tell(DeviceTaken{wish.device, bed});
  const WardId ward = next.bed(bed)->ward;
  keep(act, std::move(next), {ward}, turn);
  return book_.now(bed);
}

Result<BedNow> BedsRoom::admit(Act& act, const Admit& wish) {
  Book next = book_;
  VESTIBULE_TRY(const Turn turn, next.admit(wish, moment(act)));
  const WardId ward = next.bed(wish.bed)->ward;
  store_.begin_stay(wish.bed, *next.bed(wish.bed)->lying);
  store_.write(turn, act.at);
  act.about(fmt::format("patient {} bed {}", wish.patient, wish.bed));
  act.tell(PatientAdmitted{wish.patient, wish.bed, ward});
  keep(act, std::move(next), {ward}, turn);
  return book_.now(wish.bed);
}

Result<BedNow> BedsRoom::move(Act& act, const Move& wish) {
  Book next = book_;
  VESTIBULE_TRY(const Turn turn, next.move(wish, moment(act)));
  const BedInfo before = *book_.bed_of(wish.patient);
  const WardId ward = next.bed(wish.bed)->ward;
  store_.end_stay(wish.patient, act.at);
  store_.begin_stay(wish.bed, *next.bed(wish.bed)->lying);
  store_.write(turn, act.at);
  act.about(fmt::format("patient {} bed {}", wish.patient, wish.bed));
  act.tell(PatientMoved{wish.patient, before.bed, wish.bed, ward});
  keep(act, std::move(next), {before.ward, ward}, turn);
  return book_.now(wish.bed);
}

Result<BedNow> BedsRoom::discharge(Act& act, const Discharge& wish) {
  Book next = book_;
  VESTIBULE_TRY(const Turn turn, next.discharge(wish, moment(act)));
  const BedInfo before = *book_.bed_of(wish.patient);
  store_.end_stay(wish.patient, act.at);
  store_.write(turn, act.at);
  act.about(fmt::format("patient {} bed {}", wish.patient, before.bed));
  act.tell(PatientDischarged{wish.patient, before.bed, before.ward});
  keep(act, std::move(next), {before.ward}, turn);
  return book_.now(before.bed);
}

}  // namespace vestibule::vitals
