#include "gate.hpp"

#include <optional>

#include "callers.hpp"
#include "vestibule/trial.hpp"

namespace vestibule::core {
namespace {
const char* const policy = typeid(AccessPolicy).name();
}

bool Gate::kept() const { return directory_.offer_of(policy) || !locked_.empty(); }

std::string Gate::keeper() const {
  const auto* offer = directory_.offer_of(policy);
  return offer && offer->guest ? offer->guest->name() : std::string{};
}

/// Who runs the machine must be able to mend it.
bool Gate::unasked(const Actor& actor) const {
  if (!kept() || actor.role == house_role) return true;
  return actor.role == operator_role && !directory_.find(policy);
}

Judged Gate::judge(const Actor& actor, Guest* guest, const CommandShape& shape, const json::value& request) {
  Judged judged;
  if (unasked(actor) || VESTIBULE_PLANTED("gate_forgets_to_ask")) return judged;
  std::optional<Subject> subject;
  if (shape.about) {
    const auto find = [&]() -> Result<> {
      VESTIBULE_TRY(subject, shape.about(request));
      return {};
    };
    auto found = guest ? guests_.enter(*guest, [&find] { return find(); }) : find();
    if (!found) {  // what cannot be read is about nobody; whoever may not ask at all is told that, and not what a request looks like
      ask(judged, {actor, shape.spec.name, shape.spec.permission});
      if (judged.allowed) judged.allowed = std::move(found);
      return judged;
    }
    if (subject) judged.subject = subject->id;
  }
  ask(judged, {actor, shape.spec.name, shape.spec.permission, subject ? &*subject : nullptr});
  return judged;
}

Judged Gate::judge(const Actor& actor, std::string_view name, std::string_view permission) {
  Judged judged;
  if (!unasked(actor)) ask(judged, {actor, name, permission});
  return judged;
}

/// The policy is code of its plugin: what it throws takes that plugin out of service, and from then on nobody may do anything.
void Gate::ask(Judged& judged, const Wish& wish) {
  const auto* offer = directory_.offer_of(policy);
  if (!offer) {
    judged.allowed = fail(Code::unavailable, "nobody may do anything: {}", locked_);
    return;
  }
  const auto put = [&]() -> Result<> {
    VESTIBULE_TRY(auto grant, static_cast<AccessPolicy*>(offer->service)->allow(wish));
    judged.hidden = std::move(grant.hidden);
    return {};
  };
  judged.allowed = offer->guest ? guests_.enter(*offer->guest, [&put] { return put(); }) : put();
}

}  // namespace vestibule::core
