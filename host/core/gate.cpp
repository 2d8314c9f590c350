#include "gate.hpp"

#include <optional>

namespace vestibule::core {
namespace {

constexpr std::string_view the_house = "system";

void hide(json::value& value, std::string_view path) {
  const auto dot = path.find('.');
  std::string_view segment = path.substr(0, dot);
  const bool each = segment.ends_with("[]");
  if (each) segment.remove_suffix(2);
  json::object* object = value.if_object();
  json::value* field = object ? object->if_contains(segment) : nullptr;
  if (!field) return;
  if (dot == path.npos) return void(object->erase(segment));
  const std::string_view rest = path.substr(dot + 1);
  if (!each) return hide(*field, rest);
  if (json::array* elements = field->if_array())
    for (auto& element : *elements) hide(element, rest);
}

}  // namespace

void hide(json::value& answer, const Fields& fields) {
  for (const auto& path : fields) hide(answer, path);
}

bool Gate::kept() const { return directory_.offer_of(typeid(AccessPolicy).name()) != nullptr; }

Judged Gate::judge(const Actor& actor, Guest* guest, const CommandShape& shape, const json::value& request) {
  Judged judged;
  if (!kept() || actor.role == the_house) return judged;
  std::optional<Subject> subject;
  if (shape.about) {
    const auto find = [&]() -> Result<> {
      VESTIBULE_TRY(subject, shape.about(request));
      return {};
    };
    judged.allowed = guest ? guests_.enter(*guest, [&find] { return find(); }) : find();
    if (!judged.allowed) return judged;
    if (subject) judged.subject = subject->id;
  }
  ask(judged, {actor, shape.spec.name, shape.spec.permission, subject ? &*subject : nullptr});
  return judged;
}

Judged Gate::judge(const Actor& actor, std::string_view name, std::string_view permission) {
  Judged judged;
  if (kept() && actor.role != the_house) ask(judged, {actor, name, permission});
  return judged;
}

/// The policy is code of its plugin: what it throws takes that plugin out of service, and from then on nobody may do anything.
void Gate::ask(Judged& judged, const Wish& wish) {
  const auto* offer = directory_.offer_of(typeid(AccessPolicy).name());
  const auto put = [&]() -> Result<> {
    VESTIBULE_TRY(auto grant, static_cast<AccessPolicy*>(offer->service)->allow(wish));
    judged.hidden = std::move(grant.hidden);
    return {};
  };
  judged.allowed = offer->guest ? guests_.enter(*offer->guest, [&put] { return put(); }) : put();
}

}  // namespace vestibule::core
