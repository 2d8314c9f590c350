#pragma once
// What is heard: clips played one after the other, on the machine's sound device or into a wave file. Nothing here ever
// holds up the loop, and nothing runs while nothing is played.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "vestibule/clock.hpp"
#include "vestibule/log.hpp"
#include "vestibule/result.hpp"

namespace vestibule::ui {

/// Samples a second, of everything: one channel, 16 bits.
inline constexpr int sample_rate = 22'050;

struct Clip {
  std::vector<std::int16_t> samples;
  Duration length() const { return Duration{static_cast<Duration::rep>(samples.size()) * 1000 / sample_rate}; }
};
/// Shared: playing a clip copies nothing.
using ClipPtr = std::shared_ptr<const Clip>;

/// Two falling notes: somebody is called. Made by rule, so there is no file to lose.
ClipPtr chime();
/// Three short equal notes: something wants to be looked at, such as a page about to close.
ClipPtr attention();
ClipPtr silence(Duration length);

Result<> write_wave(const Clip& clip, const std::filesystem::path& file);
/// Any wave file, brought to one channel and our rate.
Result<Clip> read_wave(const std::filesystem::path& file);

/// Has work run on the loop, from any thread.
using Post = std::function<void(std::function<void()>)>;

struct SoundOptions {
  double volume = 0.8;         ///< 0 to 1
  std::filesystem::path wave;  ///< a file that takes what would be heard, at the pace it would be heard; empty: the device
};

/// The loop's thread only. The device is opened on a thread of its own when there is something to play, and closed again
/// when it has been quiet for a few seconds: a silent screen costs no processor, and a loudspeaker plugged in later is found.
class Sound {
 public:
  Sound(const Clock& clock, Timers& timers, Post post, SoundOptions options, Log& log);
  ~Sound();

  /// Plays the clips after everything asked for before. `over(true)`: the device has consumed the last sample. `over(false)`:
  /// there is no device, it takes nothing, or hush() came first. Always called later, never from within.
  void play(std::vector<ClipPtr> clips, std::function<void(bool heard)> over);
  /// Stops at once, and forgets what waits.
  void hush();
  bool playing() const;

  /// Played in a loop beneath everything; ducked while clips play. Null: none.
  void set_music(ClipPtr music);
  void set_volume(double volume);

  /// What is wrong, as a sentence for staff; empty: nothing.
  const std::string& fault() const;

 private:
  struct Inside;
  std::shared_ptr<Inside> inside_;
};

}  // namespace vestibule::ui
