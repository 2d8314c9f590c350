#include "watch.hpp"

#include <algorithm>
#include <cmath>

namespace vestibule::vitals {
namespace {

using namespace std::chrono_literals;

/// In place of the code of a device's alarm that was open before a restart.
const std::string known_before = "known before";
/// A cuff that says for longer than this that it inflates holds nothing any more; after it, blood takes a while to return.
constexpr Duration longest_cuff = 120s, after_cuff = 15s;

bool is_beyond(const Condition& condition, const Level& level, double value) {
  switch (condition.compared) {
    case Compared::above: return value > level.limit;
    case Compared::below: return value < level.limit;
    case Compared::at_least: return value >= level.limit;
  }
  return false;
}

bool is_inside(const Condition& condition, const Level& level, double value) {
  switch (condition.compared) {
    case Compared::above: return value <= level.limit - condition.hysteresis;
    case Compared::below: return value >= level.limit + condition.hysteresis;
    case Compared::at_least: return value < level.limit - condition.hysteresis;
  }
  return true;
}

/// Since when something has been so without a break.
void note(std::optional<Steady>& since, bool is, Steady now) {
  if (!is) since.reset();
  else if (!since) since = now;
}

bool lasted(const std::optional<Steady>& since, Duration delay, Steady now) { return since && now - *since >= delay; }

}  // namespace

Watch::Watch(std::shared_ptr<const Conditions> conditions) : conditions_(std::move(conditions)), standing_(conditions_->all.size()) { find_rivals(); }

void Watch::find_rivals() {
  const auto& all = conditions_->all;
  rivals_.assign(all.size(), {});
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t other = 0; other < all.size(); ++other)
      if (std::find(all[other].instead_of.begin(), all[other].instead_of.end(), all[i].id) != all[other].instead_of.end()) rivals_[i].push_back(other);
}

void Watch::use(std::shared_ptr<const Conditions> conditions, Findings& out) {
  std::vector<Standing> kept(conditions->all.size());
  for (std::size_t i = 0; i < conditions_->all.size(); ++i) {
    const auto& all = conditions->all;
    const auto same = std::find_if(all.begin(), all.end(), [&](const Condition& other) { return other.id == conditions_->all[i].id; });
    if (same == all.end() || same->off) {
      end(i, Over::switched_off, "", out);
      continue;
    }
    standing_[i].level = std::min(standing_[i].level, static_cast<int>(same->levels.size()) - 1);
    kept[static_cast<std::size_t>(same - all.begin())] = std::move(standing_[i]);
  }
  conditions_ = std::move(conditions);
  standing_ = std::move(kept);
  find_rivals();
}

void Watch::adopt(std::string_view id, Priority priority) {
  for (std::size_t i = 0; i < conditions_->all.size(); ++i) {
    const Condition& condition = conditions_->all[i];
    if (condition.id != id) continue;
    standing_[i].level = 0;
    standing_[i].said = priority;
    for (std::size_t level = 0; level < condition.levels.size() && !condition.technical(); ++level)
      if (condition.levels[level].priority <= priority) standing_[i].level = static_cast<int>(level);
    // A device says once that an alarm of its own begins: until it says that one is over, or starts anew, this one is not.
    standing_[i].by_device = !condition.codes.empty();
    if (condition.source == Source::device) standing_[i].codes[known_before] = priority;
  }
}

void Watch::see(const Reading& reading, Findings& out) {
  for (std::size_t i = 0; i < measures; ++i)
    if (reading.values[i]) seen_[i] = reading.came;
  disagreement_ = {};
  const bool cuff = held_by_cuff(reading);
  for (std::size_t i = 0; i < conditions_->all.size(); ++i) {
    const Condition& condition = conditions_->all[i];
    if (condition.source != Source::measure || condition.off) continue;
    if (cuff && condition.held_by_cuff) standing_[i].beyond = {}, standing_[i].inside = {};
    else judge_measure(i, reading, out);
  }
  each(Source::disagreement, [&](std::size_t i) { judge_technical(i, disagreement_.any, disagreement_.priority, disagreement_.at_once, reading.came, out); });
  judge_sensors(reading, out);
}

