// Two records of one person; one person who is to be forgotten.

#include "archive.hpp"
#include "person.hpp"

namespace vestibule::records {
namespace {

const CommandSpec merge_spec{"records.merge", "records.merge", "Says that two records are one person's; the history of both is shown as one"};

/// A merge is a pointer and no move: every entry stays sealed with the key and under the id it was written with, so taking the merge
/// back puts both records exactly where they were.
Result<Done> merge(Archive& archive, Act& act, const Merge& request) {
  if (!is_word(request.reason)) return fail(Code::invalid, "a merge needs a reason: a word such as same_identifier");
  VESTIBULE_CHECK(archive.check_allowed(act.actor, merge_spec, request.merge));
  VESTIBULE_TRY(const auto keep, find_kept(archive.sql(), request.keep));
  VESTIBULE_TRY(auto merged, find_kept(archive.sql(), request.merge));
  if (keep.id == merged.id) return fail(Code::conflict, "'{}' and '{}' are one record already", request.keep, request.merge);
  merged.state = RecordState::merged;
  merged.merged_into = keep.id;
  ++merged.revision;
  update(archive.sql(), merged);
  act.about(Archive::object_of(keep.id));
  act.tell(PatientsMerged{keep.id, merged.id});
  archive.care().merge(merged.id, keep.id);
  return Done{};
}

Result<Done> unmerge(Archive& archive, Act& act, const Unmerge& request) {
  if (!is_word(request.reason)) return fail(Code::invalid, "taking a merge back needs a reason: a word such as twins");
  auto row = read_patient(archive.sql(), request.patient);
  if (!row) return fail(Code::not_found, "there is no patient '{}'", request.patient);
  if (row->merged_into.empty() || row->state == RecordState::erased)
    return fail(Code::conflict, "patient '{}' is not merged into another", request.patient);
  const PatientId kept = row->merged_into;
  row->merged_into = PatientId{};
  row->state = RecordState::incomplete;  // somebody looks at both again
  ++row->revision;
  update(archive.sql(), *row);
  act.about(Archive::object_of(row->id));
  act.tell(PatientsUnmerged{kept, row->id});
  archive.care().unmerge(row->id);
  return Done{};
}

Result<Done> erase(Archive& archive, Act& act, const Erase& request) {
  if (!is_word(request.ground)) return fail(Code::invalid, "ground: expected a word such as request");
  VESTIBULE_TRY(const auto kept, find_kept(archive.sql(), request.patient));
  const auto family = family_of(archive.sql(), kept.id);
  for (const auto& id : family) erase_patient(archive.sql(), id);
  act.about(Archive::object_of(kept.id));
  act.tell(PatientErased{kept.id});
  for (const auto& id : family) archive.care().forget(id);
  return Done{};
}

}  // namespace

void add_merging(Archive& archive) {
  Commands& commands = archive.context.commands;
  commands.add<Merge>(
      merge_spec, [&archive](const Merge& request) { return std::optional(archive.subject_of(request.keep)); },
      [&archive](Act& act, const Merge& request) { return merge(archive, act, request); });
  commands.add<Unmerge>({"records.unmerge", "records.merge", "Takes a merge back: both records are as they were"}, archive.about(),
                        [&archive](Act& act, const Unmerge& request) { return unmerge(archive, act, request); });
  commands.add<Erase>({"records.erase", "records.erase", "Destroys a patient's key: nobody can read any more who it was"}, archive.about(),
                      [&archive](Act& act, const Erase& request) { return erase(archive, act, request); });
}

}  // namespace vestibule::records
