#pragma once
// The listener: every message of every device, on the intake's thread. It keeps the order of each device's messages, because one thread
// hears them all; several hosts may share the work if each device's messages always go to the same one (README).

#include <functional>
#include <string>
#include <unordered_map>

#include <vestibule/context.hpp>

#include "../devices/host_time.hpp"
#include "../readings/readings_store.hpp"
#include "attended.hpp"

namespace vestibule::vitals {

struct EarOptions {
  Duration stretch{10'000};             ///< readings are written when they have waited so long
  std::chrono::hours keep_readings{24 * 7};
  std::chrono::hours keep_minutes{24 * 90};
};

class Ear final : public Listener {
 public:
  /// `tell` is called on the listener's thread; it brings the news to the loop.
  Ear(EarOptions options, Clock& clock, Series& series, std::function<void(News)> tell);

  void hear(const Arrival& arrival) override;
  void line(bool up) override;
  void beat() override;

  /// The same as hear(), by Intake::there: all devices that stand anywhere.
  void assign(const std::vector<Assignment>& all);
  /// The same: a patient's score as it is now.
  void score(const DeviceId& device, std::int64_t episode, int points, bool red);
  /// Writes what is open: the house closes.
  void close();

  /// Readings that the series could not take.
  std::int64_t lost() const { return lost_; }

  static std::vector<std::string> filters();

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  Attended* find(std::string_view name);
  void hear_numerics(Attended& device, std::string_view text, Now now);
  void hear_status(Attended& device, std::string_view text, Now now);
  void hear_alarm(Attended& device, std::string_view text, Now now);
  void tell_news();
  void collect(Attended& device);
  void tell_found();
  void write(Steady now, bool all);
  /// By the devices' own witness, should the wall jump.
  Now now();

  const EarOptions options_;
  Clock& clock_;
  Series& series_;
  const std::function<void(News)> tell_;
  HostTime time_;
  Reader reader_;
  Recorder recorder_;
  std::unordered_map<std::string, Attended, Hash, std::equal_to<>> devices_;
  std::vector<Found> found_;  ///< not told yet
  bool line_ = false, line_told_ = false;
  std::optional<Steady> line_lost_;
  int beats_ = 0;
  std::int64_t lost_ = 0;
};

}  // namespace vestibule::vitals