void Watch::judge_measure(std::size_t index, const Reading& reading, Findings& out) {
  const Condition& condition = conditions_->all[index];
  if (said_otherwise(index)) {
    standing_[index].beyond = {}, standing_[index].inside = {};
    return;
  }
  const Measure measure = condition.measures.front();
  const auto& value = reading.values[at(measure)];
  if (!value) {
    // The sensor fails: what was about to be said, or to be over, begins anew with it.
    if (reading.faults[at(measure)]) standing_[index].beyond = {}, standing_[index].inside = {};
    return judge_device(index, reading.came, out);
  }
  if (!standing_[index].codes.empty() || !contradicted(condition, reading, *value)) return judge_value(index, *value, measure, reading.came, out);
  // Neither believed nor disbelieved: nothing begins and nothing ends, and that the two disagree is itself a condition.
  Standing& standing = standing_[index];
  standing.beyond = {}, standing.inside = {};
  for (const Level& level : condition.levels)
    if (is_beyond(condition, level, *value)) {
      disagreement_.any = true;
      disagreement_.priority = std::max(disagreement_.priority, level.priority);
      disagreement_.at_once = disagreement_.at_once || level.delay == Duration::zero();
    }
}

bool Watch::contradicted(const Condition& condition, const Reading& reading, double value) const {
  if (!condition.against || (reading.quality & quality_cuff_inflating)) return false;
  const auto& other = reading.values[at(*condition.against)];
  if (!other || std::abs(*other - value) < condition.differs) return false;
  const Level& mildest = condition.levels.front();
  return is_beyond(condition, mildest, value) && !is_beyond(condition, mildest, *other);
}

void Watch::judge_value(std::size_t index, double value, std::optional<Measure> measure, Steady now, Findings& out) {
  const Condition& condition = conditions_->all[index];
  Standing& standing = standing_[index];
  Stand stand;
  for (std::size_t i = 0; i < condition.levels.size(); ++i) {
    stand.beyond[i] = is_beyond(condition, condition.levels[i], value);
    stand.inside[i] = is_inside(condition, condition.levels[i], value);
  }
  if (!standing.codes.empty()) stand.beyond[condition.levels.size() - 1] = true, stand.inside = {};
  standing.by_device = false;
  advance(index, stand, value, measure, now, out);
}

void Watch::judge_device(std::size_t index, Steady now, Findings& out) {
  const Condition& condition = conditions_->all[index];
  Standing& standing = standing_[index];
  const bool on = !standing.codes.empty();
  if (!on && !standing.by_device) return;  // its value is missing: only the sensor's condition may end it
  Stand stand;
  stand.beyond[condition.levels.size() - 1] = on;
  std::fill_n(stand.inside.begin(), condition.levels.size(), !on);
  advance(index, stand, std::nullopt, std::nullopt, now, out);
}

void Watch::advance(std::size_t index, const Stand& stand, std::optional<double> value, std::optional<Measure> measure, Steady now, Findings& out) {
  const Condition& condition = conditions_->all[index];
  Standing& standing = standing_[index];
  int reached = -1, holding = -1;
  for (std::size_t i = 0; i < condition.levels.size(); ++i) {
    note(standing.beyond[i], stand.beyond[i], now);
    note(standing.inside[i], stand.inside[i], now);
    if (lasted(standing.beyond[i], condition.levels[i].delay, now)) reached = static_cast<int>(i);
    if (static_cast<int>(i) <= standing.level && !lasted(standing.inside[i], condition.levels[i].off_delay, now)) holding = static_cast<int>(i);
  }
  const int before = standing.level, next = std::max(reached, holding);
  if (next == before) return;
  if (next < 0) return end(index, Over::inside, "", out);
  const Level& level = condition.levels[static_cast<std::size_t>(next)];
  standing.level = next;
  standing.said = level.priority;
  out.push_back({before < 0 ? Finding::Kind::raised : Finding::Kind::changed, condition.id, level.priority, condition.technical(), measure, value,
                 value ? std::optional(level.limit) : std::nullopt, {}, {}});
  if (before >= 0) return;
  for (std::size_t i = 0; i < standing_.size(); ++i)
    if (std::find(rivals_[i].begin(), rivals_[i].end(), index) != rivals_[i].end()) end(i, Over::replaced, condition.id, out);
}

