#include "player.hpp"

namespace vestibule::board {

Player::Player(Programme programme, Timers& timers, Log& log, std::function<void(const OnShow&)> changed)
    : programme_(std::move(programme)), timers_(timers), log_(log), changed_(std::move(changed)) {}

void Player::look(const WallTime& time, bool closed, bool hushed) {
  if (std::exchange(hushed_, hushed) != hushed) set_timer();
  const ProgrammeEntry* message = programme_.message_at(time, closed);
  const ProgrammeEntry* media = programme_.media_at(time, closed);
  if (message == message_ && media == media_) return;
  if (message != message_) on_show_.message = message ? message->message : queue::Texts{};
  message_ = message;
  if (media != media_) choose_pictures(media);
  changed_(on_show_);
}

void Player::choose_pictures(const ProgrammeEntry* entry) {
  media_ = entry;
  pictures_ = entry ? pictures_in(entry->media) : std::vector<std::filesystem::path>{};
  next_ = 0;
  on_show_.picture = nullptr;
  if (entry && pictures_.empty()) log_.warning("there is no picture in {}", entry->media.string());
  next_picture();
}

/// One picture is in memory at a time. What cannot be read is left out.
void Player::next_picture() {
  for (std::size_t tried = 0; tried < pictures_.size(); ++tried) {
    const auto& file = pictures_[next_ % pictures_.size()];
    ++next_;
    auto read = ui::Picture::read(file);
    if (read) {
      on_show_.picture = std::make_shared<const ui::Picture>(*std::move(read));
      break;
    }
    log_.warning("{}", read.error().message);
  }
  set_timer();
}

void Player::set_timer() {
  timer_.stop();
  if (hushed_ || pictures_.size() < 2) return;
  timer_ = timers_.after(std::chrono::seconds{media_->seconds}, [this] {
    next_picture();
    changed_(on_show_);
  });
}

}  // namespace vestibule::board
