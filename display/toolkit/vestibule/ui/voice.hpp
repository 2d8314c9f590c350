#pragma once
// What a program says, as plain values, and who says it. A board or a kiosk makes utterances; tests read them; here they
// become sound.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "vestibule/ui/sound.hpp"
#include "vestibule/ui/speech.hpp"

namespace vestibule::ui {

/// One thing to be heard.
struct Utterance {
  enum class Kind { chime, attention, pause, speech };
  BOOST_DESCRIBE_NESTED_ENUM(Kind, chime, attention, pause, speech)
  Kind kind = Kind::speech;
  std::string language;  ///< BCP 47, of speech
  std::string text;
  Duration pause{0};

  friend bool operator==(const Utterance&, const Utterance&) = default;
};

inline Utterance chimed() { return {Utterance::Kind::chime, {}, {}, {}}; }
inline Utterance attended() { return {Utterance::Kind::attention, {}, {}, {}}; }
inline Utterance paused(Duration length) { return {Utterance::Kind::pause, {}, {}, length}; }
/// Without the signs that steer a text's direction: they are for the eye.
Utterance said(std::string language, std::string_view text);

/// The loop's thread only.
class Voice {
 public:
  /// What became of something said.
  enum class Heard {
    spoken,    ///< played out to the last sample, and there was speech in it
    sounded,   ///< played out, without speech: no voice has the language, or none was asked for
    not_heard  ///< no sound device, or hushed
  };
  BOOST_DESCRIBE_NESTED_ENUM(Heard, spoken, sounded, not_heard)
  virtual ~Voice() = default;
  /// Said after what was asked before; they never overlap. `over` is called once, later, from the loop.
  virtual void say(std::vector<Utterance> utterances, std::function<void(Heard)> over) = 0;
  /// Stops at once and forgets what waits; each is over with Heard::not_heard, before this returns.
  virtual void hush() = 0;
  virtual bool busy() const = 0;
  /// What staff should know, one sentence each: no device, no voice for a language. Empty: all is well so far.
  virtual std::vector<std::string> faults() const = 0;
};

/// Speech and sound as one voice. Both must outlive it.
class SpokenVoice final : public Voice {
 public:
  SpokenVoice(Speech& speech, Sound& sound);
  ~SpokenVoice() override;
  void say(std::vector<Utterance> utterances, std::function<void(Heard)> over) override;
  void hush() override;
  bool busy() const override;
  std::vector<std::string> faults() const override;

 private:
  struct Inside;
  std::shared_ptr<Inside> inside_;
};

/// A file with one line for each utterance when it begins ("speech en A, 17"): tests that decide by hearing alone read it.
class WrittenVoice final : public Voice {
 public:
  /// What it writes is passed on to `then`, which must outlive this.
  WrittenVoice(std::filesystem::path file, Voice& then) : file_(std::move(file)), then_(then) {}
  void say(std::vector<Utterance> utterances, std::function<void(Heard)> over) override;
  void hush() override;
  bool busy() const override { return then_.busy(); }
  std::vector<std::string> faults() const override { return then_.faults(); }

 private:
  void write(const std::string& text) const;
  std::filesystem::path file_;
  Voice& then_;
};

/// Sound, speech and voice together: all that a program needs to be heard.
class Loudspeaker {
 public:
  /// `said`: a file for WrittenVoice; empty: none. What is given by reference must outlive this.
  Loudspeaker(const Clock& clock, Timers& timers, const Post& post, SoundOptions options, const std::filesystem::path& said, Log& log)
      : sound_(clock, timers, post, std::move(options), log), speech_(post, {}, log), spoken_(speech_, sound_), written_(said, spoken_), writes_(!said.empty()) {}

  Voice& voice() { return writes_ ? static_cast<Voice&>(written_) : spoken_; }
  Sound& sound() { return sound_; }
  Speech& speech() { return speech_; }

 private:
  Sound sound_;
  Speech speech_;
  SpokenVoice spoken_;
  WrittenVoice written_;
  const bool writes_;
};

}  // namespace vestibule::ui
