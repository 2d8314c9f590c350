#pragma once
// The screen of the bursts: the real board and voice at a real line, its sound in a file, and what can be told from that sound.

#include <algorithm>

#include "board.hpp"
#include "kit.hpp"
#include "test_host.hpp"
#include "tests/link/real_line.hpp"

namespace vestibule::board {

inline const std::vector<std::string> languages{"en", "es", "fr", "de", "ar", "he", "hi", "zh"};
inline constexpr const char* client = "display-1";

/// Passes all on, and remembers what was played to its last sample.
class Ear final : public ui::Voice {
 public:
  explicit Ear(ui::Voice& voice) : voice_(voice) {}
  void say(std::vector<ui::Utterance> utterances, std::function<void(Heard)> over) override {
    voice_.say(utterances, [this, utterances, over = std::move(over)](Heard heard) {
      if (heard == Heard::spoken) heard_.push_back(utterances);
      over(heard);
    });
  }
  void hush() override { voice_.hush(); }
  bool busy() const override { return voice_.busy(); }
  std::vector<std::string> faults() const override { return voice_.faults(); }

  const std::vector<std::vector<ui::Utterance>>& heard() const { return heard_; }

 private:
  ui::Voice& voice_;
  std::vector<std::vector<ui::Utterance>> heard_;
};

inline bool tells(const std::vector<ui::Utterance>& announcement, const queue::BoardCall& call) {
  return std::any_of(announcement.begin(), announcement.end(), [&](const ui::Utterance& one) {
    const std::string& desk = ui::in_language(call.desk_name, one.language);
    return one.text.find(ui::spoken_code(call.call_code)) != one.text.npos && one.text.find(desk) != one.text.npos;
  });
}

/// Chimes in the sound that was played, each followed by speech. All of it: nothing lies over them, so they stand there sample by sample.
inline std::size_t chimes_in(const std::vector<std::int16_t>& sound) {
  const auto chime = ui::chime();
  const auto loud = std::find_if(chime->samples.begin(), chime->samples.end(), [](std::int16_t sample) { return sample != 0; });
  const auto length = chime->samples.end() - loud;
  std::size_t found = 0;
  for (auto at = sound.begin(); sound.end() - at > length;) {
    if (*at == *loud && std::equal(loud, chime->samples.end(), at)) ++found, at += length;
    else ++at;
  }
  return found;
}

inline std::unique_ptr<wire::Bus> end_of(test::RealLine& line, const std::string& account) {
  auto options = line.options(account);
  options.reconnect_most = Duration{200};
  return line.bus(options);
}

/// The screen program without its window.
struct Display {
  std::unique_ptr<wire::Bus> bus;
  link::Requests requests;
  ui::Screen screen{{480, 270}, ui::theme(), ui::fonts()};
  ui::Loudspeaker speaker;
  Ear ear{speaker.voice()};
  Board board;

  Display(test::RealLine& line, kit::TestHost& house, const std::filesystem::path& wave)
      : bus(end_of(line, client)),
        requests(*bus, house.loop, client),
        speaker(house.clock, house.loop, line.loop.post(), {1.0, wave}, {}, line.log),
        board({*bus, requests, house.clock, house.loop, screen, line.log, &ear}, client, {.area = queue::AreaId{"main"}}, view(), MemoryFile{{}}, voice()) {}

  static ViewOptions view() {
    ViewOptions options;
    for (const char* language : {"en", "ar"}) options.languages.push_back(words("display/board/locale/", language));
    return options;
  }
  static VoiceOptions voice() {
    VoiceOptions options;
    for (const auto& language : languages) options.words.push_back(words("display/board/voice/locale/", language));
    return options;
  }
  static ui::Words words(const std::string& folder, const std::string& language) { return *ui::Words::read(*ui::data_file(folder + language + ".toml")); }
};

}  // namespace vestibule::board
