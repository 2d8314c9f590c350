// What a board may have to show, with words in all eight languages and names as long as sites write them.

#include <fmt/format.h>

#include "board_matrix.hpp"

namespace vestibule::matrix {
using board::Shown, queue::BoardCall, queue::Door, queue::Texts;

namespace {

Texts all(const char* en, const char* es, const char* fr, const char* de, const char* ar, const char* he, const char* hi, const char* zh) {
  return {{"en", en}, {"es", es}, {"fr", fr}, {"de", de}, {"ar", ar}, {"he", he}, {"hi", hi}, {"zh", zh}};
}

Texts room(int number) {
  const auto n = std::to_string(number);
  return {{"en", "Room " + n},   {"es", "Consulta " + n}, {"fr", "Salle " + n}, {"de", "Raum " + n},
          {"ar", "الغرفة " + n}, {"he", "חדר " + n},      {"hi", "कमरा " + n},  {"zh", n + "号诊室"}};
}

const Texts pharmacy = all("Pharmacy window", "Ventanilla de farmacia", "Guichet de pharmacie", "Apothekenschalter", "نافذة الصيدلية",
                           "אשנב בית המרקחת", "दवा खिड़की", "药房窗口");
const Texts registration = all("Registration", "Admisión", "Accueil et inscription", "Anmeldung", "التسجيل", "קבלה ורישום", "पंजीकरण", "挂号登记");
const Texts medicine = all("General medicine", "Medicina general", "Médecine générale", "Allgemeinmedizin", "الطب العام", "רפואה כללית",
                           "सामान्य चिकित्सा", "全科");
const Texts dispensary = all("Pharmacy", "Farmacia", "Pharmacie", "Apotheke", "الصيدلية", "בית מרקחת", "दवाखाना", "药房");
const Texts cashier = all("Cashier", "Caja", "Caisse", "Kasse", "الصندوق", "קופה", "नकद काउंटर", "收费处");

BoardCall call(std::string code, Texts desk, std::optional<std::string> name = {}) {
  BoardCall call;
  call.call_code = std::move(code);
  call.desk_name = std::move(desk);
  call.shown_name = std::move(name);
  return call;
}

Shown empty() {
  Shown shown;
  shown.known = true;
  shown.area = all("Main hall", "Sala principal", "Hall principal", "Haupthalle", "القاعة الرئيسية", "האולם הראשי", "मुख्य हॉल", "大厅");
  return shown;
}

/// Nine rooms, so that each kind of door is there.
std::vector<queue::BoardDesk> desks() {
  std::vector<queue::BoardDesk> desks;
  for (const Door door : {Door::serving, Door::free, Door::called, Door::paused, Door::closed, Door::serving, Door::called, Door::free, Door::serving}) {
    const int number = static_cast<int>(desks.size()) + 1;
    queue::BoardDesk desk{queue::DeskId{fmt::format("d{}", number)}, number == 6 ? pharmacy : room(number), door, {}, {}};
    if (door == Door::called || door == Door::serving) desk.call_code = fmt::format("A{:03}", 14 + number);
    desks.push_back(std::move(desk));
  }
  desks[6].call_code = "XK-7QM4";
  return desks;
}

Shown fresh() {
  Shown shown = empty();
  shown.call = call("A017", room(3));
  shown.call->desk = queue::DeskId{"d3"};
  shown.fresh = shown.waited_for = true;
  shown.last = {call("B204", room(12)), call("A016", room(1)), call("P031", pharmacy), call("A015", room(3)), call("XK-7QM4", pharmacy)};
  shown.last_waited_for = {true, true, false, false, false};
  shown.next = {"A018", "B205", "A019", "P032", "A020", "B206"};
  shown.waiting = 114;
  shown.services = {{queue::ServiceId{"registration"}, registration, 31, queue::WaitRange{5, 15}},
                    {queue::ServiceId{"medicine"}, medicine, 112, queue::WaitRange{125, 180}},
                    {queue::ServiceId{"pharmacy"}, dispensary, 3, std::nullopt},
                    {queue::ServiceId{"cashier"}, cashier, 1, std::nullopt}};
  shown.desks = desks();
  return shown;
}

Shown calm() {
  Shown shown = fresh();
  shown.fresh = false;
  return shown;
}

Shown with(Shown shown, const std::function<void(Shown&)>& change) {
  change(shown);
  return shown;
}

const Texts leave = all("Please leave the building by the stairs", "Por favor, salga del edificio por las escaleras",
                        "Veuillez quitter le bâtiment par les escaliers", "Bitte verlassen Sie das Gebäude über die Treppe",
                        "يرجى مغادرة المبنى عبر الدرج", "נא לצאת מהבניין דרך המדרגות", "कृपया सीढ़ियों से भवन से बाहर जाएँ", "请走楼梯离开大楼");
const Texts corridor = all("The screen in the corridor works", "La pantalla del pasillo funciona", "L’écran du couloir fonctionne",
                           "Der Bildschirm im Flur ist in Betrieb", "الشاشة في الممر تعمل", "המסך במסדרון פועל", "गलियारे की स्क्रीन चालू है", "走廊的屏幕可用");

}  // namespace

std::vector<std::pair<std::string, Shown>> hall_states() {
  return {{"connecting", Shown{}},
          {"empty", empty()},
          {"call", fresh()},
          {"dimmed", with(fresh(), [](Shown& shown) { shown.dimmed = true; })},
          {"calm", calm()},
          {"stale", with(calm(), [](Shown& shown) { shown.stale = true; })},
          {"long", with(fresh(), [](Shown& shown) { shown.call = call("XK-7QM4", pharmacy); })},
          {"named", with(fresh(),
                         [](Shown& shown) {
                           shown.call = call("A017", room(3), "M. Fernández");
                           shown.last[0].shown_name = "M. K.";
                           shown.last[1].shown_name = "س. ع.";
                           shown.desks[0].shown_name = "M. K.";
                         })},
          {"closed", with(empty(), [](Shown& shown) { shown.open = false; })},
          {"emergency", with(calm(), [](Shown& shown) { shown.takeover = queue::Takeover{leave, queue::TakeoverLevel::emergency, {}}; })},
          {"warning", with(calm(), [](Shown& shown) { shown.takeover = queue::Takeover{leave, queue::TakeoverLevel::warning, {}}; })},
          {"notice", with(calm(), [](Shown& shown) { shown.takeover = queue::Takeover{leave, queue::TakeoverLevel::notice, {}}; })},
          {"told", with(calm(), [](Shown& shown) { shown.own_message = corridor; })},
          {"locked", with(calm(),
                          [](Shown& shown) {
                            shown.locked = true;
                            shown.own_message = corridor;
                          })}};
}

std::vector<std::pair<std::string, Shown>> door_states() {
  const auto door = [](std::size_t which) {
    return with(calm(), [which](Shown& shown) { shown.door = shown.desks[which]; });
  };
  std::vector<std::pair<std::string, Shown>> states{
      {"serving", door(0)},      {"free", door(1)},
      {"paused", door(3)},       {"closed room", door(4)},
      {"waited for", door(6)},   {"called", with(door(2), [](Shown& shown) { shown.fresh = true; })},
      {"dark", with(door(2), [](Shown& shown) { shown.fresh = shown.dimmed = true; })},
      {"called by name", with(door(2), [](Shown& shown) { shown.door->shown_name = "M. Fernández"; })}};
  for (auto& [name, shown] : hall_states())
    if (name != "call" && name != "dimmed" && name != "long" && name != "named") states.emplace_back(name, std::move(shown));
  return states;
}

}  // namespace vestibule::matrix
