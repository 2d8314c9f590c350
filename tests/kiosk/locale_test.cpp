// Every language says everything, and nothing that is never said.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "golden.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
namespace fs = std::filesystem;

namespace {

using Keys = std::set<std::string>;

/// What stands between each `open` in the text and the next `close`.
Keys between(std::string_view text, std::string_view open, std::string_view close) {
  Keys found;
  for (auto at = text.find(open); at != text.npos; at = text.find(open, at)) {
    at += open.size();
    found.emplace(text.substr(at, text.find(close, at) - at));
  }
  return found;
}

/// All that the kiosk's sources pass to key("...").
Keys said() {
  Keys keys;
  for (const auto& entry : fs::recursive_directory_iterator(SOURCES)) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
    std::ifstream in(entry.path());
    keys.merge(between(std::string{std::istreambuf_iterator<char>(in), {}}, "key(\"", "\")"));
  }
  return keys;
}

Keys gaps(const std::string& text) { return between(text, "{", "}"); }

}  // namespace

TEST_CASE("every language has the keys of the code: none missing, none unused") {
  const Keys wanted = said();
  REQUIRE(wanted.size() > 40);
  for (const auto& tag : test::languages().tags()) {
    const auto list = test::languages().words(tag).keys();
    const Keys has(list.begin(), list.end());
    for (const auto& key : wanted) CHECK_MESSAGE(has.count(key), tag << ".toml lacks " << key);
    for (const auto& key : has) CHECK_MESSAGE(wanted.count(key), tag << ".toml has " << key << ", which nobody says");
  }
}

TEST_CASE("a text has the same gaps in every language") {
  const auto& english = test::languages().words("en");
  for (const auto& tag : test::languages().tags())
    for (const auto& key : english.keys())
      CHECK_MESSAGE(gaps(english.text(key)) == gaps(test::languages().words(tag).text(key)), tag << " " << key);
}

TEST_CASE("a text with plural forms has every form its language asks for, and no other") {
  for (const auto& tag : test::languages().tags()) {
    const auto& words = test::languages().words(tag);
    Keys asked{"other"};
    for (const long long n : {1'000'000, 2'000'000}) asked.emplace(ui::plural(tag, n));
    for (long long n = 0; n < 200; ++n) asked.emplace(ui::plural(tag, n));
    for (const auto& key : test::languages().words("en").keys()) {
      const auto forms = words.forms(key);
      const bool counts = test::languages().words("en").forms(key).size() > 1;
      CHECK_MESSAGE(Keys(forms.begin(), forms.end()) == (counts ? asked : Keys{"other"}), tag << " " << key);
    }
  }
}

TEST_CASE("the languages are the eight of the house") {
  CHECK(test::languages().tags() == std::vector<std::string>{"ar", "de", "en", "es", "fr", "he", "hi", "zh"});
}

TEST_CASE("a language whose letters no font has is not offered, and the log names it and the package to install") {
  struct Lines : Log {
    void write(Level, std::string_view line) override { all += std::string(line) + "\n"; }
    std::string all;
  } log;
  const auto without = [](std::u32string_view letters) {
    return [letters](std::string_view text) {
      std::vector<char32_t> absent;
      for (const char32_t letter : letters) {
        const auto c = static_cast<unsigned>(letter);  // of three bytes, as all of them here
        const std::string bytes{static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3f)), static_cast<char>(0x80 | (c & 0x3f))};
        if (text.find(bytes) != text.npos) absent.push_back(letter);
      }
      return absent;
    };
  };
  CHECK(test::languages().drawable(without(U"क您"), log) == std::vector<std::string>{"ar", "de", "en", "es", "fr", "he"});
  CHECK(log.all.find("hi (हिन्दी)") != std::string::npos);
  CHECK(log.all.find("fonts-noto-core") != std::string::npos);
  CHECK(log.all.find("zh (中文)") != std::string::npos);
  CHECK(log.all.find("fonts-noto-cjk") != std::string::npos);
  const auto nothing = [](std::string_view) { return std::vector<char32_t>{U'a'}; };
  CHECK(test::languages().drawable(nothing, log) == test::languages().tags());
  CHECK(test::languages().drawable([](std::string_view text) { return test::fonts().missing(text); }, log) == test::languages().tags());
}

TEST_CASE("numbers take the form of their language") {
  const auto say = [](int count, const std::string& tag) {
    return test::languages().say(key("token_ahead").counting(count), tag);
  };
  CHECK(say(1, "en") == "1 person before you");
  CHECK(say(12, "en") == "12 people before you");
  CHECK(say(2, "ar") == "شخصان قبلك");
  CHECK(say(7, "ar") == "7 أشخاص قبلك");
  CHECK(say(12, "ar") == "12 شخصًا قبلك");
}

TEST_CASE("what is waited for takes the form of the longest wait said") {
  const auto wait = [](int high, const std::string& tag) { return test::languages().say(key("token_wait").ranging(0, high), tag); };
  CHECK(wait(1, "en").ends_with("1\u2069 minute"));
  CHECK(wait(5, "en").ends_with("5\u2069 minutes"));
  CHECK(wait(5, "ar").find("دقائق") != std::string::npos);
  CHECK(wait(10, "ar").find("دقائق") != std::string::npos);
  CHECK(wait(12, "ar").find("دقيقة") != std::string::npos);
}

TEST_CASE("a word is written in one way throughout a language") {
  const std::map<std::string, std::vector<std::string>> otherwise{
      {"ar", {"اً", "يُرجى"}}, {"de", {"Automat"}}, {"es", {" ticket"}}, {"hi", {"काग़", "खाली"}}};
  for (const auto& [tag, spellings] : otherwise)
    for (const auto& key : test::languages().words(tag).keys())
      for (const auto& spelling : spellings) CHECK_MESSAGE(test::languages().words(tag).text(key).find(spelling) == std::string::npos, tag << " " << key);
}

TEST_CASE("only the button that calls somebody offers help: what is asked about needs does not") {
  const std::map<std::string, std::string> help{{"en", "help"}, {"de", "Hilfe"}, {"fr", "aide"}, {"es", "ayuda"}, {"ar", "مساعدة"}, {"he", "עזרה"}, {"hi", "सहायता"}, {"zh", "帮助"}};
  for (const auto& [tag, word] : help)
    for (const auto* key : {"action_needs", "action_needs_noted", "needs_title"}) CHECK_MESSAGE(test::languages().words(tag).text(key).find(word) == std::string::npos, tag);
}

TEST_CASE("what the site has not written in a language is said in English, and a region falls back on its root") {
  const auto& languages = test::languages();
  CHECK(languages.say(of_site({{"en", "X-ray"}, {"de", "Röntgen"}}), "ar") == "X-ray");
  CHECK(languages.say(key("action_back"), "ar-EG") == "رجوع");
  CHECK(languages.say(key("action_back"), "tlh") == "Back");
  CHECK(languages.say(name_of_language("ar"), "en") == "العربية");
}
