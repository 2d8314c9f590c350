#pragma once
// Commands about wards, beds, devices and who lies where. Loop thread.

#include <functional>

#include <vestibule/context.hpp>
#include <vestibule/policy.hpp>

#include "beds_store.hpp"

namespace vestibule::vitals {

class BedsRoom {
 public:
  /// `changed` is called when the book is another one: with the wards that must be painted, and what it did to episodes.
  using Changed = std::function<void(const std::vector<WardId>& wards, const Turn& turn, Instant at)>;
  /// `ending` is called before that, in the act that ends episodes, with the book as it will be: for what ends with them in the tables.
  using Ending = std::function<void(Act& act, const Turn& turn, const Book& next)>;
  BedsRoom(Context& context, Ending ending, Changed changed)
      : context_(context), store_(context.store.writing()), ending_(std::move(ending)), changed_(std::move(changed)) {}

  void add_commands();
  Result<> load();
  const Book& book() const { return book_; }

  /// Whom a request about this patient is about: as records knows them, and those who look after the ward where they lie.
  Subject subject_of(const PatientId& patient) const;

 private:
  Result<Done> set_ward(Act& act, const SetWard& wish);
  Result<BedNow> set_bed(Act& act, const SetBed& wish);
  Result<Done> remove_bed(Act& act, const RemoveBed& wish);
  Result<BedNow> put(Act& act, const PutDevice& wish);
  Result<BedNow> take(Act& act, const TakeDevice& wish);
  Result<BedNow> admit(Act& act, const Admit& wish);
  Result<BedNow> move(Act& act, const Move& wish);
  Result<BedNow> discharge(Act& act, const Discharge& wish);

  Moment moment(const Act& act);
  void keep(Act& act, Book next, std::vector<WardId> wards, const Turn& turn = {});

  Context& context_;
  BedsStore store_;
  Ending ending_;
  Changed changed_;
  Book book_;
};

}  // namespace vestibule::vitals
