#include "house.hpp"

#include <algorithm>
#include <utility>

#include <vestibule/accounts.hpp>
#include <vestibule/identity.hpp>

#include "house_requests.hpp"

namespace vestibule::identity {

House::House(Context& the_context, const IdentitySettings& the_settings, PolicyTable the_table, std::string key, std::string words)
    : context(the_context),
      settings(the_settings),
      table(std::move(the_table)),
      dictionary(std::move(words)),
      sessions({std::chrono::minutes{the_settings.idle_minutes}, std::chrono::hours{the_settings.session_hours}}),
      hashing(the_context.jobs),
      key_(std::move(key)) {}

Result<> House::load_key() {
  if (secrets_) return {};
  if (key_.empty()) {
    auto kept = store().key();
    if (!kept) {
      kept = new_secret(context.random.stream("identity.key"));
      store().write_key(*kept);
    }
    key_ = *kept;
  }
  secrets_.emplace(key_);
  return {};
}

/// What is left of each is reckoned from the wall: the steady clock of before is gone. Nothing counts as shown just now.
void House::load_sessions() {
  sessions = SessionBook(sessions.limits());
  for (const auto& stored : store().sessions()) {
    const Duration age = std::max(Duration{0}, context.clock.wall() - stored.begun_at);
    if (age >= sessions.limits().absolute || !people.find(stored.person)) continue;
    SignIn session{stored.id, stored.hash, stored.person, stored.device, stored.newcomer, now() - age, now(), now() - std::chrono::hours{1}};
    sessions.begin(std::move(session));
  }
}

Result<> House::load() {
  VESTIBULE_CHECK(load_key());
  people = People();
  glasses = GlassBook();
  devices = Devices();
  store().load(people);
  store().load(glasses);
  store().load(devices);
  load_sessions();
  say_set_up_code();
  devices_changed_ = true;
  settle();
  timer_ = context.timers.every(std::chrono::seconds{5}, [this] { sweep_if_due(); });
  return {};
}

void House::say_set_up_code() {
  if (people.anyone_in_charge()) {
    set_up_code_.clear();
  } else if (set_up_code_.empty()) {
    set_up_code_ = identity::new_id(context.random.stream("identity.set_up"));
    context.log.warning("nobody is in charge of this house yet: set it up in the console with the code {}-{}-{}-{}", set_up_code_.substr(0, 4),
                        set_up_code_.substr(4, 4), set_up_code_.substr(8, 4), set_up_code_.substr(12, 4));
  }
}

void House::sweep_if_due() {
  if (!sessions.over(now()).empty() || !glasses.over(now()).empty()) context.commands.run("identity.sweep", Sweep{});
}

Result<const Person*> House::person(std::string_view id) const {
  const Person* found = people.find(id);
  if (!found) return fail(Code::not_found, "there is no person '{}'", id);
  return found;
}

Result<const SignIn*> House::proven(const Actor& actor, Duration within) const {
  const SignIn* session = sessions.with_id(actor.device, now());
  if (!session || session->person != actor.id) return fail(Code::denied, "this needs a session of one's own: sign in first");
  if (now() - session->proven > within) return fail(Code::denied, "sign in again first: the last time was too long ago for this");
  return session;
}

void House::keep(Act& act, const Person& person, std::string what) {
  act.about("staff " + person.id);
  store().write(person);
  act.tell(PersonChanged{person.id, std::move(what)});
  put(person);
}

void House::put(const Person& person) {
  people.put(person);
  say_set_up_code();
}

void House::end_session(Act& act, const std::string& id) {
  const SignIn* session = sessions.find(id);
  if (!session) return;
  store().remove_session(id);
  act.tell(SessionEnded{session->person, id});
  sessions.end(id);
}

int House::end_sessions(Act& act, const std::string& person, const std::string& except) {
  int ended = 0;
  for (const auto& id : sessions.of_person(person))
    if (id != except) {
      end_session(act, id);
      ++ended;
    }
  return ended;
}

void House::keep(const Glass& glass) {
  store().write(glass);
  glasses.put(glass);
}

void House::keep(Act& act, const Device& device) {
  act.about("device " + device.name);
  store().write(device);
  act.tell(DeviceChanged{device.name, boost::describe::enum_to_string(device.state, "")});
  devices.put(device);
  devices_changed_ = true;
}

void House::settle() {
  if (!std::exchange(devices_changed_, false)) return;
  auto* broker = context.services.find<BrokerAccounts>();
  if (!broker) return;
  std::vector<BrokerAccount> accounts;
  for (const auto& [name, device] : devices.all())
    if (device.kind != DeviceKind::desk) accounts.push_back({name, device.line, table.states_of(role_of(device.kind), device.area)});
  broker->keep(std::move(accounts));
}

void declare_events(Events& events) {
  events.declare<PersonChanged>("Somebody who works here was added or changed");
  events.declare<PasswordChanged>("A new password of somebody is stored");
  events.declare<SessionBegun>("Somebody has signed in");
  events.declare<SessionEnded>("A session has ended, by its holder, an administrator or time");
  events.declare<GlassBroken>("Somebody looks where they otherwise may not: for the privacy officer");
  events.declare<GlassEnded>("Break-glass is over");
  events.declare<GlassReviewed>("The privacy officer has looked at a broken glass");
  events.declare<DeviceChanged>("A device was registered, enrolled or revoked");
}

}  // namespace vestibule::identity
