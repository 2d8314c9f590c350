#include <unistd.h>
#include <vestibule/ui/words.hpp>

#include <filesystem>

#include "kit.hpp"

using namespace vestibule::ui;

namespace {
constexpr auto ltr = Direction::left_to_right;
constexpr auto rtl = Direction::right_to_left;

/// The runs of a line from left to right, those that read from the right in angle quotes.
std::string seen(std::string_view text, Direction direction, int width = 0) {
  std::string result;
  for (const TextLine& line : fonts().lay_out(text, 30, Weight::regular, width, direction).lines) {
    if (!result.empty()) result += "/";
    for (const TextRun& run : line.runs)
      if (!run.text.empty()) result += run.right_to_left ? "<" + run.text + ">" : run.text;
  }
  return result;
}
}  // namespace

TEST_CASE("runs of mixed direction stand where a reader looks for them") {
  CHECK(seen("Desk 3", ltr) == "Desk 3");
  CHECK(seen("مكتب", ltr) == "<مكتب>");
  CHECK(seen("رقم A017 الآن", rtl) == "<الآن>< >A017<رقم >");
  CHECK(seen("call A017: مكتب", ltr) == "call A017: <مكتب>");
}

TEST_CASE("two languages, a line each: the full stop of the second stands where its readers end") {
  CHECK(seen("\u2068Please wait.\u2069\n\u2068مرحبا.\u2069", ltr) == "Please wait./<مرحبا.>");
  CHECK(seen("\u2068مرحبا.\u2069\n\u2068Please wait.\u2069", rtl) == "<مرحبا.>/Please wait.");
}

TEST_CASE("a filled placeholder keeps its own direction") {
  const auto words = Words::parse("ar", "direction = \"rtl\"\n[words]\ngo = \"إلى {desk}.\"\n");
  REQUIRE(words);
  const std::string text = words->text("go", {{"desk", "Desk (3)"}});
  CHECK(seen(text, rtl) == "<.>Desk (3)<إلى >");
}

TEST_CASE("text breaks between words, and inside one only if it must") {
  const TextBlock block = fonts().lay_out("one two three four five six", 30, Weight::regular, 160, ltr);
  CHECK(block.lines.size() > 1);
  CHECK_FALSE(block.broken_word);
  for (const TextLine& line : block.lines) CHECK(line.width <= 160);
  CHECK(fonts().lay_out("Donaudampfschiff", 30, Weight::regular, 60, ltr).broken_word);
  CHECK(fonts().lay_out("a\nb", 30, Weight::regular, 0, ltr).lines.size() == 2);
  CHECK(fonts().lay_out("请到三号窗口等候", 30, Weight::regular, 130, ltr).lines.size() == 2);
}

TEST_CASE("every script of the first eight languages has a font") {
  for (const std::string_view text : {"Registration", "¿Español?", "Français", "Straße", "التسجيل", "קבלה", "पंजीकरण", "挂号"})
    CHECK(fonts().missing(text).empty());
  CHECK(fonts().missing("\xF4\x80\x80\x80") == std::vector<char32_t>{0x100000});
}

TEST_CASE("fonts that are not installed are told with the packages that have them") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("vestibule-fonts-" + std::to_string(::getpid()));
  CHECK(Fonts::find(folder).error().message.find("fonts-noto-core") != std::string::npos);
  fs::create_directories(folder);
  for (const auto& entry : fs::recursive_directory_iterator("/usr/share/fonts"))
    if (entry.path().filename() == "NotoSans-Regular.ttf") fs::create_symlink(entry.path(), folder / entry.path().filename());
  const auto latin = Fonts::find(folder);
  REQUIRE(latin);
  CHECK((*latin)->lack("¿Straße?") == "");
  CHECK((*latin)->lack("请") == "no font has U+8BF7, boxes stand in its place: install the Debian package fonts-noto-cjk");
  for (const std::string_view text : {"التسجيل", "קבלה", "पंजीकरण"}) {
    CHECK((*latin)->lack(text).ends_with("install the Debian package fonts-noto-core"));
    CHECK((*latin)->lack("请" + std::string(text)).ends_with("package fonts-noto-cjk and fonts-noto-core"));
  }
  fs::remove_all(folder);
}

TEST_CASE("a language knows all its letters, those of every plural form too") {
  const auto words = Words::parse("ar", "[words]\na = \"b\"\nc = {few = \"d\", other = \"e\"}\n");
  REQUIRE(words);
  CHECK(words->letters() == "bde");
}

TEST_CASE("bad bytes are shown as such and do no harm") {
  CHECK(seen("a\xff\xc3(b", ltr).find("a\uFFFD") == 0);
  CHECK(fonts().lay_out(std::string(10'000, 'x'), 30, Weight::regular, 500, ltr).lines.size() > 100);
}

TEST_CASE("plural forms follow the language's rule") {
  CHECK(plural("en", 1) == "one");
  CHECK(plural("en", 0) == "other");
  CHECK(plural("fr", 0) == "one");
  CHECK(plural("zh", 1) == "other");
  CHECK(plural("hi", 0) == "one");
  CHECK(plural("de", 0) == "other");
  CHECK(plural("es", 2'000'000) == "many");
  CHECK(plural("fr", 1'000'000) == "many");
  CHECK(plural("fr", 1'500'000) == "other");
  CHECK(plural("he", 2) == "two");
  const std::pair<long long, std::string_view> arabic[] = {{0, "zero"}, {1, "one"}, {2, "two"}, {3, "few"}, {10, "few"}, {11, "many"}, {99, "many"}, {100, "other"}, {102, "other"}, {103, "few"}};
  for (const auto& [n, category] : arabic) CHECK(plural("ar", n) == category);
}

TEST_CASE("words: forms, placeholders, and keys that are not there") {
  const auto words = Words::parse("en", "[words]\nahead = {one = \"{count} person\", other = \"{count} people\"}\n");
  REQUIRE(words);
  CHECK(words->text("ahead", {{"count", 1}}) == "1 person");
  CHECK(words->text("ahead", {{"count", 3}}) == "3 people");
  CHECK(words->text("behind") == "[behind]");
  CHECK(Words::parse("en", "[words]\nx = 3\n").error().message == "en.toml:2: \"x\" is neither a text nor plural forms with \"other\"");
  CHECK(Words::parse("en", "[words]\nx = \n").error().message.starts_with("en.toml:2: "));
  CHECK(in_language({{"en", "Desk"}, {"ar", "مكتب"}}, "ar-SA") == "مكتب");
  CHECK(in_language({{"en", "Desk"}}, "hi") == "Desk");
}
