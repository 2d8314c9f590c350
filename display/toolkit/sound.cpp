#include "vestibule/ui/sound.hpp"

#include <map>

#include "sound_inside.hpp"

namespace vestibule::ui {

namespace {
constexpr Duration patience{5000};  // with a device that takes nothing
}

struct Sound::Inside {
  Inside(Timers& t, Post p, Log& l, std::size_t tail) : timers(t), post(std::move(p)), log(l), mixing(std::make_shared<Mixing>(tail)) {}

  struct Announcement {
    std::function<void(bool)> over;
    Duration length{0};
  };

  Timers& timers;
  Post post;
  Log& log;
  std::shared_ptr<Mixing> mixing;
  std::unique_ptr<Output> output;
  std::map<Mixer::Number, Announcement> waiting;  // the one that plays is the first
  Mixer::Number next = 1;
  Timer watch;
  std::string fault;

  void ended(const std::vector<Mixer::Number>& numbers);
  void failed(const Error& error);
  void drop_all();
  void watch_first();
};

void Sound::Inside::ended(const std::vector<Mixer::Number>& numbers) {
  if (!fault.empty()) log.info("sound is back");
  fault.clear();
  for (const auto number : numbers) {
    const auto node = waiting.extract(number);  // not there: hushed meanwhile
    if (node && node.mapped().over) node.mapped().over(true);
  }
  watch_first();
}

/// Said once, however many calls are silent.
void Sound::Inside::failed(const Error& error) {
  if (fault.empty()) log.warning("nothing can be heard: {}. Calls are shown, not spoken", error.message);
  fault = error.message;
  drop_all();
}

void Sound::Inside::drop_all() {
  {
    const std::lock_guard lock(mixing->mutex);
    mixing->mixer.clear();
  }
  watch.stop();
  for (auto& [number, announcement] : std::exchange(waiting, {}))
    if (announcement.over) post([over = std::move(announcement.over)] { over(false); });
}

void Sound::Inside::watch_first() {
  watch.stop();
  if (waiting.empty()) return;
  watch = timers.after(waiting.begin()->second.length + patience, [this] { failed({Code::unavailable, "the sound device takes no samples"}); });
}

Sound::Sound(const Clock& clock, Timers& timers, Post post, SoundOptions options, Log& log)
    : inside_(std::make_shared<Inside>(timers, post, log, options.wave.empty() ? 2 * device_buffer : 0)) {
  const std::weak_ptr<Inside> weak = inside_;
  OutputNews news{[weak](const auto& numbers) {
                    if (const auto inside = weak.lock()) inside->ended(numbers);
                  },
                  [weak](const Error& error) {
                    if (const auto inside = weak.lock()) inside->failed(error);
                  }};
  if (options.wave.empty()) inside_->output = open_device(inside_->mixing, std::move(post), std::move(news));
  else inside_->output = open_wave_file(inside_->mixing, clock, timers, std::move(options.wave), std::move(news));
  set_volume(options.volume);
}

Sound::~Sound() = default;

void Sound::play(std::vector<ClipPtr> clips, std::function<void(bool)> over) {
  std::erase_if(clips, [](const ClipPtr& clip) { return !clip || clip->samples.empty(); });
  Duration length{0};
  for (const auto& clip : clips) length += clip->length();
  const auto number = inside_->next++;
  {
    const std::lock_guard lock(inside_->mixing->mutex);
    inside_->mixing->mixer.add(number, std::move(clips));
  }
  inside_->waiting[number] = {std::move(over), length};
  if (inside_->waiting.size() == 1) inside_->watch_first();
  inside_->output->wake();
}

void Sound::hush() { inside_->drop_all(); }
bool Sound::playing() const { return !inside_->waiting.empty(); }

void Sound::set_music(ClipPtr music) {
  {
    const std::lock_guard lock(inside_->mixing->mutex);
    inside_->mixing->mixer.set_music(music);
  }
  if (music) inside_->output->wake();
}

void Sound::set_volume(double volume) {
  const std::lock_guard lock(inside_->mixing->mutex);
  inside_->mixing->mixer.set_volume(std::clamp(volume, 0.0, 1.0));
}

const std::string& Sound::fault() const { return inside_->fault; }

}  // namespace vestibule::ui
