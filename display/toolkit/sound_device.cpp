// The machine's sound device. Opening one may take long (a sound server that starts, a USB loudspeaker that wakes), so a
// thread of its own does it; SDL's thread pulls the samples.

#include <fmt/format.h>

#include <condition_variable>
#include <optional>
#include <thread>

#include "sdl.hpp"
#include "sound_inside.hpp"

namespace vestibule::ui {

namespace {

constexpr std::chrono::seconds linger{3};     // a device is kept open that long for what may come next
constexpr std::chrono::seconds try_again{20};  // after it could not be opened: looking for one takes its time

class Device final : public Output {
 public:
  Device(std::shared_ptr<Mixing> mixing, Post post, OutputNews news)
      : mixing_(std::move(mixing)), post_(std::move(post)), news_(std::move(news)), keeper_([this](const std::stop_token& stopping) { keep(stopping); }) {}

  ~Device() override {
    keeper_.request_stop();
    changed_.notify_all();
  }

  void wake() override {
    {
      const std::lock_guard lock(mixing_->mutex);
      wanted_ = true;
    }
    changed_.notify_all();
  }

 private:
  /// The keeper's thread: open while there is something to play, and a little longer.
  void keep(const std::stop_token& stopping) {
    std::unique_lock lock(mixing_->mutex);
    while (changed_.wait(lock, stopping, [this] { return wanted_; }) && !stopping.stop_requested()) {
      wanted_ = lost_ = false;
      lock.unlock();
      const bool open = open_device();
      lock.lock();
      if (!open) continue;
      play(lock, stopping);
      lock.unlock();
      close_device();
      lock.lock();
    }
    lock.unlock();
    if (started_) SDL_AudioQuit();
    SDL_TLSCleanup();  // SDL frees what it keeps for a thread only for threads it made itself
  }

  /// Until there was nothing to play for a while.
  void play(std::unique_lock<std::mutex>& lock, const std::stop_token& stopping) {
    do {
      pause(lock, false);
      if (!changed_.wait(lock, stopping, [this] { return mixing_->mixer.idle() || lost_; })) return;
      pause(lock, true);
      if (lost_ || !changed_.wait_for(lock, stopping, linger, [this] { return wanted_; })) return;
      wanted_ = false;
    } while (!stopping.stop_requested());
  }

  /// SDL waits for its own thread here, which may be waiting for our lock.
  void pause(std::unique_lock<std::mutex>& lock, bool paused) {
    lock.unlock();
    SDL_PauseAudioDevice(device_, paused ? 1 : 0);
    lock.lock();
  }

  bool open_device() {
    const auto now = std::chrono::steady_clock::now();
    if (failed_at_ && now - *failed_at_ < try_again) return tell_failure();
    failed_at_ = now;
    if (!started_ && SDL_AudioInit(nullptr) != 0) return note_failure("this machine plays no sound: {}");
    started_ = true;
    SDL_AudioSpec wanted{};
    wanted.freq = sample_rate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = device_buffer;
    wanted.callback = [](void* self, Uint8* bytes, int length) { static_cast<Device*>(self)->pull(bytes, length); };
    wanted.userdata = this;
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device_ == 0) return note_failure("no sound device can be opened: {}");
    failed_at_.reset();
    return true;
  }

  void close_device() {
    if (device_ != 0) SDL_CloseAudioDevice(std::exchange(device_, 0));
  }

  bool note_failure(fmt::format_string<const char*> sentence) {
    failure_ = fmt::format(sentence, SDL_GetError());
    return tell_failure();
  }
  bool tell_failure() {
    post_([news = news_, error = Error{Code::unavailable, failure_}] { news.failed(error); });
    return false;
  }

  /// SDL's thread.
  void pull(Uint8* bytes, int length) {
    std::vector<Mixer::Number> ended;
    bool lost = false, resting = false;
    {
      const std::lock_guard lock(mixing_->mutex);
      mixing_->mixer.mix(reinterpret_cast<std::int16_t*>(bytes), static_cast<std::size_t>(length) / sizeof(std::int16_t));
      ended = mixing_->mixer.take_ended();
      // Pulled out of the machine: SDL goes on asking for samples that nobody hears.
      lost = lost_ = !ended.empty() && SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED;
      resting = mixing_->mixer.idle() || lost;
    }
    if (lost) post_([news = news_] { news.failed({Code::unavailable, "the sound device was taken away"}); });
    else if (!ended.empty()) post_([news = news_, ended = std::move(ended)] { news.ended(ended); });
    if (resting) changed_.notify_all();
  }

  const std::shared_ptr<Mixing> mixing_;
  const Post post_;
  const OutputNews news_;
  std::condition_variable_any changed_;  // with mixing_->mutex: wanted_, the mixer, lost_
  bool wanted_ = false;
  bool lost_ = false;
  bool started_ = false;         // keeper's thread
  std::optional<std::chrono::steady_clock::time_point> failed_at_;  // keeper's thread
  std::string failure_;                                              // keeper's thread
  SDL_AudioDeviceID device_ = 0;  // keeper's thread; SDL's reads it while it is open
  std::jthread keeper_;          // last: everything it uses is there
};

}  // namespace

std::unique_ptr<Output> open_device(std::shared_ptr<Mixing> mixing, Post post, OutputNews news) {
  return std::make_unique<Device>(std::move(mixing), std::move(post), std::move(news));
}

}  // namespace vestibule::ui
