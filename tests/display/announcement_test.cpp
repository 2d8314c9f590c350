// What is said when somebody is called: the rules without sound, and in each language as a wave file.

#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "board_kit.hpp"
#include "kit.hpp"
#include "sound_kit.hpp"
#include "voice/announcement.hpp"

using namespace vestibule;
using namespace vestibule::board;
using namespace std::chrono_literals;
using ui::Utterance;

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> all_languages{"en", "es", "fr", "de", "ar", "he", "hi", "zh"};

VoiceOptions options_for(const std::string& site, int times = 1) {
  VoiceOptions options;
  for (const auto& language : all_languages) options.words.push_back(*ui::Words::read(*ui::data_file("display/board/voice/locale/" + language + ".toml")));
  options.site_language = site;
  options.times = times;
  return options;
}

queue::BoardCall call_in(const std::optional<std::string>& language) {
  queue::BoardCall made = call(17);
  made.language = language;
  made.desk_name = {{"en", "Counter 2"}, {"es", "el mostrador 2"}, {"fr", "guichet 2"}, {"de", "Schalter 2"}, {"ar", "الشباك 2"}, {"he", "דלפק 2"}, {"hi", "काउंटर 2"}, {"zh", "2号窗口"}};
  return made;
}

std::vector<std::string> languages_said(const std::vector<Utterance>& all) {
  std::vector<std::string> languages;
  for (const auto& one : all)
    if (one.kind == Utterance::Kind::speech) languages.push_back(one.language);
  return languages;
}

using Tags = std::vector<std::string>;

}  // namespace

TEST_CASE("a call is a chime, the patient's language, then the site's") {
  const auto said = announcement(call_in("ar"), options_for("en"), 0);
  REQUIRE(said.size() == 5);
  CHECK(said[0].kind == Utterance::Kind::chime);
  CHECK(said[1].kind == Utterance::Kind::pause);
  CHECK(said[2].language == "ar");
  CHECK(said[3].kind == Utterance::Kind::pause);
  CHECK(said[4] == ui::said("en", "Number A, 17. Please go to Counter 2."));
}

TEST_CASE("one language is said once; an unknown one leaves the site's; a region's is its root's") {
  CHECK(languages_said(announcement(call_in("en"), options_for("en"), 0)) == Tags{"en"});
  CHECK(languages_said(announcement(call_in("en-GB"), options_for("en"), 0)) == Tags{"en"});
  CHECK(languages_said(announcement(call_in("xx"), options_for("en"), 0)) == Tags{"en"});
  CHECK(languages_said(announcement(call_in(std::nullopt), options_for("he"), 0)) == Tags{"he"});
}

TEST_CASE("it is said as often as wanted, but once while others wait, and then in the patient's language alone if many do") {
  const auto options = options_for("en", 3);
  CHECK(languages_said(announcement(call_in("ar"), options, 0)) == Tags{"ar", "en", "ar", "en", "ar", "en"});
  CHECK(languages_said(announcement(call_in("ar"), options, 1)) == Tags{"ar", "en"});
  CHECK(languages_said(announcement(call_in("ar"), options, hurry)) == Tags{"ar"});
  CHECK(languages_said(announcement(call_in("xx"), options, hurry)) == Tags{"en"});
}

TEST_CASE("somebody who is blind hears the way, twice, in each language") {
  queue::BoardCall blind = call_in("es");
  blind.needs = {queue::Need::blind};
  blind.desk_way = queue::Texts{{"en", "The second door on your right"}, {"es", "La segunda puerta a su derecha"}};
  const auto all = announcement(blind, options_for("en"), hurry - 1);
  CHECK(languages_said(all) == Tags{"es", "es", "en", "en", "es", "es", "en", "en"});
  CHECK(std::count(all.begin(), all.end(), ui::said("es", "La segunda puerta a su derecha")) == 2);
  blind.needs.clear();
  CHECK(languages_said(announcement(blind, options_for("en"), 0)) == Tags{"es", "en"});
}

TEST_CASE("quiet hours, over midnight too") {
  const auto night = parse_quiet_hours("22:00-06:30");
  REQUIRE(night);
  CHECK(night->contain(23 * 60));
  CHECK(night->contain(0));
  CHECK(night->contain(6 * 60 + 29));
  CHECK_FALSE(night->contain(6 * 60 + 30));
  CHECK_FALSE(night->contain(12 * 60));
  CHECK(parse_quiet_hours("13:00-14:00")->contain(13 * 60 + 30));
  for (const auto* wrong : {"", "22", "22:00", "25:00-06:00", "22:61-06:00", "22:00-06:00x"}) CHECK_FALSE(parse_quiet_hours(wrong));
}

TEST_CASE("the announcement of each language in a wave file: chime, patient, site; silence between, nothing over another") {
  fs::create_directories(ANNOUNCEMENTS);
  ui::QuickLoop loop;
  ui::KeptLog log;
  ui::Speech speech(loop.post, {}, log);
  for (const auto& language : all_languages) {
    CAPTURE(language);
    const fs::path file = fs::path(ANNOUNCEMENTS) / (language + ".wav");
    ui::Sound sound(loop.clock, loop.timers, loop.post, {1.0, file}, log);
    ui::SpokenVoice voice(speech, sound);
    const auto all = announcement(call_in(language), options_for(language == "en" ? "es" : "en"), 0);
    std::optional<ui::Voice::Heard> over;
    voice.say(all, [&](ui::Voice::Heard heard) { over = heard; });
    REQUIRE(loop.until([&] { return over.has_value(); }, [&] { return sound.playing(); }));
    CHECK(*over == ui::Voice::Heard::spoken);
    const auto heard = ui::read_wave(file);
    REQUIRE(heard);
    CHECK(heard->length() > 3500ms);
    CHECK(heard->length() < 15s);
    // Sample by sample: each part in its place, and nothing else.
    std::size_t at = 0;
    for (const Utterance& one : all) {
      ui::ClipPtr part = one.kind == Utterance::Kind::chime ? ui::chime() : one.kind == Utterance::Kind::pause ? ui::silence(one.pause) : nullptr;
      if (one.kind == Utterance::Kind::speech) {
        speech.say(one.language, one.text, [&](ui::ClipPtr clip) { part = std::move(clip); });
        REQUIRE(loop.until([&] { return part != nullptr; }, [] { return false; }));
        CHECK(part->length() > 1s);
        CHECK(part->length() < 7s);
        CHECK(ui::loudness(part->samples.data(), part->samples.size()) > 600);
      }
      REQUIRE(at + part->samples.size() <= heard->samples.size());
      CHECK(std::equal(part->samples.begin(), part->samples.end(), heard->samples.begin() + static_cast<std::ptrdiff_t>(at)));
      at += part->samples.size();
    }
    CHECK(ui::loudness(heard->samples.data() + at, heard->samples.size() - at) == 0);
    CHECK(heard->samples.size() - at < ui::sample_rate / 10);
  }
  CHECK(log.lines.empty());
}
