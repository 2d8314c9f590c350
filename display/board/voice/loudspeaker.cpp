#include "loudspeaker.hpp"

#include <vestibule/ui/data.hpp>

#include <utility>

#include "board_view.hpp"

namespace vestibule::board {

Result<VoiceOptions> voice_options(const Settings& settings) {
  VoiceOptions options;
  VESTIBULE_TRY(const auto folder, ui::data_file("display/board/voice/locale"));
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".toml") continue;
    VESTIBULE_TRY(auto words, ui::Words::read(entry.path()));
    options.words.push_back(std::move(words));
  }
  options.site_language = settings.languages.front();
  options.times = settings.times;
  if (!settings.quiet.empty()) {
    VESTIBULE_TRY(options.quiet, parse_quiet_hours(settings.quiet));
  }
  return options;
}

Loudspeaker::Loudspeaker(const Settings& settings, std::optional<QuietHours> quiet, const Clock& clock, Timers& timers, const ui::Post& post, Log& log)
    : clock_(clock),
      quiet_(quiet),
      speaker_(clock, timers, post, {settings.volume, settings.wave}, settings.said, log) {
  if (settings.music.empty()) return;
  if (auto read = ui::read_wave(settings.music)) music_ = std::make_shared<ui::Clip>(*std::move(read));
  else log.warning("there is no music: {}", read.error().message);
  minute_ = timers.every(std::chrono::minutes{1}, [this] { accompany(); });
  accompany();
}

/// Music keeps the quiet hours too.
void Loudspeaker::accompany() {
  const WallTime now = wall_time(clock_.wall());
  const bool wanted = !quiet_ || !quiet_->contain(now.hour * 60 + now.minute);
  if (wanted != std::exchange(plays_music_, wanted)) speaker_.sound().set_music(wanted ? music_ : nullptr);
}

}  // namespace vestibule::board
