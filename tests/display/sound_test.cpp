// What is heard: which samples come in which order, what becomes of them on a device, in a file, and where there is no device.

#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "kit.hpp"
#include "mixer.hpp"
#include "pronunciation.hpp"
#include "sound_kit.hpp"
#include "unicode.hpp"

using namespace vestibule;
using namespace vestibule::ui;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

ClipPtr constant(std::size_t count, std::int16_t value) {
  auto clip = std::make_shared<Clip>();
  clip->samples.assign(count, value);
  return clip;
}

std::vector<std::int16_t> pull(Mixer& mixer, std::size_t count) {
  std::vector<std::int16_t> samples(count);
  mixer.mix(samples.data(), count);
  return samples;
}

struct TempFile {
  fs::path path = fs::temp_directory_path() / fmt::format("vestibule-sound-{}.wav", ::getpid());
  ~TempFile() { fs::remove(path); }
};

}  // namespace

TEST_CASE("announcements come one after the other, each with its clips in order, and are over after the tail") {
  Mixer mixer(4);
  mixer.add(1, {constant(3, 10), constant(2, 20)});
  mixer.add(2, {constant(2, 30)});
  CHECK(pull(mixer, 5) == std::vector<std::int16_t>{10, 10, 10, 20, 20});
  CHECK(mixer.take_ended().empty());
  CHECK(pull(mixer, 6) == std::vector<std::int16_t>{0, 0, 0, 0, 30, 30});
  CHECK(mixer.take_ended() == std::vector<Mixer::Number>{1});
  pull(mixer, 4);
  CHECK(mixer.take_ended() == std::vector<Mixer::Number>{2});
  CHECK(mixer.idle());
}

