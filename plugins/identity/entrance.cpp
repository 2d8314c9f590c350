#include "entrance.hpp"

#include <algorithm>

#include "house_requests.hpp"
#include "totp.hpp"

namespace vestibule::identity {
namespace {

using namespace std::chrono_literals;

// One guesser at one account waits up to a minute; many guessers at one account make its holder wait ten seconds at most; one address
// that tries many accounts waits up to a minute, after as many slips as a whole ward behind one address makes.
constexpr ThrottleRule for_pair{3, 1s, 60s, 15min}, for_account{20, 1s, 10s, 15min}, for_address{50, 1s, 60s, 15min};

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127."); }

std::string said(const std::optional<Private<std::string>>& field) { return field ? field->reveal() : std::string(); }

}  // namespace

Entrance::Entrance(House& house) : house_(house), pairs_(for_pair), accounts_(for_account), addresses_(for_address) {
  for (const auto& entry : house.settings.devices)
    if (const auto at = entry.find('='); at != entry.npos) known_devices_[entry.substr(0, at)] = entry.substr(at + 1);
}

Actor Entrance::actor_for(const SignIn& session) const {
  const Person* person = house_.people.find(session.person);
  if (!person || person->suspended) return {"nobody", "nobody", "nobody"};
  return {person->id, session.newcomer ? "newcomer" : boost::describe::enum_to_string(person->role, ""), session.id};
}

Result<Actor> Entrance::actor_of(const Caller& caller) {
  const std::string& secret = caller.secret.reveal();
  if (secret.empty()) return Actor{"nobody", "nobody", "nobody"};
  const SignIn* session = house_.sessions.use(hash_of(secret), house_.now());
  if (!session) return fail(Code::denied, "this session has ended: sign in again");
  return actor_for(*session);
}

bool Entrance::stands(const Caller& caller, const Actor& actor) {
  const std::string& secret = caller.secret.reveal();
  if (secret.empty()) return actor.role == "nobody";
  const SignIn* session = house_.sessions.look(hash_of(secret), house_.now());
  if (!session) return false;
  const Actor now = actor_for(*session);
  return now.id == actor.id && now.role == actor.role && now.device == actor.device;
}

Duration Entrance::wait(const Try& attempt) const {
  const Steady now = house_.now();
  return std::max({pairs_.wait(attempt.who + " " + attempt.address, now), accounts_.wait(attempt.who, now), addresses_.wait(attempt.address, now)});
}

void Entrance::open(const json::value& credentials, const Caller& caller, Then then) {
  const auto typed = decode<Credentials>(credentials);
  if (!typed) return then(tl::unexpected(typed.error()));
  Try attempt;
  attempt.address = caller.address;
  attempt.then = std::move(then);
  if (typed->name && typed->password) {
    attempt.who = name_from(typed->name->reveal());
    attempt.code = said(typed->code);
    const Person* person = house_.people.named(attempt.who);
    if (person && !person->suspended) attempt.person = person->id;
    return check(std::move(attempt), person ? person->password : "", typed->password->reveal());
  }
  if (typed->badge && typed->pin && typed->device) {
    attempt.badge = true;
    attempt.who = house_.secrets().keyed("badge", typed->badge->reveal(), 32);
    const Device* desk = house_.devices.with_credential(hash_of(typed->device->reveal()));
    const Person* person = house_.people.with_badge(attempt.who);
    if (desk && desk->kind == DeviceKind::desk && person && !person->suspended) {
      attempt.person = person->id;
      attempt.device = desk->name;
    }
    return check(std::move(attempt), person ? person->pin : "", typed->pin->reveal());
  }
  attempt.then(fail(Code::invalid, "sign in with name and password, or with badge and pin on an enrolled desk"));
}

void Entrance::check(Try attempt, const std::string& hash, std::string password) {
  if (const Duration wait = this->wait(attempt); wait > 0ms)
    return attempt.then(fail(Code::unavailable, "too many wrong tries: try again in {} s", std::chrono::ceil<std::chrono::seconds>(wait).count()));
  if (house_.hashing.full() || password.size() > 1024) return attempt.then(fail(Code::unavailable, "too many sign in at this moment: try again in a few seconds"));
  // Counted before it is known, so that a hundred tries at once are a hundred; one that succeeds is taken back.
  pairs_.failed(attempt.who + " " + attempt.address, house_.now());
  accounts_.failed(attempt.who, house_.now());
  const bool nobody = attempt.person.empty();
  house_.hashing.verify(nobody ? "" : hash, std::move(password), [this, attempt = std::move(attempt)](bool fits) mutable { judge(std::move(attempt), fits); });
}

void Entrance::judge(Try attempt, bool fits) {
  const Person* person = fits ? house_.people.find(attempt.person) : nullptr;
  if (!person || person->suspended) return refuse(std::move(attempt));
  if (attempt.badge) return begin(std::move(attempt), *person, std::nullopt, false);
  if (person->totp.state == TotpState::on) {
    const auto key = house_.secrets().keyed_bytes("totp", person->id + " " + person->totp.nonce);
    const auto step = totp_step_of(key, attempt.code, house_.context.clock.wall(), person->totp.last_step);
    if (!step) return refuse(std::move(attempt));
    return begin(std::move(attempt), *person, step, false);
  }
  const bool newcomer = needs_second_factor(person->role) && !is_loopback(attempt.address);
  begin(std::move(attempt), *person, std::nullopt, newcomer);
}

void Entrance::refuse(Try attempt) {
  addresses_.failed(attempt.address, house_.now());
  house_.context.commands.run("identity.note_failure", NoteFailure{attempt.person, attempt.address});
  attempt.then(fail(Code::denied, "{}", attempt.badge ? "badge, PIN or desk is wrong" : "name, password or code is wrong"));
}

void Entrance::begin(Try attempt, const Person& person, std::optional<std::int64_t> step, bool newcomer) {
  pairs_.succeeded(attempt.who + " " + attempt.address);
  accounts_.succeeded(attempt.who);
  const std::string secret = new_secret(house_.context.random.stream("identity.session"));
  const BeginSession request{house_.new_id(), person.id, Private{hash_of(secret)}, attempt.device, attempt.badge ? "badge" : step ? "second_factor" : "password",
                             attempt.address, newcomer, step};
  const auto& limits = house_.sessions.limits();
  const SignedIn reply{person.id, person.full_name, newcomer ? "newcomer" : boost::describe::enum_to_string(person.role, ""),
                       std::chrono::duration_cast<std::chrono::seconds>(limits.idle).count(),
                       std::chrono::duration_cast<std::chrono::seconds>(limits.absolute).count()};
  house_.context.commands.run("identity.begin_session", request,
                              [then = std::move(attempt.then), secret, reply, lasts = limits.absolute](const Result<json::value>& done) {
                                if (!done) return then(tl::unexpected(done.error()));
                                then(SessionOpened{Private{secret}, lasts, encode(reply)});
                              });
}

void Entrance::close(const Caller& caller) {
  const SignIn* session = house_.sessions.look(hash_of(caller.secret.reveal()), house_.now());
  if (session) house_.context.commands.run("identity.close_session", CloseSession{session->id});
}

Actor Entrance::client(std::string_view name) {
  const std::string id(name);
  if (const Device* device = house_.devices.find(name))
    return {id, device->state == DeviceState::enrolled ? std::string(role_of(device->kind)) : "nobody", id};
  const auto known = known_devices_.find(name);
  return {id, known == known_devices_.end() ? "device" : known->second, id};
}

}  // namespace vestibule::identity
