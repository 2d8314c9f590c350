#pragma once
// Where sound goes. Private to the toolkit.

#include <memory>
#include <mutex>

#include "mixer.hpp"
#include "vestibule/ui/sound.hpp"

namespace vestibule::ui {

/// What Sound and its output share.
struct Mixing {
  explicit Mixing(std::size_t tail) : mixer(tail) {}
  std::mutex mutex;  // guards `mixer`
  Mixer mixer;
};

/// Pulls samples from the mixer while it has any.
class Output {
 public:
  virtual ~Output() = default;
  /// There is something in the mixer.
  virtual void wake() = 0;
};

/// What an output tells, on the loop.
struct OutputNews {
  std::function<void(const std::vector<Mixer::Number>& ended)> ended;
  std::function<void(const Error& error)> failed;  ///< nothing can be heard
};

/// Buffers of the device are this long, in samples: 46 ms.
inline constexpr std::size_t device_buffer = 1024;

std::unique_ptr<Output> open_device(std::shared_ptr<Mixing> mixing, Post post, OutputNews news);
std::unique_ptr<Output> open_wave_file(std::shared_ptr<Mixing> mixing, const Clock& clock, Timers& timers, std::filesystem::path file, OutputNews news);

}  // namespace vestibule::ui
