#include "ear.hpp"

#include <memory>

namespace vestibule::vitals {
namespace {

constexpr std::string_view family = "vestibule/v1/dev/";
constexpr std::size_t most_devices = 50'000;  // the broker lets in whom the site enrolled; this is for the day it does not
constexpr std::size_t longest_alarm = 4096;
/// A broker that starts anew is back sooner; after that, nothing is known of anybody.
constexpr Duration line_may_be_lost{10'000};
constexpr int beats_between_news = 5, beats_between_writings = 10;

}  // namespace

Ear::Ear(EarOptions options, Clock& clock, Series& series, std::function<void(News)> tell)
    : options_(options), clock_(clock), series_(series), tell_(std::move(tell)), recorder_(options.stretch) {}

std::vector<std::string> Ear::filters() { return {"vestibule/v1/dev/+/num", "vestibule/v1/dev/+/status", "vestibule/v1/dev/+/alarm"}; }

Now Ear::now() {
  const Steady steady = clock_.steady();
  const Now moment{time_.now(clock_.wall(), steady), steady};
  if (time_.changed())
    for (auto& [name, device] : devices_) device.forget_skew();
  return moment;
}

Attended* Ear::find(std::string_view name) {
  if (const auto found = devices_.find(name); found != devices_.end()) return &found->second;
  if (devices_.size() >= most_devices || name.empty() || name.size() > 64) return nullptr;
  std::string key(name);
  return &devices_.emplace(key, Attended{DeviceId{key}}).first->second;
}

void Ear::hear(const Arrival& arrival) {
  if (!arrival.topic.starts_with(family)) return;
  const auto rest = arrival.topic.substr(family.size());
  const auto slash = rest.find('/');
  if (slash == rest.npos) return;
  Attended* const device = find(rest.substr(0, slash));
  if (!device) return;
  const auto what = rest.substr(slash + 1);
  if (what == "num" && !arrival.retained) hear_numerics(*device, arrival.payload, now());
  else if (what == "status" && !arrival.payload.empty()) hear_status(*device, arrival.payload, now());
  else if (what == "alarm" && !arrival.retained) hear_alarm(*device, arrival.payload, now());
  collect(*device);
  tell_found();
}

void Ear::hear_numerics(Attended& device, std::string_view text, Now moment) {
  Refusal why{};
  const auto read = reader_.numerics(text, why);
  if (!read) return device.refuse(why);
  if ((read->quality & quality_clock_unsynchronised) == 0) time_.witness(from_millis(read->taken_ms));
  const auto outcome = device.hear(*read, moment);
  if (outcome.kept) recorder_.add(device.episode()->episode, *outcome.kept);
}

void Ear::hear_status(Attended& device, std::string_view text, Now moment) {
  Refusal why{};
  const auto status = reader_.status(text, why);
  if (!status) return device.refuse(why);
  device.hear(*status, moment);
}

void Ear::hear_alarm(Attended& device, std::string_view text, Now moment) {
  if (text.size() > longest_alarm) return device.refuse(Refusal::too_long);
  const auto alarm = decode_text<DeviceAlarm>(text);
  if (!alarm) return device.refuse(Refusal::shape);
  if (alarm->v != 1) return device.refuse(Refusal::version);
  device.hear(*alarm, moment);
}

void Ear::score(const DeviceId& id, std::int64_t episode, int points, bool red) {
  Attended* const device = find(id.text());
  if (!device) return;
  device->score(episode, points, red, clock_.steady());
  collect(*device);
  tell_found();
}

void Ear::line(bool up) {
  if (up) line_lost_.reset();
  line_ = up;
  if (!up) return;
  const auto moment = now();
  for (auto& [name, device] : devices_) device.expect(moment.steady);
}

void Ear::assign(const std::vector<Assignment>& all) {
  const auto moment = now();
  std::unordered_map<std::string_view, const Assignment*> wanted;
  for (const auto& assignment : all) wanted.emplace(assignment.device.text(), &assignment);
  const auto change = [&](Attended& device, std::optional<Assignment> to) {
    const std::int64_t before = device.episode() ? device.episode()->episode : 0;
    const std::int64_t after = to && to->episode ? to->episode->episode : 0;
    if (before != 0 && before != after) recorder_.end(before);
    device.assign(std::move(to), moment);
  };
  for (auto& [name, device] : devices_)
    if (device.assignment() && !wanted.contains(name)) change(device, std::nullopt);
  for (const auto& assignment : all) {
    Attended* const device = find(assignment.device.text());
    const bool same = device && device->assignment() && device->assignment()->bed == assignment.bed &&
                      (device->episode() ? device->episode()->episode : 0) == (assignment.episode ? assignment.episode->episode : 0);
    if (!device) continue;
    if (same) device->use(assignment.conditions);
    else change(*device, assignment);
    collect(*device);
  }
}

void Ear::beat() {
  const auto moment = now();
  bool urgent = line_ != line_told_;
  if (line_)  // while it is down nothing can come, and that is said in its own place
    for (auto& [name, device] : devices_) urgent = device.beat(moment.steady) || urgent;
  else if (!line_lost_)
    line_lost_ = moment.steady;
  else if (moment.steady - *line_lost_ >= line_may_be_lost)
    for (auto& [name, device] : devices_) device.deaf(moment.steady);
  for (auto& [name, device] : devices_) collect(device);
  tell_found();
  ++beats_;
  if (urgent || beats_ % beats_between_news == 0) tell_news();
  if (beats_ % beats_between_writings == 0) write(moment.steady, false);
}

/// Also when there is none: what waits on the loop for its moment is done then.
void Ear::tell_news() {
  News news{line_, {}, {}};
  for (auto& [name, device] : devices_)
    if (device.has_news()) news.heard.push_back(device.tell());
  line_told_ = line_;
  tell_(std::move(news));
}

void Ear::collect(Attended& device) {
  if (auto found = device.found()) found_.push_back(std::move(*found));
}

/// At once, not with the next news: somebody is in danger. If the loop cannot take it now, it is told with the next beat.
void Ear::tell_found() {
  if (found_.empty()) return;
  try {
    tell_(News{line_, {}, found_});
    found_.clear();
  } catch (const std::exception&) {
  }
}

void Ear::write(Steady moment, bool all) {
  auto batch = std::make_shared<const Batch>(recorder_.take(moment, all));
  if (batch->empty()) return;
  const Instant wall = clock_.wall();
  const Retention older{wall - options_.keep_readings, wall - options_.keep_minutes};
  if (!series_.write([batch, older](soci::session& sql) { readings_store::write(sql, *batch, older); }))
    lost_ += static_cast<std::int64_t>(batch->stretches.size());
}

void Ear::close() { write(clock_.steady(), true); }

}  // namespace vestibule::vitals
