#pragma once
// Which samples come next. Pure: the sound device and the wave file both pull from one of these.

#include <cstdint>
#include <deque>
#include <vector>

#include "vestibule/ui/sound.hpp"

namespace vestibule::ui {

/// Not safe for threads: its owner guards it.
class Mixer {
 public:
  using Number = std::uint64_t;

  /// An announcement counts as over once `tail` more samples were asked for: a device still plays its last buffers then.
  explicit Mixer(std::size_t tail) : tail_(tail) {}

  void add(Number number, std::vector<ClipPtr> clips) { waiting_.push_back({number, std::move(clips), 0, 0, tail_}); }
  void clear() { waiting_.clear(); }
  void set_music(ClipPtr music);
  void set_volume(double volume) { volume_ = volume; }

  /// Fills the samples from `out` on.
  void mix(std::int16_t* out, std::size_t count);
  /// The announcements that have become over since the last call of this.
  std::vector<Number> take_ended();
  bool idle() const { return waiting_.empty() && !music_; }

 private:
  struct Announcement {
    Number number = 0;
    std::vector<ClipPtr> clips;
    std::size_t clip = 0, sample = 0;  // what comes next
    std::size_t tail = 0;              // silence still owed after the last
  };
  std::size_t speak(std::int16_t* out, std::size_t count);
  void accompany(std::int16_t* out, std::size_t count, bool ducked);

  std::size_t tail_;
  double volume_ = 1;
  std::deque<Announcement> waiting_;
  std::vector<Number> ended_;
  ClipPtr music_;
  std::size_t music_sample_ = 0;
  double music_gain_ = 0;
};

}  // namespace vestibule::ui
