#include "ear.hpp"

#include <memory>

namespace vestibule::vitals {
namespace {

constexpr std::string_view family = "vestibule/v1/dev/";
constexpr std::size_t most_devices = 50'000;  // the broker lets in whom the site enrolled; this is for the day it does not
constexpr int beats_between_news = 5, beats_between_writings = 10;

}  // namespace

Ear::Ear(EarOptions options, Clock& clock, Series& series, std::function<void(News)> tell)
    : options_(options), clock_(clock), series_(series), tell_(std::move(tell)), recorder_(options.stretch) {}

std::vector<std::string> Ear::filters() { return {"vestibule/v1/dev/+/num", "vestibule/v1/dev/+/status"}; }

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
}

void Ear::hear_numerics(Attended& device, std::string_view text, Now moment) {
  Refusal why{};
  const auto read = reader_.numerics(text, why);
  if (!read) return device.refuse(why);
  const auto outcome = device.hear(*read, moment);
  if (outcome.kept) recorder_.add(device.episode()->episode, *outcome.kept);
}

void Ear::hear_status(Attended& device, std::string_view text, Now moment) {
  Refusal why{};
  const auto status = reader_.status(text, why);
  if (!status) return device.refuse(why);
  device.hear(*status, moment);
}

void Ear::line(bool up) {
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
    if (device && !same) change(*device, assignment);
  }
}

void Ear::beat() {
  const auto moment = now();
  bool urgent = line_ != line_told_;
  if (line_)  // while it is down nothing can come, and that is said in its own place
    for (auto& [name, device] : devices_) urgent = device.beat(moment.steady) || urgent;
  ++beats_;
  if (urgent || beats_ % beats_between_news == 0) tell_news();
  if (beats_ % beats_between_writings == 0) write(moment.steady, false);
}

/// Also when there is none: what waits on the loop for its moment is done then.
void Ear::tell_news() {
  News news{line_, {}};
  for (auto& [name, device] : devices_)
    if (device.has_news()) news.heard.push_back(device.tell());
  line_told_ = line_;
  tell_(std::move(news));
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
