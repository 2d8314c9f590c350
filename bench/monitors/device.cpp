#include "device.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace vestibule::monitors {

namespace {

constexpr std::size_t most_at_once = 10'000;

std::size_t times(const Event& event, double otherwise) {
  return std::min(most_at_once, static_cast<std::size_t>(event.amount > 0 ? event.amount : otherwise));
}

Duration seconds(double count) { return Duration{static_cast<Duration::rep>(count * 1000)}; }

}  // namespace

Device::Device(std::string name, SourcePtr source, Start start)
    : name_(std::move(name)), source_(std::move(source)), boot_(start.boot), quality_(start.quality), chance_(start.seed, name_ + "/device"),
      topic_(device_topic(name_, "num")) {}

void Device::befall(Event event) {
  source_->suffer(event);
  events_.push_back(std::move(event));
}

Outgoing Device::birth() const { return {device_topic(name_, "status"), online_text(boot_), true}; }
Outgoing Device::will() const { return {device_topic(name_, "status"), offline_text(boot_, "lwt"), true}; }
Outgoing Device::farewell() const { return {device_topic(name_, "status"), offline_text(boot_, "switched off"), true}; }

const Event* Device::worst(Fault fault, Duration now) const {
  const auto found = std::find_if(events_.begin(), events_.end(), [&](const Event& event) { return event.what == name_of(fault) && event.holds(now); });
  return found == events_.end() ? nullptr : &*found;
}

Instant Device::own_clock(Duration now, Instant wall) {
  if (const Event* const skew = worst(Fault::skew, now)) wall += seconds(skew->amount > 0 ? skew->amount : 45);
  if (const Event* const jump = worst(Fault::jump, now)) {
    const Duration leap = seconds(jump->amount > 0 ? jump->amount : 120);
    wall += chance_.happens(0.5) ? leap : -leap;
  }
  return wall;
}

/// What happens once, when its time has come.
bool Device::pass_once(Duration now, std::vector<Outgoing>& out) {
  bool on = true;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    const Event& event = events_[i];
    const bool reboot = event.what == name_of(Fault::reboot), old_will = event.what == name_of(Fault::old_will);
    if (!(reboot || old_will) || now < event.from || done_.contains(i)) continue;
    done_.insert(i);
    if (old_will) out.push_back({device_topic(name_, "status"), offline_text(boot_ - 1, "lwt"), true});
    if (!reboot) continue;
    ++boot_;
    seq_ = 0;
    held_back_.clear();
    out.push_back(birth());
    on = false;
  }
  return on;
}

Outgoing Device::numerics(Duration now, Instant wall) {
  Numerics numerics = source_->at(now, wall);
  if (suffers(Fault::sensor_off, now))
    for (Value& value : numerics.values)
      if (value.state == Value::State::measured) value = Value::fault();
  if (suffers(Fault::sentinel, now)) {
    constexpr std::array sentinels{8388607.0, 32767.0, -100.0};
    for (std::size_t i = 0; i < vital_count; ++i) numerics.values[i] = Value::of(sentinels[i % sentinels.size()]);
  }
  std::string text = numerics_text(++seq_, own_clock(now, wall), quality_, numerics);
  if (suffers(Fault::garbage, now)) text = garbage(std::move(text));
  return {topic_, std::move(text), false};
}

std::string Device::garbage(std::string text) {
  switch (chance_.next() % 7) {
    case 0: return text.substr(0, text.size() / 2);
    case 1: return std::string(1, '{') + R"("v":1,"v":1,)" + text.substr(1);
    case 2: return text.replace(text.find(R"("v":1)"), 5, R"("v":9)");
    case 3: return text.insert(text.size() - 1, R"(,"note":")" + std::string(5000, 'x') + '"');
    case 4: return text.insert(text.size() - 1, R"(,"hr":1e999)");
    case 5: text[text.size() / 3] = '\xff'; return text;
    default: return std::string("\0\0\0", 3);
  }
}

std::vector<Outgoing> Device::beat(Duration now, Instant wall) {
  std::vector<Outgoing> out;
  if (suffers(Fault::freeze, now)) return out;
  if (!pass_once(now, out)) return out;
  Outgoing said = numerics(now, wall);
  if (suffers(Fault::reorder, now) && held_back_.empty()) {
    held_back_.push_back(std::move(said));
    return out;
  }
  out.push_back(std::move(said));
  std::move(held_back_.begin(), held_back_.end(), std::back_inserter(out));
  held_back_.clear();
  if (const Event* const duplicate = worst(Fault::duplicate, now)) {
    const Outgoing once = out.back();
    out.insert(out.end(), times(*duplicate, 2) - 1, once);
  }
  if (const Event* const flood = worst(Fault::flood, now))
    for (std::size_t i = 1; i < times(*flood, 100); ++i) out.push_back(numerics(now, wall));
  return out;
}

}  // namespace vestibule::monitors
