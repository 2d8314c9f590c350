#pragma once
// What is said when somebody is called: pure, so that every rule has a test.

#include <vestibule/queue_wire.hpp>
#include <vestibule/ui/voice.hpp>
#include <vestibule/ui/words.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vestibule::board {

/// From and until, in minutes of the day by the site's clock; may pass midnight.
struct QuietHours {
  int from = 0;
  int until = 0;

  bool contain(int minute) const { return from <= until ? minute >= from && minute < until : minute >= from || minute < until; }
};
/// "22:00-06:30"
Result<QuietHours> parse_quiet_hours(std::string_view text);

struct VoiceOptions {
  std::vector<ui::Words> words;      ///< of display/board/voice/locale: the languages it can call in
  std::string site_language = "en";  ///< said after the patient's
  int times = 1;                     ///< how often each call is said while nobody else is called
  std::optional<QuietHours> quiet;   ///< calls are shown, not heard
};

/// Chime, then the patient's language, then the site's; again as often as wanted. `behind` calls wait for this one to end: then
/// nothing is said twice, and from `hurry` of them on it is said in the patient's language alone. A blind person is told
/// the way, and hears it twice whatever waits.
std::vector<ui::Utterance> announcement(const queue::BoardCall& call, const VoiceOptions& options, std::size_t behind);
inline constexpr std::size_t hurry = 6;

}  // namespace vestibule::board