/// Another condition is said in its place.
bool Watch::said_otherwise(std::size_t index) const {
  return std::any_of(rivals_[index].begin(), rivals_[index].end(), [&](std::size_t rival) { return standing_[rival].level >= 0; });
}

void Watch::judge_sensors(const Reading& reading, Findings& out) {
  each(Source::sensor, [&](std::size_t i) {
    const Condition& condition = conditions_->all[i];
    bool off = !standing_[i].codes.empty();
    for (const Measure measure : condition.measures) off = off || reading.faults[at(measure)];
    const auto& seen = seen_[at(condition.measures.front())];
    if (condition.absent_after && seen && reading.came - *seen > *condition.absent_after) off = true;
    judge_technical(i, off, worst_hidden(condition), false, reading.came, out);
  });
}

void Watch::judge_technical(std::size_t index, bool present, Priority hidden, bool at_once, Steady now, Findings& out) {
  const Condition& condition = conditions_->all[index];
  const Level& level = condition.levels.front();
  Standing& standing = standing_[index];
  note(standing.beyond[0], present, now);
  note(standing.inside[0], !present, now);
  const Priority priority = std::max(level.priority, hidden);
  if (standing.level < 0) {
    if (present && (at_once || lasted(standing.beyond[0], level.delay, now))) raise_technical(index, priority, out);
  } else if (lasted(standing.inside[0], level.off_delay, now)) {
    end(index, Over::inside, "", out);
  } else if (present && priority > standing.said) {
    standing.said = priority;
    out.push_back({Finding::Kind::changed, condition.id, priority, true, {}, {}, {}, {}, {}});
  }
}

/// First the one that stands in their place, then the end of the others: there is no instant with neither.
void Watch::raise_technical(std::size_t index, Priority priority, Findings& out) {
  const Condition& condition = conditions_->all[index];
  standing_[index].level = 0;
  standing_[index].said = priority;
  out.push_back({Finding::Kind::raised, condition.id, priority, true, {}, {}, {}, {}, {}});
  replace(condition, out);
}

/// What the device itself still says is not hidden by what we do not see.
bool Watch::hides(const Condition& by, std::size_t index) const {
  const Condition& other = conditions_->all[index];
  if (!standing_[index].codes.empty()) return false;
  if (by.source == Source::silence) return other.source != Source::silence && other.source != Source::clock;
  if (by.source != Source::sensor || other.source != Source::measure) return false;
  return std::find(by.measures.begin(), by.measures.end(), other.measures.front()) != by.measures.end();
}

Priority Watch::worst_hidden(const Condition& by) const {
  Priority worst = Priority::low;
  for (std::size_t i = 0; i < standing_.size(); ++i)
    if (standing_[i].level >= 0 && hides(by, i)) worst = std::max(worst, standing_[i].said);
  return worst;
}

void Watch::replace(const Condition& by, Findings& out) {
  for (std::size_t i = 0; i < standing_.size(); ++i)
    if (hides(by, i)) end(i, Over::replaced, by.id, out);
}

void Watch::end(std::size_t index, Over why, std::string by, Findings& out) {
  const Condition& condition = conditions_->all[index];
  const Standing ended = std::exchange(standing_[index], Standing{});
  if (ended.level >= 0) out.push_back({Finding::Kind::over, condition.id, ended.said, condition.technical(), {}, {}, {}, why, std::move(by)});
}

