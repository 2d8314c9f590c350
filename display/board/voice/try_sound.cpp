#include "try_sound.hpp"

#include <fmt/format.h>
#include <vestibule/link/system.hpp>
#include <vestibule/ui/loop.hpp>

#include <cstdio>

#include "loudspeaker.hpp"

namespace vestibule::board {

Result<bool> try_sound(const Settings& settings, Log& log) {
  VESTIBULE_TRY(const auto options, voice_options(settings));
  const link::SystemClock clock;
  ui::Loop loop(clock);
  Loudspeaker speaker(settings, std::nullopt, clock, loop, [&loop](std::function<void()> work) { loop.post(std::move(work)); }, log);
  std::size_t left = options.words.size();
  bool all = true;
  for (const ui::Words& words : options.words) {
    queue::BoardCall call;
    call.call_code = "A017";
    call.desk_name = {{words.language(), "2"}};
    call.language = words.language();
    VoiceOptions alone = options;
    alone.site_language = words.language();
    speaker.voice().say(announcement(call, alone, 0), [&, language = words.language()](ui::Voice::Heard heard) {
      const bool spoken = heard == ui::Voice::Heard::spoken;
      std::puts(fmt::format("{:<4} {}", language, spoken ? "spoken" : heard == ui::Voice::Heard::sounded ? "a chime, but no voice" : "nothing to be heard").c_str());
      std::fflush(stdout);
      all = all && spoken;
      if (--left == 0) loop.stop();
    });
  }
  loop.run();
  return all;
}

}  // namespace vestibule::board
