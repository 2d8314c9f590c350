// Break-glass: begun by a clinician, told to the privacy officer, over after half an hour, and reviewed.

#include <vestibule/identity.hpp>

#include "house.hpp"

namespace vestibule::identity {
namespace {

Result<GlassBegun> break_glass(House& house, Act& act, const BreakGlass& asked) {
  VESTIBULE_CHECK(house.proven(act.actor, glass_needs_proof_within));
  const std::string note = asked.note ? asked.note->reveal() : std::string();
  if (asked.subject.empty() || asked.subject.size() > 100) return fail(Code::invalid, "name the one subject it is about");
  if (note.size() > 1000) return fail(Code::invalid, "a note has 1000 bytes at most");
  if (asked.reason == GlassReason::other && note.size() < 10) return fail(Code::invalid, "the reason 'other' needs a note that says more");
  if (const Glass* open = house.glasses.open_of(act.actor.id, house.now()); open && open->subject != asked.subject)
    return fail(Code::conflict, "another glass is broken already: end that first");
  Glass glass;
  glass.id = house.new_id();
  glass.person = act.actor.id;
  glass.subject = asked.subject;
  glass.reason = asked.reason;
  glass.note = note;
  glass.at = act.at;
  glass.until = house.now() + glass_lasts;
  act.about(asked.subject);
  act.tell(GlassBroken{glass.id, glass.person, glass.subject, boost::describe::enum_to_string(glass.reason, ""), act.at + glass_lasts});
  house.keep(glass);
  return GlassBegun{glass.id, act.at + glass_lasts, std::chrono::duration_cast<std::chrono::seconds>(glass_lasts).count()};
}

Result<Done> end_glass(House& house, Act& act, const EndGlass&) {
  while (const Glass* open = house.glasses.open_of(act.actor.id, house.now())) {
    Glass glass = *open;
    glass.ended = true;
    act.about(glass.subject);
    act.tell(GlassEnded{glass.id, glass.person});
    house.keep(glass);
  }
  return Done{};
}

Result<Done> review_glass(House& house, Act& act, const ReviewGlass& asked) {
  const Glass* found = house.glasses.find(asked.glass);
  if (!found || !found->verdict.empty()) return fail(Code::not_found, "no broken glass of that name waits for a review");
  if (found->person == act.actor.id) return fail(Code::denied, "nobody reviews their own");
  Glass glass = *found;
  glass.verdict = boost::describe::enum_to_string(asked.verdict, "");
  glass.reviewed_by = act.actor.id;
  act.about(glass.subject);
  act.tell(GlassReviewed{glass.id, glass.verdict});
  house.keep(glass);
  return Done{};
}

}  // namespace

GlassView glass_view(const Glass& glass, Steady now) {
  GlassView view;
  view.glass = glass.id;
  view.person = glass.person;
  view.subject = glass.subject;
  view.reason = boost::describe::enum_to_string(glass.reason, "");
  if (!glass.note.empty()) view.note = glass.note;
  view.at = glass.at;
  view.until = glass.at + glass_lasts;
  view.ended = glass.ended || now >= glass.until;
  view.seconds_left = view.ended ? 0 : std::chrono::ceil<std::chrono::seconds>(glass.until - now).count();
  if (!glass.verdict.empty()) view.verdict = glass.verdict;
  if (!glass.reviewed_by.empty()) view.reviewed_by = glass.reviewed_by;
  return view;
}

void add_glass_commands(Commands& commands, House& house) {
  commands.add<BreakGlass>({"identity.break_glass", "identity.break_glass", "Looks at one subject for half an hour, with a reason that will be reviewed"},
                           [&house](Act& act, const BreakGlass& asked) { return break_glass(house, act, asked); });
  commands.add<EndGlass>({"identity.end_glass", "identity.break_glass", "Ends one's break-glass before its time"},
                         [&house](Act& act, const EndGlass& asked) { return end_glass(house, act, asked); });
  commands.add<ReviewGlass>({"identity.review_glass", "identity.review", "The privacy officer's verdict on a broken glass"},
                            [&house](Act& act, const ReviewGlass& asked) { return review_glass(house, act, asked); });
}

}  // namespace vestibule::identity
