// Sessions as they begin and end in the tables, and the second factor that lets them begin.

#include <algorithm>
#include <tuple>

#include <vestibule/identity.hpp>

#include "house.hpp"
#include "house_requests.hpp"
#include "totp.hpp"

namespace vestibule::identity {
namespace {

constexpr const char* own = "identity.own";
constexpr const char* by_house = "identity.house";

/// The step of a code is spent with the session it opened: two tries with one code cannot both pass here.
Result<Done> begin_session(House& house, Act& act, const BeginSession& asked) {
  VESTIBULE_TRY(const Person* before, house.person(asked.person));
  if (before->suspended) return fail(Code::denied, "name, password or code is wrong");
  Person person = *before;
  act.about("staff " + person.id);
  if (asked.step) {
    if (*asked.step <= person.totp.last_step) return fail(Code::denied, "name, password or code is wrong");
    person.totp.last_step = *asked.step;
    house.store().write(person);
  }
  house.store().write(StoredSession{asked.session, asked.hash.reveal(), person.id, asked.device, asked.newcomer, act.at});
  act.tell(SessionBegun{person.id, asked.session, asked.how});
  house.put(person);
  const Steady now = house.now();
  for (const auto& gone : house.sessions.begin({asked.session, asked.hash.reveal(), person.id, asked.device, asked.newcomer, now, now, now})) {
    house.store().remove_session(gone);
    act.tell(SessionEnded{person.id, gone});
  }
  return Done{};
}

Result<Done> close_session(House& house, Act& act, const CloseSession& asked) {
  act.about("session " + asked.session);
  house.end_session(act, asked.session);
  return Done{};
}

Result<Done> note_failure(House&, Act& act, const NoteFailure& asked) {
  act.about(asked.person.empty() ? "staff unknown" : "staff " + asked.person);
  return Done{};
}

Result<Done> sweep(House& house, Act& act, const Sweep&) {
  const Steady now = house.now();
  for (const auto& id : house.sessions.over(now)) house.end_session(act, id);
  for (const auto& id : house.glasses.over(now)) {
    Glass glass = *house.glasses.find(id);
    glass.ended = true;
    act.tell(GlassEnded{glass.id, glass.person});
    house.keep(glass);
  }
  return Done{};
}

Result<SessionsEnded> sign_out_everywhere(House& house, Act& act, const SignOutEverywhere&) {
  act.about("staff " + act.actor.id);
  return SessionsEnded{house.end_sessions(act, act.actor.id)};
}

/// Another's is as unknown as none.
Result<Done> end_own_session(House& house, Act& act, const EndOwnSession& asked) {
  const SignIn* session = house.sessions.find(asked.session);
  if (!session || session->person != act.actor.id) return fail(Code::not_found, "you have no such session: it may have ended");
  act.about("staff " + act.actor.id);
  house.end_session(act, asked.session);
  return Done{};
}

/// Time is reckoned from the steady clock, which the sessions go by; the wall gives it a date.
Result<MySessions> my_sessions(const House& house, const Actor& actor) {
  MySessions view;
  const Steady now = house.now();
  const Instant wall = house.context.clock.wall();
  for (const auto& id : house.sessions.of_person(actor.id)) {
    const SignIn* session = house.sessions.with_id(id, now);
    if (!session) continue;
    view.sessions.push_back({id, wall - (now - session->begun), wall - (now - session->used),
                             session->device.empty() ? std::nullopt : std::optional(session->device), id == actor.device});
  }
  std::sort(view.sessions.begin(), view.sessions.end(), [](const auto& a, const auto& b) { return std::tie(a.used_at, a.session) > std::tie(b.used_at, b.session); });
  return view;
}

Result<SessionsEnded> end_sessions(House& house, Act& act, const EndSessions& asked) {
  VESTIBULE_TRY(const Person* person, house.person(asked.person));
  act.about("staff " + person->id);
  return SessionsEnded{house.end_sessions(act, person->id)};
}

Result<Done> enrol_totp(House& house, Act& act, const EnrolTotp&) {
  VESTIBULE_CHECK(house.proven(act.actor, std::chrono::minutes{5}));
  VESTIBULE_TRY(const Person* before, house.person(act.actor.id));
  if (before->totp.state == TotpState::on) return fail(Code::conflict, "a second factor is set up already: an administrator can take it away");
  Person person = *before;
  person.totp = {TotpState::begun, house.new_id(), 0};
  house.keep(act, person, "second_factor");
  return Done{};
}

Result<Done> confirm_totp(House& house, Act& act, const ConfirmTotp& asked) {
  VESTIBULE_TRY(const Person* before, house.person(act.actor.id));
  if (before->totp.state != TotpState::begun) return fail(Code::conflict, "no second factor is being set up");
  const auto key = house.secrets().keyed_bytes("totp", before->id + " " + before->totp.nonce);
  const auto step = totp_step_of(key, plain_code(asked.code.reveal()), house.context.clock.wall(), 0);
  if (!step) return fail(Code::invalid, "the code does not fit: look at the clock of the authenticator, and try the next one");
  Person person = *before;
  person.totp.state = TotpState::on;
  person.totp.last_step = *step;
  house.keep(act, person, "second_factor");
  house.end_sessions(act, person.id);
  return Done{};
}

/// To its owner alone, and only until it is confirmed.
Result<TotpSecret> totp_secret(House& house, const Actor& actor, const TotpSecretAsked&) {
  VESTIBULE_CHECK(house.proven(actor, std::chrono::minutes{5}));
  VESTIBULE_TRY(const Person* person, house.person(actor.id));
  if (person->totp.state != TotpState::begun) return fail(Code::conflict, "no second factor is being set up");
  const auto secret = base32(house.secrets().keyed_bytes("totp", person->id + " " + person->totp.nonce));
  const auto address = totp_address(house.settings.house, person->name, secret);
  return TotpSecret{secret, address, qr_rows(address)};
}

template <class Asked, class Reply>
void add(Commands& commands, House& house, const char* name, const char* permission, const char* help, Result<Reply> (*rule)(House&, Act&, const Asked&)) {
  commands.add<Asked>({name, permission, help}, [&house, rule](Act& act, const Asked& asked) { return rule(house, act, asked); });
}

}  // namespace

void add_session_commands(Commands& commands, House& house) {
  add(commands, house, "identity.begin_session", by_house, "The house begins the session of somebody who proved who they are", begin_session);
  add(commands, house, "identity.close_session", by_house, "The house ends a session that was signed out", close_session);
  add(commands, house, "identity.note_failure", by_house, "The house keeps that somebody was not let in", note_failure);
  add(commands, house, "identity.sweep", by_house, "The house ends what is out of time", sweep);
  add(commands, house, "identity.sign_out_everywhere", own, "Ends all of one's sessions", sign_out_everywhere);
  add(commands, house, "identity.end_own_session", own, "Ends one of one's sessions", end_own_session);
  commands.add_report<MySessionsAsked>({"identity.my_sessions", own, "One's own sessions: since when, last used when, at which shared desk"},
                                       [&house](const Actor& actor, const MySessionsAsked&) { return my_sessions(house, actor); });
  add(commands, house, "identity.end_sessions", "identity.manage", "Ends all sessions of somebody", end_sessions);
  add(commands, house, "identity.enrol_totp", own, "Begins to set up one's second factor", enrol_totp);
  add(commands, house, "identity.confirm_totp", own, "Shows that the authenticator has the key; from then on its code is asked for", confirm_totp);
  commands.add_report<TotpSecretAsked>({"identity.totp_secret", own, "The key for one's authenticator, while it is being set up"},
                                       [&house](const Actor& actor, const TotpSecretAsked& asked) { return totp_secret(house, actor, asked); });
}

}  // namespace vestibule::identity
