#pragma once
// Which device stands at which bed, and who lies there: the one place where readings become somebody's. Pure; a value that can be copied.

#include <map>
#include <optional>
#include <vector>

#include <vestibule/result.hpp>
#include <vestibule/vitals_wire.hpp>

namespace vestibule::vitals {

/// One patient in one bed under one device. Any change of the three ends it and begins another: what was measured in one is never shown
/// or scored in the next.
struct Placing {
  std::int64_t episode = 0;  ///< drawn by chance, greater than 0
  PatientId patient;
  BedId bed;
  DeviceId device;
  Instant begins{};
};

struct WardInfo {
  WardId ward;
  std::map<std::string, std::string> name;
  std::string department;
  Names names = Names::none;
};

struct Lying {
  PatientId patient;
  Instant since{};
  std::optional<Private<std::string>> shown_name;
  std::optional<Private<int>> age;
};

struct BedInfo {
  BedId bed;
  WardId ward;
  std::string name;
  int place = 0;
  std::optional<Lying> lying;
  std::optional<DeviceId> device;
  std::optional<Placing> episode;
};

/// When something changes, and the number an episode gets that begins with it.
struct Moment {
  Instant at{};
  std::int64_t fresh_episode = 0;
};

/// What a change did to episodes.
struct Turn {
  std::vector<Placing> ended, begun;
};

class Book {
 public:
  Result<> set(const SetWard& wish);
  Result<> set(const SetBed& wish);
  Result<> remove(const RemoveBed& wish);
  Result<Turn> put(const PutDevice& wish, Moment now);
  Result<Turn> take(const TakeDevice& wish, Moment now);
  Result<Turn> admit(const Admit& wish, Moment now);
  Result<Turn> move(const Move& wish, Moment now);
  Result<Turn> discharge(const Discharge& wish, Moment now);

  const WardInfo* ward(const WardId& ward) const;
  const BedInfo* bed(const BedId& bed) const;
  const BedInfo* bed_of(const PatientId& patient) const;
  const BedInfo* bed_of(const DeviceId& device) const;
  /// In the order of the ward.
  std::vector<const BedInfo*> beds_of(const WardId& ward) const;
  const std::map<WardId, WardInfo>& wards() const { return wards_; }
  const std::map<BedId, BedInfo>& beds() const { return beds_; }
  BedNow now(const BedId& bed) const;

  /// As it stood in the tables; no rule is asked.
  void restore(WardInfo ward) { wards_[ward.ward] = std::move(ward); }
  void restore(BedInfo bed) { beds_[bed.bed] = std::move(bed); }
  BedInfo* restoring(const BedId& bed);

 private:
  Result<BedInfo*> need(const BedId& bed);
  BedInfo* find_device(const DeviceId& device);
  BedInfo* find_patient(const PatientId& patient);
  static void close(BedInfo& bed, Turn& turn);
  static void open(BedInfo& bed, Turn& turn, Moment now);

  std::map<WardId, WardInfo> wards_;
  std::map<BedId, BedInfo> beds_;
};

std::string episode_name(std::int64_t episode);

}  // namespace vestibule::vitals
