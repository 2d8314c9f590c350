#include "mixer.hpp"

#include <algorithm>
#include <cmath>

namespace vestibule::ui {

namespace {
constexpr double music_alone = 0.6, music_beneath = 0.08;  // share of its own loudness, and while somebody is called
constexpr double fade = 1.0 / (0.3 * sample_rate);         // of the whole range, for each sample: 0.3 s

std::int16_t limited(double sample) { return static_cast<std::int16_t>(std::clamp(std::lround(sample), -32768L, 32767L)); }
}  // namespace

void Mixer::set_music(ClipPtr music) {
  music_ = music && !music->samples.empty() ? std::move(music) : nullptr;
  music_sample_ = 0;
  music_gain_ = 0;
}

void Mixer::mix(std::int16_t* out, std::size_t count) {
  std::fill_n(out, count, std::int16_t{0});
  const bool ducked = !waiting_.empty();
  for (std::size_t done = 0; done < count && !waiting_.empty();) done += speak(out + done, count - done);
  if (music_) accompany(out, count, ducked);
}

/// Some samples of the announcement whose turn it is; how many.
std::size_t Mixer::speak(std::int16_t* out, std::size_t count) {
  Announcement& now = waiting_.front();
  if (now.clip == now.clips.size()) {
    const std::size_t silent = std::min(count, now.tail);
    now.tail -= silent;
    if (now.tail > 0) return silent;
    ended_.push_back(now.number);
    waiting_.pop_front();
    return silent;
  }
  const auto& samples = now.clips[now.clip]->samples;
  const std::size_t taken = std::min(count, samples.size() - now.sample);
  for (std::size_t i = 0; i < taken; ++i) out[i] = limited(samples[now.sample + i] * volume_);
  now.sample += taken;
  if (now.sample == samples.size()) ++now.clip, now.sample = 0;
  return taken;
}

void Mixer::accompany(std::int16_t* out, std::size_t count, bool ducked) {
  const double wanted = ducked ? music_beneath : music_alone;
  for (std::size_t i = 0; i < count; ++i) {
    music_gain_ += std::clamp(wanted - music_gain_, -fade, fade);
    out[i] = limited(out[i] + music_->samples[music_sample_] * music_gain_ * volume_);
    music_sample_ = (music_sample_ + 1) % music_->samples.size();
  }
}

std::vector<Mixer::Number> Mixer::take_ended() { return std::exchange(ended_, {}); }

}  // namespace vestibule::ui
