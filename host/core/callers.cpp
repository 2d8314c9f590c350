#include "callers.hpp"

#include <sodium.h>

namespace vestibule::core {
namespace {

const char* const service = typeid(Sessions).name();

/// Those two roles are given by the house alone.
Result<Actor> checked(Result<Actor> actor) {
  if (actor && (actor->role == house_role || actor->role == operator_role))
    return fail(Code::internal, "nobody who comes from outside can act as '{}'", actor->role);
  return actor;
}

}  // namespace

bool Callers::holds_key(const Caller& caller) const {
  const auto& secret = caller.secret.reveal();
  return !operator_key_.empty() && secret.size() == operator_key_.size() &&
         sodium_memcmp(secret.data(), operator_key_.data(), secret.size()) == 0;
}

Result<> Callers::with_sessions(const std::function<void(Sessions&)>& code) {
  const auto* offer = directory_.offer_of(service);
  if (!offer) return fail(Code::not_found, "nobody in this house knows people");
  const auto run = [&]() -> Result<> {
    code(*static_cast<Sessions*>(offer->service));
    return {};
  };
  return offer->guest ? guests_.enter(*offer->guest, run) : run();
}

Result<Actor> Callers::who(const Caller& caller) {
  if (holds_key(caller)) return Actor{"operator", std::string(operator_role), "this machine"};
  if (!directory_.offer_of(service)) return Actor{"local", "local", caller.address};
  Result<Actor> actor;
  VESTIBULE_CHECK(with_sessions([&](Sessions& sessions) { actor = sessions.actor_of(caller); }));
  return checked(std::move(actor));
}

bool Callers::stands(const Caller& caller, const Actor& actor) {
  if (holds_key(caller) || !directory_.offer_of(service)) return true;
  bool stands = false;
  return with_sessions([&](Sessions& sessions) { stands = sessions.stands(caller, actor); }) && stands;
}

Result<Actor> Callers::client(const std::string& name) {
  if (!directory_.offer_of(service)) return Actor{name, "device", name};
  Actor actor;
  VESTIBULE_CHECK(with_sessions([&](Sessions& sessions) { actor = sessions.client(name); }));
  return checked(std::move(actor));
}

void Callers::open(const Caller& caller, const json::value& credentials, Sessions::Then then) {
  auto opened = [this, caller, then](Result<SessionOpened> session) {
    if (session && !caller.secret.reveal().empty()) close(caller);
    then(std::move(session));
  };
  const auto entered = with_sessions([&](Sessions& sessions) { sessions.open(credentials, caller, std::move(opened)); });
  if (!entered) then(tl::unexpected(entered.error()));
}

void Callers::close(const Caller& caller) {
  (void)with_sessions([&](Sessions& sessions) { sessions.close(caller); });
}

}  // namespace vestibule::core