TEST_CASE("music sinks while somebody is called and rises again") {
  Mixer mixer(0);
  mixer.set_music(constant(100, 10'000));
  pull(mixer, sample_rate);
  const int alone = pull(mixer, 10).back();
  mixer.add(1, {constant(sample_rate, 0)});
  pull(mixer, sample_rate - 10);
  const int beneath = pull(mixer, 20).back();
  pull(mixer, sample_rate);
  CHECK(alone > 5000);
  CHECK(beneath < alone / 5);
  CHECK(beneath > 0);
  CHECK(pull(mixer, 10).back() == alone);
}

TEST_CASE("chime and attention are heard, differ, and are never cut off") {
  for (const auto& clip : {chime(), attention()}) {
    CHECK(clip->length() > 500ms);
    CHECK(clip->length() < 2s);
    CHECK(loudness(clip->samples.data(), clip->samples.size()) > 1500);
    CHECK(std::abs(clip->samples.front()) < 500);
    CHECK(std::abs(clip->samples.back()) < 500);
    for (const int sample : clip->samples) CHECK_FALSE(std::abs(sample) > 32'000);
  }
  CHECK(chime()->samples != attention()->samples);
}

TEST_CASE("a wave file holds what was played, whole when nothing plays, and tells the end only once it is written") {
  TempFile file;
  QuickLoop loop;
  KeptLog log;
  Sound sound(loop.clock, loop.timers, loop.post, {1.0, file.path}, log);
  std::vector<int> over;
  sound.play({constant(2000, 100), silence(100ms)}, [&](bool heard) { over.push_back(heard ? 1 : -1); });
  sound.play({constant(3000, 200)}, [&](bool heard) { over.push_back(heard ? 2 : -2); });
  CHECK(over.empty());
  REQUIRE(loop.until([&] { return over.size() == 2; }, [&] { return sound.playing(); }));
  CHECK(over == std::vector<int>{1, 2});
  const auto written = read_wave(file.path);
  REQUIRE(written);
  REQUIRE(written->samples.size() >= 2000 + 2205 + 3000);
  CHECK(written->samples[1999] == 100);
  CHECK(written->samples[2000] == 0);
  CHECK(written->samples[2000 + 2205] == 200);
  CHECK(log.lines.empty());
}

TEST_CASE("hushing ends what plays and what waits, and the next is heard") {
  TempFile file;
  QuickLoop loop;
  KeptLog log;
  Sound sound(loop.clock, loop.timers, loop.post, {1.0, file.path}, log);
  int dropped = 0, heard = 0;
  for (int i = 0; i < 3; ++i) sound.play({constant(50'000, 100)}, [&](bool good) { dropped += good ? 0 : 1; });
  sound.hush();
  CHECK(dropped == 0);  // later, never from within
  sound.play({constant(500, 100)}, [&](bool good) { heard += good ? 1 : 0; });
  REQUIRE(loop.until([&] { return heard == 1; }, [&] { return sound.playing(); }));
  CHECK(dropped == 3);
}

TEST_CASE("a device plays to the last sample") {
  ::setenv("SDL_AUDIODRIVER", "dummy", 1);  // it takes samples as a real one does, at a real one's pace
  QuickLoop loop;
  KeptLog log;
  Sound sound(loop.clock, loop.timers, loop.post, {}, log);
  bool over = false;
  const auto begun = std::chrono::steady_clock::now();
  sound.play({silence(300ms)}, [&](bool heard) { over = heard; });
  REQUIRE(loop.until([&] { return over; }, [] { return false; }));
  CHECK(std::chrono::steady_clock::now() - begun >= 300ms);
  CHECK(log.lines.empty());
}

TEST_CASE("without a device everything is over at once, unheard, and it is said once") {
  ::setenv("SDL_AUDIODRIVER", "none-such", 1);
  QuickLoop loop;
  KeptLog log;
  Sound sound(loop.clock, loop.timers, loop.post, {}, log);
  int over = 0;
  for (int i = 1; i <= 3; ++i) {
    sound.play({silence(10s)}, [&](bool heard) { over += heard ? 100 : 1; });
    REQUIRE(loop.until([&] { return over == i; }, [] { return false; }));
  }
  REQUIRE(log.lines.size() == 1);
  CHECK(log.lines.front().find("plays no sound") != std::string::npos);
  CHECK_FALSE(sound.fault().empty());
}

TEST_CASE("without espeak-ng nothing is spoken, the chime still sounds, and it is said once") {
  TempFile file;
  QuickLoop loop;
  KeptLog log;
  Sound sound(loop.clock, loop.timers, loop.post, {1.0, file.path}, log);
  Speech speech(loop.post, {"libnone-such.so.1", 145}, log);
  SpokenVoice voice(speech, sound);
  std::vector<Voice::Heard> over;
  for (std::size_t i = 1; i <= 2; ++i) {
    voice.say({chimed(), said("en", "Hello"), said("es", "Hola")}, [&](Voice::Heard heard) { over.push_back(heard); });
    REQUIRE(loop.until([&] { return over.size() == i; }, [&] { return sound.playing(); }));
  }
  CHECK(over == std::vector<Voice::Heard>{Voice::Heard::sounded, Voice::Heard::sounded});
  CHECK(log.lines.size() == 1);
  CHECK(voice.faults().size() == 1);
  const auto written = read_wave(file.path);
  REQUIRE(written);
  CHECK(loudness(written->samples.data(), written->samples.size()) > 1000);
}

TEST_CASE("a language without a voice is silent, those with one are spoken") {
  QuickLoop loop;
  KeptLog log;
  Speech speech(loop.post, {}, log);
  std::map<std::string, Duration> lengths;
  const std::vector<std::pair<std::string, std::string>> texts{{"en", "seventeen"}, {"es", "diecisiete"}, {"fr-CA", "dix-sept"}, {"de", "siebzehn"}, {"ar", "17"},
                                                               {"he", "17"},        {"hi", "17"},         {"zh", "十七"},        {"qq", "17"}};
  for (const auto& [language, text] : texts) speech.say(language, text, [&lengths, tag = language](const ClipPtr& clip) { lengths[tag] = clip ? clip->length() : Duration{0}; });
  REQUIRE(loop.until([&] { return lengths.size() == texts.size(); }, [] { return false; }));
  for (const auto& entry : lengths) {
    const auto& language = entry.first;
    const Duration length = entry.second;
    CAPTURE(language);
    if (language == "qq") {
      CHECK(length == 0ms);
    } else {
      CHECK(length > 250ms);
      CHECK(length < 2500ms);
    }
  }
  REQUIRE(log.lines.size() == 1);
  CHECK(log.lines.front().find("'qq'") != std::string::npos);
}

TEST_CASE("voices come and go: espeak-ng, which at times cannot be ended, is never waited for") {
  QuickLoop loop;
  KeptLog log;
  for (int i = 0; i < 40; ++i) {
    Speech speech(loop.post, {}, log);
    ClipPtr said;
    speech.say("en", std::to_string(i), [&](ClipPtr clip) { said = std::move(clip); });
    REQUIRE(loop.until([&] { return said != nullptr; }, [] { return false; }));
  }
  CHECK(log.lines.empty());
}

TEST_CASE("codes: letters apart, digits grouped, no leading zeros; a secret code sign by sign") {
  CHECK(spoken_code("A017") == "A, 17");
  CHECK(spoken_code("B352") == "B, 352");
  CHECK(spoken_code("AB007") == "A, B, 7");
  CHECK(spoken_code("C000") == "C, 0");
  CHECK(spoken_code("A1234") == "A, 12, 34");
  CHECK(spoken_code("A1205") == "A, 12, 0, 5");
  CHECK(spoken_code("A12345") == "A, 1, 23, 45");
  CHECK(spoken_code("7K-P4") == "7, K, P, 4");
  CHECK(spoken_code("K07P") == "K, 0, 7, P");
  CHECK(spoken_code("") == "");
}

TEST_CASE("Hebrew is said from its book: words with what is written onto them, numbers in words, and nobody's text is taken for sounds") {
  const auto book = Pronunciations::find();
  CHECK(book.apply("he", "מספר") == "[[misp'aQ\"]]");
  CHECK(book.apply("he", "ומספר") == "[[vemisp'aQ\"]]");
  CHECK(book.apply("he", "17") == "[[Sv'a ?esQ\"'e]]");
  CHECK(book.apply("he", "352") == "[[Sl'oS me?'ot XamiS'im veSt'ajim]]");
  CHECK(book.apply("he", "ל־5 ימים").starts_with("[[la]][["));  // "to 5 days"
  CHECK(book.apply("he", "20") == "[[?esQ\"'im]]");
  CHECK(book.apply("he", "[[a]]").find("[[") == std::string::npos);
  CHECK(book.apply("en", "say [[hello]] \u2068now\u2069") == "say   hello   now");
}

TEST_CASE("Hindi is said with the dot for the moon, which espeak-ng swallows") { CHECK(Pronunciations::find().apply("hi", "जाएँ") == "जाएं"); }

TEST_CASE("of the Hebrew that the programs say, nearly every word has its vowels") {
  const auto book = Pronunciations::find();
  std::size_t words = 0, known = 0;
  std::string unknown;
  for (const auto* name : {"kiosk/locale/he.toml", "kiosk/guide/locale/he.toml", "display/board/voice/locale/he.toml", "assets/demo-hospital.toml"}) {
    const auto file = data_file(name);
    REQUIRE(file);
    std::ifstream stream(*file);
    const std::u32string text = code_points(std::string{std::istreambuf_iterator<char>(stream), {}});
    const auto hebrew = [](char32_t c) { return c >= 0x5D0 && c <= 0x5EA; };
    for (auto begin = std::find_if(text.begin(), text.end(), hebrew); begin != text.end();) {
      const auto end = std::find_if_not(begin, text.end(), hebrew);
      const std::string word = utf8(std::u32string(begin, end));
      ++words;
      if (book.has("he", word)) ++known;
      else unknown += word + " ";
      begin = std::find_if(end, text.end(), hebrew);
    }
  }
  CHECK(words > 150);
  CHECK_MESSAGE(known * 100 >= words * 90, "add to assets/voices/he.toml: " << unknown);
}
