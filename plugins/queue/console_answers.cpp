#include "console_answers.hpp"

#include <algorithm>

#include "answers.hpp"
#include "rules.hpp"

namespace vestibule::queue {
namespace {

SiteScale scale_view(const Scale& scale) {
  SiteScale view{scale.id, scale.ordinary->id, {}};
  for (const Priority& priority : scale.classes) {
    SiteClass entry{priority.id, priority.name, std::nullopt, static_cast<double>(priority.rate) / 1000};
    if (priority.target) entry.target_minutes = static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(*priority.target).count());
    view.classes.push_back(std::move(entry));
  }
  return view;
}

std::vector<ServiceId> ids(const std::vector<const Service*>& services) {
  std::vector<ServiceId> found;
  for (const Service* service : services) found.push_back(service->id);
  return found;
}

/// As numbers and codes are.
std::string in_large_letters(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

bool is_overdue(const Token& token, Moment now) {
  return token.state == State::waiting && token.promise.range && now - token.joined > std::chrono::minutes{token.promise.range->high};
}

}  // namespace

SiteView site_view(const Hospital& hospital) {
  SiteView view{hospital.name, hospital.languages, {}, {}, {}, {}, {}, {}, {}};
  for (const Area& area : hospital.areas) view.areas.push_back({area.id, area.name});
  for (const Scale& scale : hospital.scales) view.scales.push_back(scale_view(scale));
  for (const Service& service : hospital.services)
    view.services.push_back({service.id, service.letter, service.name, service.area->id, service.scale->id, service.appointments.taken});
  for (const Desk& desk : hospital.desks) view.desks.push_back({desk.id, desk.name, desk.area->id, ids(desk.services)});
  for (const Pathway& pathway : hospital.pathways) {
    SitePathway entry{pathway.id, pathway.name, {}};
    for (const auto& stage : pathway.stages) entry.stages.push_back(ids(stage));
    view.pathways.push_back(std::move(entry));
  }
  for (const KioskPlace& kiosk : hospital.kiosks) view.kiosks.push_back({kiosk.id, kiosk.name, kiosk.area->id});
  if (!hospital.outcomes.empty()) view.outcomes.emplace();
  for (const Outcome& outcome : hospital.outcomes) view.outcomes->push_back({outcome.id, outcome.name});
  return view;
}

Result<FoundTokens> find_tokens(const Hall& hall, const FindTokens& asked, Moment now) {
  const int limit = asked.limit.value_or(50);
  if (limit < 1 || limit > 500) return fail(Code::invalid, "limit must be from 1 to 500, not {}", limit);
  const Service* service = nullptr;
  if (asked.service) {
    VESTIBULE_TRY(service, service_named(hall, *asked.service));
  }
  const std::string beginning = in_large_letters(asked.text.value_or(""));
  FoundTokens found;
  for (auto token = hall.tokens().rbegin(); token != hall.tokens().rend(); ++token) {
    if (service && token->service != service) continue;
    if (asked.states && std::find(asked.states->begin(), asked.states->end(), token->state) == asked.states->end()) continue;
    if (asked.overdue.value_or(false) && !is_overdue(*token, now)) continue;
    if (!token->number.view().starts_with(beginning) && !token->code.view().starts_with(beginning)) continue;
    if (++found.total <= limit) found.tokens.push_back(token_view(*token, now));
  }
  return found;
}

}  // namespace vestibule::queue
