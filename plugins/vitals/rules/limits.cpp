// Limits of a ward or a patient, laid over the conditions as delivered.

#include <algorithm>

#include "condition.hpp"

namespace vestibule::vitals {
namespace {

Level* level_of(Condition& condition, Priority priority) {
  const auto found = std::find_if(condition.levels.begin(), condition.levels.end(), [&](const Level& level) { return level.priority == priority; });
  return found == condition.levels.end() ? nullptr : &*found;
}

void lay(Condition& condition, const Limit& limit) {
  if (condition.fixed) return;
  if (limit.off) condition.off = true;
  Level* level = level_of(condition, limit.priority);
  if (!level) return;
  if (limit.limit) level->limit = *limit.limit;
  if (limit.delay) level->delay = *limit.delay;
}

/// A more severe level that is reached before the milder one would be said first, and never fall to it.
bool levels_rise(const Condition& condition) {
  for (std::size_t i = 1; i < condition.levels.size(); ++i) {
    const double mild = condition.levels[i - 1].limit, severe = condition.levels[i].limit;
    if (condition.compared == Compared::below ? severe >= mild : severe <= mild) return false;
  }
  return true;
}

constexpr Duration longest_delay = std::chrono::seconds{60};

}  // namespace

const Condition* Conditions::find(std::string_view id) const {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Condition& condition) { return condition.id == id; });
  return found == all.end() ? nullptr : &*found;
}

Result<> check_limit(const Conditions& under, const Limit& limit) {
  const Condition* found = under.find(limit.condition);
  if (!found) return fail(Code::not_found, "$.condition: there is no condition '{}'", limit.condition);
  if (found->fixed) return fail(Code::invalid, "$.condition: '{}' stays as it is: nobody may change, delay or switch it off", found->id);
  Condition changed = *found;
  const Level* level = level_of(changed, limit.priority);
  if (!level) return fail(Code::invalid, "$.priority: '{}' has no level of priority {}", found->id, boost::describe::enum_to_string(limit.priority, "?"));
  if (limit.limit && found->source > Source::red) return fail(Code::invalid, "$.limit: '{}' is not compared with a limit", found->id);
  if (limit.limit && !(*limit.limit >= found->least && *limit.limit <= found->most))
    return fail(Code::invalid, "$.limit is {}: for '{}' it may be from {} to {}", *limit.limit, found->id, found->least, found->most);
  if (limit.delay && (*limit.delay < Duration::zero() || *limit.delay > std::max(longest_delay, level->delay)))
    return fail(Code::invalid, "$.delay: from 0 to {} seconds are possible", std::chrono::duration_cast<std::chrono::seconds>(std::max(longest_delay, level->delay)).count());
  if (limit.until && *limit.until <= limit.set_at) return fail(Code::invalid, "$.until is over already");
  lay(changed, limit);
  if (!levels_rise(changed)) return fail(Code::conflict, "$.limit: the more severe level of '{}' must stay the further one", found->id);
  return {};
}

std::shared_ptr<const Conditions> with_limits(const Conditions& delivered, const std::vector<Limit>& limits, std::string_view ward, std::string_view patient,
                                              Instant now) {
  auto made = std::make_shared<Conditions>(delivered);
  for (const auto& [scope, id] : {std::pair{Scope::ward, ward}, std::pair{Scope::patient, patient}})
    for (const Limit& limit : limits) {
      if (limit.scope != scope || limit.of != id || (limit.until && *limit.until <= now)) continue;
      for (Condition& condition : made->all)
        if (condition.id == limit.condition) lay(condition, limit);
    }
  // What fitted the ward when it was set may not fit what the ward has now: then the milder level goes as far as the more severe one.
  for (Condition& condition : made->all)
    for (std::size_t i = condition.levels.size(); i-- > 1;) {
      double& mild = condition.levels[i - 1].limit;
      const double severe = condition.levels[i].limit;
      mild = condition.compared == Compared::below ? std::max(mild, severe) : std::min(mild, severe);
    }
  return made;
}

}  // namespace vestibule::vitals
