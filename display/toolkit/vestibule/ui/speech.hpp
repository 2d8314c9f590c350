#pragma once
// Text into speech, with espeak-ng, without any network.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vestibule/log.hpp"
#include "vestibule/ui/sound.hpp"

namespace vestibule::ui {

struct SpeechOptions {
  std::string library = "libespeak-ng.so.1";  ///< looked up when something is first said
  int words_per_minute = 145;                 ///< slower than a newsreader: halls are loud, listeners old
};

/// The loop's thread only; one in a process, because espeak-ng is one. The library lives on a thread of its own; a screen
/// without it works on in silence and says so once.
class Speech {
 public:
  Speech(Post post, SpeechOptions options, Log& log);
  ~Speech();

  /// `then` gets the clip, or null where there is no voice for the language. Always called later, from the loop. Clips said
  /// lately are kept, up to a few megabytes.
  void say(const std::string& language, const std::string& text, std::function<void(ClipPtr)> then);

  /// What is wrong, one sentence each, for staff; empty: nothing so far.
  const std::vector<std::string>& faults() const;

 private:
  struct Inside;
  std::shared_ptr<Inside> inside_;
};

/// How a code is said: letters one by one, digits grouped, without leading zeros. "A017" is "A, 17", which a voice reads as "A,
/// seventeen"; above 999 in pairs, "B1234" is "B, 12, 34"; a secret code ("7K-P4") sign by sign, because each of its signs counts.
std::string spoken_code(std::string_view code);

}  // namespace vestibule::ui