bool Watch::held_by_cuff(const Reading& reading) {
  if (reading.quality & quality_cuff_inflating) {
    if (!cuff_since_) cuff_since_ = reading.came;
    if (reading.came - *cuff_since_ > longest_cuff) return false;
    cuff_until_ = reading.came + after_cuff;
    return true;
  }
  cuff_since_.reset();
  return cuff_until_ && reading.came < *cuff_until_;
}

void Watch::score(int points, bool red, Steady now, Findings& out) {
  each(Source::score, [&](std::size_t i) { judge_value(i, points, std::nullopt, now, out); });
  each(Source::red, [&](std::size_t i) { judge_value(i, red ? 1 : 0, std::nullopt, now, out); });
}

void Watch::device_alarm(const std::string& code, Priority priority, bool on, Steady now, Findings& out) {
  const auto& all = conditions_->all;
  auto meant = std::find_if(all.begin(), all.end(), [&](const Condition& one) { return std::find(one.codes.begin(), one.codes.end(), code) != one.codes.end(); });
  if (meant == all.end()) meant = std::find_if(all.begin(), all.end(), [](const Condition& one) { return one.source == Source::device && one.codes.empty(); });
  if (meant == all.end() || meant->off) return;
  const auto index = static_cast<std::size_t>(meant - all.begin());
  Standing& standing = standing_[index];
  constexpr std::size_t most_codes = 32;
  if (!on) standing.codes.erase(code), standing.codes.erase(known_before);
  else if (standing.codes.size() < most_codes) standing.codes[code] = priority;
  standing.by_device = true;
  if (meant->source == Source::sensor) return;  // judged with the next reading, or as silence
  if (meant->source == Source::device && meant->codes.empty()) {
    Priority worst = Priority::low;
    for (const auto& [unused, its] : standing.codes) worst = std::max(worst, its);
    if (standing.codes.empty()) return end(index, Over::inside, "", out);
    if (standing.level >= 0 && standing.said == worst) return;
    const bool first = standing.level < 0;
    standing.level = 0;
    standing.said = worst;
    out.push_back({first ? Finding::Kind::raised : Finding::Kind::changed, meant->id, worst, false, {}, {}, {}, {}, {}});
    return;
  }
  judge_device(index, now, out);
}

void Watch::device_started(Steady now, Findings& out) {
  for (std::size_t i = 0; i < standing_.size(); ++i) {
    if (standing_[i].codes.empty()) continue;
    standing_[i].codes.clear();
    if (conditions_->all[i].source == Source::device && conditions_->all[i].codes.empty()) end(i, Over::inside, "", out);
    else judge_device(i, now, out);
  }
}

void Watch::silent(bool is, Steady now, Findings& out) {
  silent_ = is;
  each(Source::silence, [&](std::size_t i) { judge_technical(i, is, worst_hidden(conditions_->all[i]), false, now, out); });
}

void Watch::clock_wrong(bool is, Steady now, Findings& out) {
  clock_wrong_ = is;
  each(Source::clock, [&](std::size_t i) { judge_technical(i, is, Priority::low, false, now, out); });
}

void Watch::tick(Steady now, Findings& out) {
  each(Source::device, [&](std::size_t i) {
    if (!conditions_->all[i].codes.empty()) judge_device(i, now, out);
  });
  each(Source::measure, [&](std::size_t i) {
    if (standing_[i].by_device) judge_device(i, now, out);
  });
  each(Source::silence, [&](std::size_t i) { judge_technical(i, silent_, worst_hidden(conditions_->all[i]), false, now, out); });
  each(Source::clock, [&](std::size_t i) { judge_technical(i, clock_wrong_, Priority::low, false, now, out); });
}

}  // namespace vestibule::vitals
