#include "ward_model.hpp"

#include <algorithm>

#include "flash.hpp"

namespace vestibule::ward {

using vitals::AlarmState, vitals::Measure, vitals::Priority;

namespace {

constexpr Duration age_step{1000};        // ages are told in whole seconds
constexpr Duration scores_count_for{10'000};  // without a new picture
constexpr Duration clock_was_set{60'000}; // a picture older than the last by more than that: the host's clock was set, not the bus that is slow

}  // namespace

bool flashes(const vitals::AlarmShown& alarm) {
  return alarm.state == AlarmState::active || alarm.state == AlarmState::audio_paused || alarm.state == AlarmState::latched;
}

bool sounds(const vitals::AlarmShown& alarm) { return alarm.state == AlarmState::active; }

WardModel::WardModel(ModelOptions options, Steady now) : options_(std::move(options)), heard_(now), last_word_(now), cut_since_(now) {}

// ---- what comes in

void WardModel::heard_host(Steady now) { last_word_ = now; }

void WardModel::take_line(bool connected, Steady now) {
  if (connected) cut_since_.reset();
  else if (!cut_since_) cut_since_ = now;
  advance(now);
}

void WardModel::take_host(const wire::HostState& host, bool retained, Steady now) {
  if (host.epoch == epoch_ && host.boot < host_boot_) return;  // the will of an earlier start, overtaken
  if (!host.online) return;                                    // it may be back in a second; silence is what counts
  if (host.boot != host_boot_) delay_.forget();
  host_boot_ = host.boot;
  if (!epoch_.empty() && host.epoch != epoch_) begin_epoch(host.epoch);
  if (!retained) heard_host(now);
  advance(now);
}

void WardModel::begin_epoch(const std::string& epoch) {
  epoch_ = epoch;
  sequence_ = -1;
  kept_ = true;
  picture_ = {};
  trends_.clear();
  shown_.known = false;
}

/// Among pictures with one journal entry the later is newer; but a host whose clock was set back is believed.
bool WardModel::accepts(const wire::State& state) const {
  if (state.epoch != epoch_ || state.sequence > sequence_) return true;
  return state.sequence == sequence_ && (state.at > at_ || at_ - state.at > clock_was_set);
}

Result<> WardModel::take_picture(const wire::State& state, bool retained, Steady now) {
  VESTIBULE_TRY(auto picture, decode<vitals::WardPicture>(state.body));
  if (picture.ward != options_.ward) return fail(Code::invalid, "a picture of ward '{}' came to the screen of '{}'", picture.ward, options_.ward);
  if (!accepts(state)) return {};
  if (state.epoch != epoch_) begin_epoch(state.epoch);
  sequence_ = state.sequence;
  at_ = state.at;
  heard_ = now;
  kept_ = retained;
  late_ = !retained && picture.made_ms ? delay_.of(*picture.made_ms, now) : Duration{};
  picture_ = std::move(picture);
  shown_.known = true;
  if (!retained) heard_host(now);
  advance(now);
  return {};
}

Result<> WardModel::take_trend(const wire::State& state, Steady now) {
  VESTIBULE_TRY(auto trend, decode<vitals::WardTrend>(state.body));
  if (trend.ward != options_.ward) return fail(Code::invalid, "a trend of ward '{}' came to the screen of '{}'", trend.ward, options_.ward);
  trends_.clear();
  for (auto& line : trend.lines) trends_[{line.bed, line.measure}] = std::move(line.minutes);
  advance(now);
  return {};
}

// ---- what is shown

vitals::Life WardModel::life_of(Measure measure) const {
  const auto found = std::find_if(picture_.lives.begin(), picture_.lives.end(), [&](const auto& life) { return life.measure == measure; });
  return found == picture_.lives.end() ? vitals::Life{measure} : *found;
}

/// Of what comes each second two are many; of what is measured now and then a minute is.
Duration WardModel::worth_saying(Measure measure) const {
  return Duration{life_of(measure).stale_ms} > std::chrono::seconds{10} ? Duration{60'000} : Duration{2'000};
}

Freshness WardModel::freshness(Measure measure, Duration age) const {
  const vitals::Life life = life_of(measure);
  if (age >= Duration{life.blank_ms}) return Freshness::blank;
  return age >= Duration{life.stale_ms} ? Freshness::stale : Freshness::live;
}

/// `told_on`: somebody would tell of a newer one. What nobody renews is grey, however long it would keep.
ShownFigure WardModel::figure_of(const vitals::Figure& figure, bool told_on, Steady now) const {
  ShownFigure shown{figure.measure};
  if (kept_) return shown;
  const Duration age = age_of(figure, now);
  shown.by_hand = figure.by_hand.value_or(false);
  shown.doubtful = figure.doubtful.value_or(false);
  shown.freshness = freshness(figure.measure, age);
  if ((shown_.lost || !(told_on || shown.by_hand)) && shown.freshness == Freshness::live) shown.freshness = Freshness::stale;
  if (shown.freshness == Freshness::blank) return shown;
  shown.value = figure.value;
  if (age >= worth_saying(figure.measure) || shown.by_hand || shown.freshness == Freshness::stale) shown.age = std::chrono::floor<std::chrono::seconds>(age);
  return shown;
}

ShownTile WardModel::tile_of(const vitals::Tile& tile, Steady now) const {
  ShownTile shown{tile};
  const bool told_on = tile.device == vitals::DeviceState::online && picture_.listening;
  for (const auto& figure : tile.figures) shown.figures.push_back(figure_of(figure, told_on, now));
  for (const Measure measure : tile.faults) {
    const auto known = std::find_if(shown.figures.begin(), shown.figures.end(), [&](const auto& one) { return one.measure == measure; });
    auto& figure = known == shown.figures.end() ? shown.figures.emplace_back(ShownFigure{measure}) : *known;
    figure.faulty = true;
  }
  std::sort(shown.figures.begin(), shown.figures.end(), [](const auto& a, const auto& b) { return a.measure < b.measure; });
  for (const auto& alarm : picture_.alarms) {
    if (alarm.bed != tile.bed) continue;
    // The most urgent one; but what is seen to already must not hide one that nobody has seen yet.
    if (shown.alarm) ++shown.more;
    if (!shown.alarm || (flashes(alarm) && !flashes(*shown.alarm))) shown.alarm = alarm;
    if (alarm.measure && flashes(alarm)) shown.alarmed.insert(*alarm.measure);
  }
  if (tile.silent_ms && !kept_) shown.silent_for = std::chrono::floor<std::chrono::seconds>(Duration{*tile.silent_ms} + late_ + (now - heard_));
  for (const auto& [of, minutes] : trends_)
    if (of.first == tile.bed) shown.trends[of.second] = minutes;
  shown.score_counts = !kept_ && late_ + (now - heard_) < scores_count_for;
  return shown;
}

void WardModel::fill_tiles(Steady now) {
  shown_.tiles.clear();
  for (const auto& tile : picture_.tiles) shown_.tiles.push_back(tile_of(tile, now));
}

void WardModel::advance(Steady now) {
  shown_.name = picture_.name;
  shown_.alarms = picture_.alarms;
  shown_.listening = picture_.listening || !shown_.known;
  shown_.lost.reset();
  const bool cut = cut_since_ && now - *cut_since_ >= options_.cut_after;
  if (cut || now - last_word_ >= options_.lost_after) {
    const Steady since = cut ? std::max(last_word_, *cut_since_) : last_word_;
    shown_.lost = std::chrono::floor<std::chrono::seconds>(now - since);
  }
  fill_tiles(now);
  shown_.loss = Priority::medium;
  for (const auto& alarm : shown_.alarms) shown_.loss = std::max(shown_.loss, alarm.priority);
  note_sounds();
}

/// The next whole second of an age that is told, the moment a value greys or goes, or the line counts as lost.
std::optional<Steady> WardModel::next_change(Steady now) const {
  std::optional<Steady> next;
  const auto at = [&](Steady when) {
    if (when > now && (!next || when < *next)) next = when;
  };
  const auto next_step = [&](Duration age) { at(now + age_step - age % age_step); };
  at(last_word_ + options_.lost_after);
  if (cut_since_) at(*cut_since_ + options_.cut_after);
  if (shown_.lost) next_step(now - (cut_since_ ? std::max(last_word_, *cut_since_) : last_word_));
  if (!kept_) at(heard_ + scores_count_for - late_);
  for (const auto& tile : picture_.tiles) {
    if (kept_) break;
    if (tile.silent_ms) next_step(Duration{*tile.silent_ms} + late_ + (now - heard_));
    for (const auto& figure : tile.figures) {
      const Duration age = age_of(figure, now);
      if (freshness(figure.measure, age) == Freshness::blank) continue;
      const vitals::Life life = life_of(figure.measure);
      at(now + (Duration{life.stale_ms} - age));
      at(now + (Duration{life.blank_ms} - age));
      const Duration step = age < std::chrono::minutes{1} ? age_step : std::chrono::minutes{1};
      if (age < worth_saying(figure.measure)) at(now + (worth_saying(figure.measure) - age));
      else at(now + (step - age % step));
    }
  }
  return next;
}

// ---- what is heard, and what flashes

void WardModel::note_sounds() {
  std::map<vitals::AlarmId, Priority> now;
  for (const auto& alarm : shown_.alarms) {
    if (!sounds(alarm)) continue;
    now[alarm.alarm] = alarm.priority;
    const auto before = sounded_.find(alarm.alarm);
    if (before == sounded_.end() || before->second < alarm.priority) ++newly_sounding_;
  }
  if (shown_.lost && !loss_sounded_) ++newly_sounding_;
  loss_sounded_ = shown_.lost.has_value();
  sounded_ = std::move(now);
}

std::optional<Priority> WardModel::sounding() const {
  std::optional<Priority> most;
  for (const auto& [alarm, priority] : sounded_) most = std::max(most.value_or(priority), priority);
  if (shown_.lost) most = std::max(most.value_or(shown_.loss), shown_.loss);
  return most;
}

std::set<Priority> WardModel::flashing() const {
  std::set<Priority> all;
  for (const auto& alarm : shown_.alarms)
    if (flashes(alarm) && alarm.priority != Priority::low) all.insert(alarm.priority);
  if (shown_.lost) all.insert(shown_.loss);
  return all;
}

}  // namespace vestibule::ward
