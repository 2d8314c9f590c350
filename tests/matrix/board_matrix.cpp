#include "board_matrix.hpp"

#include "golden.hpp"

namespace vestibule::matrix {
using board::Shown;

namespace {

ui::Words words(const std::string& language) {
  auto read = ui::data_file("display/board/locale/" + language + ".toml").and_then([](const auto& file) {
    return ui::Words::read(file);
  });
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *std::move(read);
}

queue::Texts all(const char* en, const char* es, const char* fr, const char* de, const char* ar, const char* he, const char* hi,
                 const char* zh) {
  return {{"en", en}, {"es", es}, {"fr", fr}, {"de", de}, {"ar", ar}, {"he", he}, {"hi", hi}, {"zh", zh}};
}

queue::Texts room(int number) {
  const auto n = std::to_string(number);
  return {{"en", "Room " + n},   {"es", "Consulta " + n}, {"fr", "Salle " + n}, {"de", "Raum " + n},
          {"ar", "الغرفة " + n}, {"he", "חדר " + n},      {"hi", "कमरा " + n},  {"zh", n + "号诊室"}};
}

queue::Texts pharmacy() {
  return all("Pharmacy window", "Ventanilla de farmacia", "Guichet de pharmacie", "Apothekenschalter", "نافذة الصيدلية",
             "אשנב בית המרקחת", "दवा खिड़की", "药房窗口");
}

queue::BoardCall call(std::string code, queue::Texts desk) {
  queue::BoardCall call;
  call.call_code = std::move(code);
  call.desk_name = std::move(desk);
  return call;
}

Shown empty() {
  Shown shown;
  shown.known = true;
  shown.area =
      all("Main hall", "Sala principal", "Hall principal", "Haupthalle", "القاعة الرئيسية", "האולם הראשי", "मुख्य हॉल", "大厅");
  return shown;
}

Shown fresh() {
  Shown shown = empty();
  shown.call = call("A017", room(3));
  shown.fresh = shown.waited_for = true;
  shown.last = {call("B204", room(12)), call("A016", room(1)), call("P031", pharmacy()), call("A015", room(3)),
                call("XK-7QM4", pharmacy())};
  shown.last_waited_for = {true, true, false, false, false};
  shown.next = {"A018", "B205", "A019", "P032", "A020", "B206"};
  shown.waiting = 114;
  return shown;
}

ui::Theme look_theme(Look look) {
  const auto made = theme(look == Look::contrast ? "contrast" : "calm");
  return look == Look::large ? ui::larger(made) : made;
}

board::ViewOptions options(const std::vector<std::string>& tags) {
  board::ViewOptions options;
  for (const auto& tag : tags) options.languages.push_back(words(tag));
  options.message = all("Please keep your ticket until you have been seen", "Guarde su tique hasta que le atiendan",
                        "Gardez votre ticket jusqu’à votre passage", "Bitte behalten Sie Ihr Ticket, bis Sie an der Reihe waren",
                        "يرجى الاحتفاظ بالتذكرة حتى انتهاء دورك", "נא לשמור את הפתק עד סיום הטיפול",
                        "इलाज होने तक अपनी पर्ची सँभालकर रखें", "就诊结束前请保留号票");
  return options;
}

void check_board(const std::string& language) {
  for (const auto& glass : glasses)
    for (const Look look : looks)
      for (const auto& tags : {std::vector{language}, {language, language == "en" ? "ar" : "en"}}) {
        if (glass.size.height > glass.size.width || look == Look::large) continue;
        BoardStage stage(glass, look, tags);
        for (const auto& [state, shown] : board_states()) {
          stage.show(shown);
          stage.screen.lay_out();
          expect_none(faults(stage.screen),
                      fmt::format("board {} {} {} {}", state, fmt::join(tags, "+"), glass.name, name(look)));
        }
      }
}

}  // namespace

std::vector<std::pair<std::string, Shown>> board_states() {
  Shown calm = fresh(), stale = fresh(), long_names = fresh();
  calm.fresh = false;
  stale.fresh = false;
  stale.stale = true;
  long_names.call = call("XK-7QM4", pharmacy());
  return {{"connecting", Shown{}}, {"empty", empty()}, {"call", fresh()}, {"calm", calm}, {"stale", stale}, {"long", long_names}};
}

BoardStage::BoardStage(const Glass& glass, Look look, const std::vector<std::string>& tags)
    : screen(glass.size, look_theme(look), kiosk::test::fonts()), view_(screen.show<board::BoardView>(options(tags))) {
  view_.show_time({10, 15, 3, 22, 9});
}

void BoardStage::show(const Shown& shown) { view_.show(shown); }

TEST_CASE("board in English") { check_board("en"); }
TEST_CASE("board in Spanish") { check_board("es"); }
TEST_CASE("board in French") { check_board("fr"); }
TEST_CASE("board in German") { check_board("de"); }
TEST_CASE("board in Arabic") { check_board("ar"); }
TEST_CASE("board in Hebrew") { check_board("he"); }
TEST_CASE("board in Hindi") { check_board("hi"); }
TEST_CASE("board in Chinese") { check_board("zh"); }

}  // namespace vestibule::matrix
