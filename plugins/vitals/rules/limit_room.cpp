#include "rules/limit_room.hpp"

#include <algorithm>

#include "rules/limit_store.hpp"

namespace vestibule::vitals {
namespace {

/// Whose limit a request means: a ward's or a patient's, one of them.
template <class Request>
Result<std::pair<Scope, std::string>> whose(const Request& request) {
  if (request.ward.has_value() == request.patient.has_value()) return fail(Code::invalid, "$.ward or $.patient must be given, one of them");
  if (request.ward) return std::pair{Scope::ward, request.ward->text()};
  return std::pair{Scope::patient, request.patient->text()};
}

bool same_level(const Limit& one, const Limit& other) {
  return one.scope == other.scope && one.of == other.of && one.condition == other.condition && one.priority == other.priority;
}

std::string name_of(const Limit& limit) { return fmt::format("{} {}", boost::describe::enum_to_string(limit.scope, "?"), limit.of); }

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

ConditionShown shown(const Condition& condition) {
  constexpr const char* words[] = {"above", "below", "at_least"};
  const bool compares = condition.source <= Source::red;
  ConditionShown one{condition.id, compares ? words[static_cast<int>(condition.compared)] : "", condition.hysteresis, condition.least, condition.most,
                     condition.fixed, condition.off, condition.technical(), {}};
  for (const Level& level : condition.levels)
    one.levels.push_back({level.priority, compares ? std::optional(level.limit) : std::nullopt, seconds(level.delay), seconds(level.off_delay)});
  return one;
}

}  // namespace

void LimitRoom::add_commands() {
  const auto about = [this](const auto& request) -> Result<std::optional<Subject>> {
    VESTIBULE_TRY(const auto scope, whose(request));
    return scope.first == Scope::ward ? surroundings_.about_ward(*request.ward) : surroundings_.about_patient(*request.patient);
  };
  context_.commands.add<SetLimit>({"vitals.set_limit", "vitals.limit", "Sets another limit or delay of a condition, or none of it, for a ward or a patient"}, about,
                                  [this](Act& act, const SetLimit& request) { return set(act, request); });
  context_.commands.add<DropLimit>({"vitals.drop_limit", "vitals.limit", "Takes such a limit back"}, about,
                                   [this](Act& act, const DropLimit& request) { return drop(act, request); });
  context_.commands.add_query<LimitsAsked>({"vitals.limits", "vitals.look", "The conditions as they hold for a ward or a patient, and who changed them"},
                                           [this](const LimitsAsked& asked) { return shown(asked); });
  context_.events.declare<LimitChanged>("A limit of a ward or a patient was set or taken back");
}

Result<> LimitRoom::load() {
  LimitStore store(context_.store.writing());
  VESTIBULE_TRY(limits_, store.all());
  wait_for_end();
  return {};
}

std::shared_ptr<const Conditions> LimitRoom::conditions_for(const WardId& ward, const PatientId& patient) const {
  const bool own = std::any_of(limits_.begin(), limits_.end(), [&](const Limit& limit) { return limit.of == (limit.scope == Scope::ward ? ward.text() : patient.text()); });
  return own ? with_limits(*conditions_, limits_, ward.text(), patient.text(), context_.clock.wall()) : conditions_;
}

Result<Done> LimitRoom::set(Act& act, const SetLimit& request) {
  VESTIBULE_TRY(const auto scope, whose(request));
  if (!request.limit && !request.delay && !request.off) return fail(Code::invalid, "$.limit, $.delay or $.off is needed");
  if (request.ward && !surroundings_.is_ward(*request.ward)) return fail(Code::not_found, "$.ward: there is no ward '{}'", request.ward->text());
  if (request.patient && !surroundings_.episode_of(*request.patient)) return fail(Code::not_found, "$.patient: '{}' lies in no bed", request.patient->text());
  Limit limit{scope.first, scope.second, request.condition, request.priority, request.limit, {}, request.off.value_or(false), act.actor.id, act.at, request.until};
  if (request.delay) limit.delay = std::chrono::seconds{*request.delay};
  std::vector<Limit> others;
  for (const Limit& other : limits_)
    if (!same_level(other, limit)) others.push_back(other);
  const auto under = with_limits(*conditions_, others, scope.first == Scope::ward ? scope.second : "", scope.first == Scope::patient ? scope.second : "", act.at);
  VESTIBULE_CHECK(check_limit(*under, limit));
  LimitStore(context_.store.writing()).write(limit);
  act.about(name_of(limit));
  act.tell(LimitChanged{name_of(limit), limit.condition});
  others.push_back(std::move(limit));
  limits_ = std::move(others);
  changed();
  return Done{};
}

Result<Done> LimitRoom::drop(Act& act, const DropLimit& request) {
  VESTIBULE_TRY(const auto scope, whose(request));
  Limit limit;
  limit.scope = scope.first;
  limit.of = scope.second;
  limit.condition = request.condition;
  limit.priority = request.priority;
  const auto found = std::find_if(limits_.begin(), limits_.end(), [&](const Limit& other) { return same_level(other, limit); });
  if (found == limits_.end()) return fail(Code::not_found, "{} has no limit of its own for '{}'", name_of(limit), limit.condition);
  LimitStore(context_.store.writing()).remove(limit);
  act.about(name_of(limit));
  act.tell(LimitChanged{name_of(limit), limit.condition});
  limits_.erase(found);
  changed();
  return Done{};
}

void LimitRoom::changed() {
  wait_for_end();
  surroundings_.limits_changed();
}

/// People set an end by the wall, so the wall decides; looking at least every minute makes a wall that is set harmless.
void LimitRoom::wait_for_end() {
  const Instant now = context_.clock.wall();
  std::optional<Duration> wait;
  for (const Limit& limit : limits_)
    if (limit.until && *limit.until > now) wait = std::min(wait.value_or(std::chrono::minutes{1}), Duration{*limit.until - now});
  if (!wait) return timer_.stop();
  timer_ = context_.timers.after(*wait, [this] { changed(); });
}

Result<Limits> LimitRoom::shown(const LimitsAsked& asked) const {
  const std::string ward = asked.ward ? asked.ward->text() : "", patient = asked.patient ? asked.patient->text() : "";
  const Instant now = context_.clock.wall();
  Limits answer;
  answer.version = conditions_->version;
  const auto hold = with_limits(*conditions_, limits_, ward, patient, now);
  for (const Condition& condition : hold->all) answer.conditions.push_back(vitals::shown(condition));
  for (const Limit& limit : limits_) {
    const bool its = limit.of == (limit.scope == Scope::ward ? ward : patient);
    if (!its || (limit.until && *limit.until <= now)) continue;
    answer.set.push_back({name_of(limit), limit.condition, limit.priority, limit.limit, limit.delay ? std::optional(seconds(*limit.delay)) : std::nullopt, limit.off,
                          limit.set_by, limit.set_at, limit.until});
  }
  return answer;
}

}  // namespace vestibule::vitals
