#include "book.hpp"

#include <algorithm>
#include <tuple>

namespace vestibule::vitals {
namespace {

constexpr std::size_t most_wards = 200, most_beds = 5'000, most_beds_of_ward = 60, longest_name = 60, longest_shown = 15;

/// An id that may stand in a topic.
bool plain(const std::string& id) {
  return std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.'; });
}

}  // namespace

std::string episode_name(std::int64_t episode) { return fmt::format("{:016x}", static_cast<std::uint64_t>(episode)); }

Result<> Book::set(const SetWard& wish) {
  if (!plain(wish.ward.text())) return fail(Code::invalid, "a ward's id is made of letters, digits, '-', '_' and '.'");
  if (!wards_.contains(wish.ward) && wards_.size() >= most_wards) return fail(Code::conflict, "there are {} wards already", most_wards);
  for (const auto& [language, name] : wish.name)
    if (name.empty() || name.size() > longest_name || language.size() > 12) return fail(Code::invalid, "a ward's name is 1 to {} bytes", longest_name);
  if (wish.name.empty()) return fail(Code::invalid, "a ward needs a name");
  wards_[wish.ward] = {wish.ward, wish.name, wish.department.value_or(wish.ward.text()), wish.names.value_or(Names::none)};
  return {};
}

Result<> Book::set(const SetBed& wish) {
  if (!plain(wish.bed.text())) return fail(Code::invalid, "a bed's id is made of letters, digits, '-', '_' and '.'");
  if (!wards_.contains(wish.ward)) return fail(Code::not_found, "there is no ward '{}'", wish.ward);
  if (wish.name.empty() || wish.name.size() > longest_name) return fail(Code::invalid, "a bed's name is 1 to {} bytes", longest_name);
  const auto found = beds_.find(wish.bed);
  const bool stays = found != beds_.end() && found->second.ward == wish.ward;
  if (!stays && beds_of(wish.ward).size() >= most_beds_of_ward) return fail(Code::conflict, "ward '{}' has {} beds already", wish.ward, most_beds_of_ward);
  if (found == beds_.end() && beds_.size() >= most_beds) return fail(Code::conflict, "there are {} beds already", most_beds);
  if (found != beds_.end() && !stays && found->second.lying) return fail(Code::conflict, "somebody lies in bed '{}': it cannot change its ward", wish.bed);
  BedInfo& bed = beds_[wish.bed];
  bed.bed = wish.bed, bed.ward = wish.ward, bed.name = wish.name;
  bed.place = wish.place.value_or(bed.place);
  return {};
}

Result<> Book::remove(const RemoveBed& wish) {
  VESTIBULE_TRY(const BedInfo* bed, need(wish.bed));
  if (bed->lying) return fail(Code::conflict, "somebody lies in bed '{}'", wish.bed);
  if (bed->device) return fail(Code::conflict, "device '{}' stands at bed '{}'", *bed->device, wish.bed);
  beds_.erase(wish.bed);
  return {};
}

Result<Turn> Book::put(const PutDevice& wish, Moment now) {
  if (!plain(wish.device.text())) return fail(Code::invalid, "a device is called as in its certificate: letters, digits, '-', '_' and '.'");
  VESTIBULE_TRY(BedInfo* bed, need(wish.bed));
  if (bed->device == wish.device) return fail(Code::conflict, "device '{}' stands at bed '{}' already", wish.device, wish.bed);
  Turn turn;
  if (BedInfo* before = find_device(wish.device)) {
    close(*before, turn);
    before->device.reset();
  }
  close(*bed, turn);
  bed->device = wish.device;
  open(*bed, turn, now);
  return turn;
}

Result<Turn> Book::take(const TakeDevice& wish, Moment) {
  BedInfo* bed = find_device(wish.device);
  if (!bed) return fail(Code::not_found, "device '{}' stands at no bed", wish.device);
  Turn turn;
  close(*bed, turn);
  bed->device.reset();
  return turn;
}

Result<Turn> Book::admit(const Admit& wish, Moment now) {
  VESTIBULE_TRY(BedInfo* bed, need(wish.bed));
  if (bed->lying) return fail(Code::conflict, "bed '{}' is not empty", wish.bed);
  if (const auto* other = find_patient(wish.patient)) return fail(Code::conflict, "that patient lies in bed '{}'", other->bed);
  if (wish.shown_name && wish.shown_name->reveal().size() > longest_shown) return fail(Code::invalid, "what is shown of a name is at most {} bytes", longest_shown);
  if (wish.age && (wish.age->reveal() < 0 || wish.age->reveal() > 130)) return fail(Code::invalid, "an age is 0 to 130 years");
  Turn turn;
  bed->lying = Lying{wish.patient, now.at, wish.shown_name, wish.age};
  open(*bed, turn, now);
  return turn;
}

Result<Turn> Book::move(const Move& wish, Moment now) {
  VESTIBULE_TRY(BedInfo* bed, need(wish.bed));
  BedInfo* before = find_patient(wish.patient);
  if (!before) return fail(Code::not_found, "that patient lies in no bed");
  if (bed->lying) return fail(Code::conflict, "bed '{}' is not empty", wish.bed);
  Turn turn;
  close(*before, turn);
  bed->lying = std::exchange(before->lying, std::nullopt);
  bed->lying->since = now.at;
  open(*bed, turn, now);
  return turn;
}

Result<Turn> Book::discharge(const Discharge& wish, Moment) {
  BedInfo* bed = find_patient(wish.patient);
  if (!bed) return fail(Code::not_found, "that patient lies in no bed");
  Turn turn;
  close(*bed, turn);
  bed->lying.reset();
  return turn;
}

void Book::close(BedInfo& bed, Turn& turn) {
  if (auto ended = std::exchange(bed.episode, std::nullopt)) turn.ended.push_back(*std::move(ended));
}

void Book::open(BedInfo& bed, Turn& turn, Moment now) {
  if (!bed.lying || !bed.device) return;
  bed.episode = Placing{now.fresh_episode, bed.lying->patient, bed.bed, *bed.device, now.at};
  turn.begun.push_back(*bed.episode);
}

const WardInfo* Book::ward(const WardId& ward) const {
  const auto found = wards_.find(ward);
  return found == wards_.end() ? nullptr : &found->second;
}
const BedInfo* Book::bed(const BedId& bed) const {
  const auto found = beds_.find(bed);
  return found == beds_.end() ? nullptr : &found->second;
}
BedInfo* Book::restoring(const BedId& bed) {
  const auto found = beds_.find(bed);
  return found == beds_.end() ? nullptr : &found->second;
}
Result<BedInfo*> Book::need(const BedId& bed) {
  if (auto* found = restoring(bed)) return found;
  return fail(Code::not_found, "there is no bed '{}'", bed);
}

BedInfo* Book::find_patient(const PatientId& patient) {
  const auto found = std::find_if(beds_.begin(), beds_.end(), [&](const auto& entry) { return entry.second.lying && entry.second.lying->patient == patient; });
  return found == beds_.end() ? nullptr : &found->second;
}
BedInfo* Book::find_device(const DeviceId& device) {
  const auto found = std::find_if(beds_.begin(), beds_.end(), [&](const auto& entry) { return entry.second.device == device; });
  return found == beds_.end() ? nullptr : &found->second;
}
const BedInfo* Book::bed_of(const PatientId& patient) const { return const_cast<Book*>(this)->find_patient(patient); }
const BedInfo* Book::bed_of(const DeviceId& device) const { return const_cast<Book*>(this)->find_device(device); }

std::vector<const BedInfo*> Book::beds_of(const WardId& ward) const {
  std::vector<const BedInfo*> found;
  for (const auto& [id, bed] : beds_)
    if (bed.ward == ward) found.push_back(&bed);
  std::sort(found.begin(), found.end(), [](const BedInfo* a, const BedInfo* b) { return std::tie(a->place, a->name, a->bed) < std::tie(b->place, b->name, b->bed); });
  return found;
}

BedNow Book::now(const BedId& id) const {
  const BedInfo& bed = beds_.at(id);
  BedNow now{bed.bed, bed.ward, {}, bed.device, {}};
  if (bed.lying) now.patient = bed.lying->patient;
  if (bed.episode) now.episode = EpisodeId{episode_name(bed.episode->episode)};
  return now;
}

}  // namespace vestibule::vitals
