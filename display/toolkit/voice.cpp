#include "vestibule/ui/voice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <fstream>

#include "unicode.hpp"

namespace vestibule::ui {

Utterance said(std::string language, std::string_view text) {
  std::u32string letters = code_points(text);
  std::erase_if(letters, steering);
  return {Utterance::Kind::speech, std::move(language), utf8(letters), {}};
}

struct SpokenVoice::Inside : std::enable_shared_from_this<SpokenVoice::Inside> {
  Inside(Speech& sp, Sound& so) : speech(sp), sound(so) {}

  struct Announcement {
    std::vector<Utterance> utterances;
    std::function<void(Heard)> over;
    std::vector<ClipPtr> clips;
    std::size_t missing = 0;  // clips not made yet
    bool speech = false;      // some of it could be spoken
  };

  Speech& speech;
  Sound& sound;
  std::deque<std::shared_ptr<Announcement>> waiting;  // the first is being made or played
  ClipPtr chime, attention;                           // made when first wanted

  void begin();
  ClipPtr clip_of(const Utterance& utterance);
  void play(const std::shared_ptr<Announcement>& announcement);
  void ended(const std::shared_ptr<Announcement>& announcement, bool heard);
};

/// Makes the clips of the announcement whose turn it is.
void SpokenVoice::Inside::begin() {
  const auto now = waiting.front();
  now->clips.resize(now->utterances.size());
  now->missing = 1;  // so that it does not begin before all were asked for
  for (std::size_t i = 0; i < now->utterances.size(); ++i) {
    const Utterance& utterance = now->utterances[i];
    if (utterance.kind != Utterance::Kind::speech) {
      now->clips[i] = clip_of(utterance);
      continue;
    }
    ++now->missing;
    speech.say(utterance.language, utterance.text, [weak = weak_from_this(), now, i](ClipPtr clip) {
      now->speech = now->speech || clip;
      now->clips[i] = std::move(clip);
      if (const auto inside = weak.lock(); inside && --now->missing == 0) inside->play(now);
    });
  }
  if (--now->missing == 0) play(now);
}

ClipPtr SpokenVoice::Inside::clip_of(const Utterance& utterance) {
  if (utterance.kind == Utterance::Kind::pause) return silence(utterance.pause);
  ClipPtr& kept = utterance.kind == Utterance::Kind::chime ? chime : attention;
  if (!kept) kept = utterance.kind == Utterance::Kind::chime ? ui::chime() : ui::attention();
  return kept;
}

void SpokenVoice::Inside::play(const std::shared_ptr<Announcement>& announcement) {
  if (waiting.empty() || waiting.front() != announcement) return;  // hushed meanwhile
  sound.play(std::move(announcement->clips), [weak = weak_from_this(), announcement](bool heard) {
    if (const auto inside = weak.lock()) inside->ended(announcement, heard);
  });
}

void SpokenVoice::Inside::ended(const std::shared_ptr<Announcement>& announcement, bool heard) {
  if (waiting.empty() || waiting.front() != announcement) return;
  waiting.pop_front();
  if (!waiting.empty()) begin();
  if (announcement->over) announcement->over(!heard ? Heard::not_heard : announcement->speech ? Heard::spoken : Heard::sounded);
}

SpokenVoice::SpokenVoice(Speech& speech, Sound& sound) : inside_(std::make_shared<Inside>(speech, sound)) {}
SpokenVoice::~SpokenVoice() = default;

void SpokenVoice::say(std::vector<Utterance> utterances, std::function<void(Heard)> over) {
  inside_->waiting.push_back(std::make_shared<Inside::Announcement>(Inside::Announcement{std::move(utterances), std::move(over), {}, 0, false}));
  if (inside_->waiting.size() == 1) inside_->begin();
}

void SpokenVoice::hush() {
  const auto dropped = std::exchange(inside_->waiting, {});
  inside_->sound.hush();
  for (const auto& announcement : dropped)
    if (announcement->over) announcement->over(Heard::not_heard);
}

bool SpokenVoice::busy() const { return !inside_->waiting.empty(); }

std::vector<std::string> SpokenVoice::faults() const {
  std::vector<std::string> faults = inside_->speech.faults();
  if (!inside_->sound.fault().empty()) faults.push_back(inside_->sound.fault());
  return faults;
}

void WrittenVoice::say(std::vector<Utterance> utterances, std::function<void(Heard)> over) {
  std::string text;
  for (const Utterance& one : utterances) {
    if (one.kind == Utterance::Kind::pause) continue;
    text += boost::describe::enum_to_string(one.kind, "?");
    if (one.kind == Utterance::Kind::speech) text += fmt::format(" {} {}", one.language, one.text);
    text += '\n';
  }
  write(text);
  then_.say(std::move(utterances), [this, over = std::move(over)](Heard heard) {
    write(fmt::format("over {}\n", boost::describe::enum_to_string(heard, "?")));
    if (over) over(heard);
  });
}

void WrittenVoice::hush() {
  if (then_.busy()) write("hush\n");
  then_.hush();
}

void WrittenVoice::write(const std::string& text) const { std::ofstream(file_, std::ios::app) << text << std::flush; }

}  // namespace vestibule::ui
