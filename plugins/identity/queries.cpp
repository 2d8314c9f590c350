// What may be asked: who I am, who works here, what has a name at the broker, who did what to whom.

#include <vestibule/trail.hpp>

#include "house.hpp"

namespace vestibule::identity {
namespace {

struct TraceView {
  std::vector<Trace> entries;
};
BOOST_DESCRIBE_STRUCT(TraceView, (), (entries))

Result<Me> me(const House& house, const Actor& actor) {
  Me view;
  view.person = actor.id;
  view.role = actor.role;
  view.permissions = house.table.rows_of(actor.role);
  const Person* person = house.people.find(actor.id);
  if (!person) return view;
  view.name = person->name;
  view.full_name = person->full_name;
  view.departments = house.people.departments_of(*person, house.context.clock.wall());
  view.second_factor = person->totp.state == TotpState::on;
  view.second_factor_needed = needs_second_factor(person->role);
  view.badge = !person->badge.empty() && !person->pin.empty();
  if (const Glass* glass = house.glasses.open_of(person->id, house.now())) view.glass = glass_view(*glass, house.now());
  if (person->role == Role::privacy_officer) view.to_review = house.glasses.to_review();
  return view;
}

PersonView person_view(const House& house, const Person& person) {
  PersonView view;
  view.person = person.id;
  view.name = person.name;
  view.full_name = person.full_name;
  view.role = person.role;
  view.departments = person.departments;
  view.suspended = person.suspended;
  view.can_sign_in = !person.suspended && !person.password.empty();
  view.second_factor = person.totp.state == TotpState::on;
  view.badge = !person.badge.empty() && !person.pin.empty();
  view.sessions = static_cast<int>(house.sessions.of_person(person.id).size());
  for (const auto& [id, shift] : house.people.shifts())
    if (shift.person == person.id && shift.until > house.context.clock.wall()) view.shifts.push_back({id, shift.department, shift.from, shift.until});
  return view;
}

Result<PeopleView> people(const House& house) {
  PeopleView view;
  for (const auto& [id, person] : house.people.all()) view.people.push_back(person_view(house, person));
  return view;
}

Result<DevicesView> devices(const House& house) {
  DevicesView view;
  for (const auto& [name, device] : house.devices.all()) view.devices.push_back({name, device.kind, device.state, device.changed_at, device.area.empty() ? std::nullopt : std::optional(device.area)});
  return view;
}

}  // namespace

void add_queries(Commands& commands, House& house) {
  commands.add_query<WelcomeAsked>({"identity.welcome", "identity.welcome", "What a page may know before anybody has signed in"},
                                   [&house](const WelcomeAsked&) -> Result<Welcome> { return Welcome{house.set_up_code().empty()}; });
  commands.add_report<MeAsked>({"identity.me", "identity.own", "Who I am, what I may do, and whether a glass is broken"},
                               [&house](const Actor& actor, const MeAsked&) { return me(house, actor); });
  commands.add_query<PeopleAsked>({"identity.people", "identity.people", "Who works here"}, [&house](const PeopleAsked&) { return people(house); });
  commands.add_query<DevicesAsked>({"identity.devices", "identity.manage", "What is registered, enrolled and revoked"},
                                   [&house](const DevicesAsked&) { return devices(house); });
  commands.add_table_query<GlassesAsked>({"identity.glasses", "identity.review", "Broken glasses, those that wait for a review or all of them"},
                                         [&clock = house.context.clock](const GlassesAsked& asked, soci::session& sql) -> Result<GlassesView> {
                                           GlassesView view;
                                           for (auto& glass : read_glasses(sql, asked.reviewed.value_or(false))) {
                                             glass.until = clock.steady() + (glass.at + glass_lasts - clock.wall());  // for people to read: the gate asks memory
                                             view.glasses.push_back(glass_view(glass, clock.steady()));
                                           }
                                           return view;
                                         });
  commands.add_table_query<TrailAsked>({"identity.journal", "identity.journal", "Who saw and did what to whom, the newest first"},
                                       [&trail = house.context.trail](const TrailAsked& asked, soci::session& sql) -> Result<TraceView> {
                                         return TraceView{trail.look(sql, asked)};
                                       });
}

}  // namespace vestibule::identity
