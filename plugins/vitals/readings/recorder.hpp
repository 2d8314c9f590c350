#pragma once
// Collects what is to be kept of each episode until it is worth writing: stretches of readings, and each minute's summary. Pure; the
// intake's thread.

#include <map>
#include <unordered_map>
#include <vector>

#include "packing.hpp"

namespace vestibule::vitals {

struct Stretch {
  std::int64_t episode = 0;
  Instant base{}, begins{}, ends{};
  std::string readings;
};
struct MinuteOf {
  std::int64_t episode = 0;
  Instant minute{};
  std::string summary;
};
/// What one writing stores.
struct Batch {
  std::vector<Stretch> stretches;
  std::vector<MinuteOf> minutes;
  bool empty() const { return stretches.empty() && minutes.empty(); }
};

class Recorder {
 public:
  /// A stretch is closed after so long, or so many readings.
  explicit Recorder(Duration stretch) : stretch_(stretch) {}
  static constexpr int longest_stretch = 120;

  void add(std::int64_t episode, const Reading& reading);
  /// The episode is over: what there is of it is due.
  void end(std::int64_t episode);
  /// What is due by `now`; everything, if `all`.
  Batch take(Steady now, bool all = false);

 private:
  struct Open {
    Packer packer;
    Steady since{};
    Instant minute{};  ///< its beginning
    Minute summary;
  };
  void close_stretch(std::int64_t episode, Open& open);
  void close_minute(std::int64_t episode, Open& open);

  const Duration stretch_;
  std::unordered_map<std::int64_t, Open> open_;
  std::multimap<Steady, std::int64_t> due_;  ///< when a stretch was begun; one that is gone or begun anew since is passed over
  Batch batch_;
};

}  // namespace vestibule::vitals
