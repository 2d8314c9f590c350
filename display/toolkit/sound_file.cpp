// Sound into a wave file, at the pace it would be heard: for tests, and to hear on another machine what a hall heard.

#include <fstream>

#include "sound_inside.hpp"
#include "wave_header.hpp"

namespace vestibule::ui {

namespace {

constexpr Duration step{40};

class WaveFile final : public Output {
 public:
  WaveFile(std::shared_ptr<Mixing> mixing, const Clock& clock, Timers& timers, std::filesystem::path file, OutputNews news)
      : mixing_(std::move(mixing)), clock_(clock), timers_(timers), path_(std::move(file)), news_(std::move(news)), stream_(path_, std::ios::binary | std::ios::trunc) {
    write_wave_header(stream_, 0);
    stream_.flush();
  }

  void wake() override {
    if (running_) return;
    running_ = true;
    last_ = clock_.steady();
    timer_ = timers_.every(step, [this] { turn(); });
  }

 private:
  void turn() {
    const Steady now = clock_.steady();
    std::vector<Mixer::Number> ended;
    bool idle = false;
    {
      const std::lock_guard lock(mixing_->mutex);
      const auto due = static_cast<std::size_t>((now - last_).count()) * sample_rate / 1000;
      buffer_.resize(due);
      mixing_->mixer.mix(buffer_.data(), due);
      ended = mixing_->mixer.take_ended();
      idle = mixing_->mixer.idle();
    }
    last_ = now;
    stream_.write(reinterpret_cast<const char*>(buffer_.data()), static_cast<std::streamsize>(buffer_.size() * sizeof(std::int16_t)));
    written_ += buffer_.size();
    if (idle) rest();
    if (!stream_) news_.failed({Code::unavailable, "cannot write " + path_.string()});
    else if (!ended.empty()) news_.ended(ended);
  }

  /// The file is whole whenever nothing plays.
  void rest() {
    running_ = false;
    timer_.stop();
    stream_.seekp(0);
    write_wave_header(stream_, written_);
    stream_.seekp(0, std::ios::end);
    stream_.flush();
  }

  const std::shared_ptr<Mixing> mixing_;
  const Clock& clock_;
  Timers& timers_;
  const std::filesystem::path path_;
  const OutputNews news_;
  std::ofstream stream_;
  std::vector<std::int16_t> buffer_;
  std::size_t written_ = 0;
  bool running_ = false;
  Steady last_{};
  Timer timer_;
};

}  // namespace

std::unique_ptr<Output> open_wave_file(std::shared_ptr<Mixing> mixing, const Clock& clock, Timers& timers, std::filesystem::path file, OutputNews news) {
  return std::make_unique<WaveFile>(std::move(mixing), clock, timers, std::move(file), std::move(news));
}

}  // namespace vestibule::ui
