// Help, appointments, tickets and what patients tell us.
#include "kit.hpp"

#include <fstream>
#include <sstream>

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using namespace std::chrono_literals;

namespace {

/// The database and its journal as bytes: what is not in there is not kept.
bool database_holds(QueueHost& queue, const std::string& text) {
  for (const char* part : {"", "-wal"}) {
    std::ifstream in(queue.host.database_path() + part, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (bytes.str().find(text) != std::string::npos) return true;
  }
  return false;
}

bool journal_holds(QueueHost& queue, const std::string& text) {
  for (const auto& entry : queue.host.entries())
    for (const auto* part : {&entry.request, &entry.reply, &entry.events, &entry.object})
      if (part->find(text) != std::string::npos) return true;
  return false;
}

std::string retained(QueueHost& queue, const std::string& subject) { return queue.host.no_bus.retained["vestibule/v1/state/" + subject]; }

json::object appointment(const std::string& code, const std::string& at = "2026-11-23T08:00:00Z") {
  return {{"code", code}, {"birth_date", "1950-02-28"}, {"service", "medicine"}, {"at", at}, {"language", "ar"}, {"needs", {"deaf"}}};
}

CheckedIn check_in(QueueHost& queue, json::object body) { return queue.as<CheckedIn>("queue.check_in", body, "kiosk-1"); }
CheckedIn scan(QueueHost& queue, const std::string& code) { return check_in(queue, {{"code", code}, {"scanned", true}}); }
CheckedIn type(QueueHost& queue, const std::string& code, const std::string& birth) {
  return check_in(queue, {{"code", code}, {"scanned", false}, {"birth_date", birth}});
}

}  // namespace

// ---- help

TEST_CASE("an urgent answer at the kiosk calls staff at once; they read the list and answer") {
  QueueHost queue;
  queue.open({});
  const auto token = queue.as<IssuedToken>("queue.issue_token", {{"service", "medicine"}, {"priority", "red"}, {"language", "ar"}}, "kiosk-1");
  CHECK(queue.events() .back() == "queue.help_wanted");
  const auto list = queue.answer<HelpList>("queue.help", {{"area", "hall"}});
  REQUIRE(list.calls.size() == 1);
  CHECK(list.calls[0].reason == HelpReason::urgent);
  CHECK(list.calls[0].code == token.call_code);
  CHECK(list.calls[0].language == "ar");
  CHECK(retained(queue, "help/hall").find(list.calls[0].help.text()) != std::string::npos);
  queue.restart();
  CHECK(queue.answer<HelpList>("queue.help", {{"area", "hall"}}).calls.size() == 1);
  queue.do_("queue.answer_help", {{"help", list.calls[0].help.text()}});
  CHECK(queue.events().back() == "queue.help_answered");
  CHECK(queue.answer<HelpList>("queue.help", {{"area", "hall"}}).calls.empty());
  CHECK(retained(queue, "help/hall").find("\"calls\":[]") != std::string::npos);
  CHECK(queue.refused(Code::conflict, "queue.answer_help", {{"help", list.calls[0].help.text()}}).find("gone there already") != std::string::npos);
}

TEST_CASE("an answer that can wait, or a class that staff give, calls nobody") {
  QueueHost queue;
  queue.open({});
  queue.issue("medicine", {{"priority", "green"}});
  queue.issue("medicine", {{"priority", "red"}, {"reason", "fainted in the hall"}});
  CHECK(queue.answer<HelpList>("queue.help", {{"area", "hall"}}).calls.empty());
}

TEST_CASE("the button that calls staff: pressed again it is no second call; urgent ones stand first") {
  QueueHost queue;
  queue.open({});
  const auto first = queue.as<HelpCall>("queue.call_staff", {{"kiosk", "kiosk-1"}, {"reason", "staff"}}, "kiosk-1");
  CHECK(first.area == AreaId{"hall"});
  const auto again = queue.as<HelpCall>("queue.call_staff", {{"kiosk", "kiosk-1"}, {"reason", "staff"}}, "kiosk-1");
  CHECK(again.help == first.help);
  CHECK(again.calls == 2);
  queue.do_("queue.call_staff", {{"kiosk", "kiosk-2"}, {"reason", "urgent"}, {"area", "lab"}}, "kiosk-2");
  queue.do_("queue.call_staff", {{"kiosk", "kiosk-3"}, {"reason", "urgent"}}, "kiosk-3");
  const auto hall = queue.answer<HelpList>("queue.help", {{"area", "hall"}}).calls;
  REQUIRE(hall.size() == 2);
  CHECK(hall[0].kiosk == "kiosk-3");
  CHECK(hall[1].calls == 2);
  CHECK(queue.answer<HelpList>("queue.help", {{"area", "lab"}}).calls.size() == 1);
  queue.restart();
  CHECK(queue.answer<HelpList>("queue.help", {{"area", "hall"}}).calls[1].calls == 2);
}

TEST_CASE("a kiosk that the file knows says where it stands; forty calls fit into one message") {
  QueueHost queue("", queue_kit::hospital_text + R"(
[[kiosk]]
id = "kiosk-7"
name = { en = "Kiosk at the north door", ar = "الجهاز عند الباب الشمالي" }
area = "lab"
)");
  queue.open({});
  const auto call = queue.as<HelpCall>("queue.call_staff", {{"kiosk", "?"}, {"reason", "staff"}, {"area", "hall"}}, "kiosk-7");
  CHECK(call.area == AreaId{"lab"});
  CHECK(call.place.at("en") == "Kiosk at the north door");
  for (int i = 0; i < 40; ++i) queue.do_("queue.call_staff", {{"kiosk", "k"}, {"reason", "staff"}}, fmt::format("k-{}", i));
  CHECK(queue.answer<HelpList>("queue.help", {{"area", "hall"}}).calls.size() == 32);
  CHECK(retained(queue, "help/hall").size() < 16'000);
}

TEST_CASE("calls for help end with the day") {
  QueueHost queue;
  queue.open({});
  queue.do_("queue.call_staff", {{"kiosk", "kiosk-1"}, {"reason", "staff"}}, "kiosk-1");
  queue.do_("queue.close_day", json::object{});
  CHECK(queue.answer<HelpList>("queue.help", {{"area", "hall"}}).calls.empty());
  queue.restart();
}

TEST_CASE("wrong calls for help are refused") {
  QueueHost queue;
  queue.open({});
  const std::string endless(10'000, 'x');
  queue.refused(Code::invalid, "queue.call_staff", {{"kiosk", endless}, {"reason", "staff"}});
  queue.refused(Code::invalid, "queue.call_staff", {{"kiosk", ""}, {"reason", "staff"}});
  queue.refused(Code::invalid, "queue.call_staff", {{"kiosk", "k"}, {"reason", "tea"}});
  queue.refused(Code::invalid, "queue.call_staff", {{"kiosk", "k"}, {"reason", "staff"}, {"language", endless}});
  queue.refused(Code::not_found, "queue.call_staff", {{"kiosk", "k"}, {"reason", "staff"}, {"area", "roof"}});
  queue.refused(Code::conflict, "queue.answer_help", {{"help", "help-99"}});
  queue.refused(Code::invalid, "queue.answer_help", {{"help", endless}});
}

// ---- appointments

TEST_CASE("an appointment is checked in by its code, scanned; it goes before whoever came without one") {
  QueueHost queue;  // 07:00 UTC; medicine takes appointments from 30 minutes before to 15 after
  queue.open({});
  queue.do_("queue.book_appointment", appointment("ab-4711"));
  CHECK(queue.events().back() == "queue.appointment_booked");
  queue.pass(40min);
  const auto reply = scan(queue, " AB-4711\n");
  CHECK(reply.outcome == CheckInOutcome::here);
  REQUIRE(reply.token);
  CHECK(reply.token->number == "M001");
  CHECK(reply.language == "ar");
  const auto view = queue.token(reply.token->token).token;
  CHECK(view.booked == instant_from_iso("2026-11-23T08:00:00Z"));
  CHECK(view.language == "ar");
  CHECK(view.needs == std::vector{Need::deaf});
  queue.issued.push_back(reply.token->token);
  queue.restart();
  const auto again = scan(queue, "AB-4711");
  CHECK(again.outcome == CheckInOutcome::used);
  REQUIRE(again.token);
  CHECK(again.token->number == "M001");
  CHECK(queue.counts().issued == 1);
}

TEST_CASE("by hand it takes the code and the very date of birth") {
  QueueHost queue;
  queue.open({});
  queue.do_("queue.book_appointment", appointment("AB-4711"));
  queue.pass(40min);
  CHECK(type(queue, "AB-4711", "1950-02-27").outcome == CheckInOutcome::unknown);
  CHECK(type(queue, "AB-4712", "1950-02-28").outcome == CheckInOutcome::unknown);
  CHECK(type(queue, "AB-471", "1950-02-28").outcome == CheckInOutcome::unknown);
  CHECK_FALSE(type(queue, "AB-4712", "1950-02-28").at);
  const auto good = type(queue, "ab-4711", "1950-02-28");
  CHECK(good.outcome == CheckInOutcome::here);
  queue.refused(Code::invalid, "queue.check_in", {{"code", "AB-4711"}, {"scanned", false}});
  queue.refused(Code::invalid, "queue.check_in", {{"code", "AB-4711"}, {"scanned", false}, {"birth_date", "1950-02-30"}});
}

TEST_CASE("too early, too late, another day: each is told, with when to come; who will wait like everybody may") {
  QueueHost queue;
  queue.open({});
  queue.do_("queue.book_appointment", appointment("EARLY", "2026-11-23T09:00:00Z"));
  queue.do_("queue.book_appointment", appointment("LATE", "2026-11-23T07:05:00Z"));
  queue.do_("queue.book_appointment", appointment("MORROW", "2026-11-24T09:00:00Z"));
  queue.pass(30min);
  const auto early = scan(queue, "EARLY");
  CHECK(early.outcome == CheckInOutcome::early);
  CHECK(early.at == When{0, 1, "10:00"});  // Vienna
  CHECK(early.from == When{0, 1, "09:30"});
  CHECK_FALSE(early.token);
  const auto late = scan(queue, "LATE");
  CHECK(late.outcome == CheckInOutcome::late);
  CHECK(late.at == When{0, 1, "08:05"});
  const auto other = scan(queue, "MORROW");
  CHECK(other.outcome == CheckInOutcome::other_day);
  CHECK(other.at == When{1, 2, "10:00"});
  queue.issue("medicine");
  const auto walk_in = check_in(queue, {{"code", "LATE"}, {"scanned", true}, {"as_walk_in", true}});
  CHECK(walk_in.outcome == CheckInOutcome::here);
  CHECK(queue.token(walk_in.token->token).ahead == 1);
  CHECK(check_in(queue, {{"code", "MORROW"}, {"scanned", true}, {"as_walk_in", true}}).outcome == CheckInOutcome::other_day);
}

TEST_CASE("a cancelled appointment, and a closed day") {
  QueueHost queue;
  queue.do_("queue.book_appointment", appointment("AB-4711", "2026-11-23T07:10:00Z"));
  CHECK(scan(queue, "AB-4711").outcome == CheckInOutcome::closed);
  queue.open({});
  queue.do_("queue.cancel_appointment", {{"code", "AB-4711"}});
  CHECK(queue.events().back() == "queue.appointment_cancelled");
  CHECK(scan(queue, "AB-4711").outcome == CheckInOutcome::cancelled);
  queue.refused(Code::conflict, "queue.cancel_appointment", {{"code", "AB-4711"}});
  queue.refused(Code::not_found, "queue.cancel_appointment", {{"code", "AB-4712"}});
  queue.do_("queue.book_appointment", appointment("AB-4711", "2026-11-23T07:10:00Z"));  // the code may be used again
  CHECK(scan(queue, "AB-4711").outcome == CheckInOutcome::here);
}

TEST_CASE("whoever guesses too often must wait; another kiosk need not") {
  QueueHost queue("check_in_tries = 5\n");
  queue.open({});
  queue.do_("queue.book_appointment", appointment("AB-4711", "2026-11-23T07:10:00Z"));
  for (int i = 0; i < 5; ++i) CHECK(scan(queue, fmt::format("GUESS{}", i)).outcome == CheckInOutcome::unknown);
  CHECK(scan(queue, "AB-4711").outcome == CheckInOutcome::too_often);
  CHECK(queue.as<CheckedIn>("queue.check_in", {{"code", "AB-9999"}, {"scanned", true}}, "kiosk-2").outcome == CheckInOutcome::unknown);
  queue.pass(11min);
  CHECK(scan(queue, "AB-4711").outcome == CheckInOutcome::here);
}

TEST_CASE("scanner garbage is an unknown code, and wrong bookings are refused") {
  QueueHost queue;
  queue.open({});
  for (const std::string& garbage : {std::string(10'000, 'x'), std::string("\x01\x02\x1b[A"), std::string("***"), std::string("'; DROP TABLE queue_appointment;--"),
                                     std::string("\xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4"), std::string(" ")})
    CHECK(scan(queue, garbage).outcome == CheckInOutcome::unknown);
  const auto with = [](const char* key, const std::string& value) {
    json::object body = appointment("AB-4711");
    body[key] = value;
    return body;
  };
  queue.refused(Code::invalid, "queue.book_appointment", with("code", "abc"));
  queue.refused(Code::invalid, "queue.book_appointment", with("code", std::string(10'000, 'A')));
  queue.refused(Code::invalid, "queue.book_appointment", with("code", "AB 47\n11"));
  queue.refused(Code::invalid, "queue.book_appointment", with("birth_date", "2099-01-01"));
  queue.refused(Code::invalid, "queue.book_appointment", with("birth_date", "1066-10-14"));
  queue.refused(Code::invalid, "queue.book_appointment", with("birth_date", "1950-13-01"));
  queue.refused(Code::invalid, "queue.book_appointment", with("at", "2026-11-20T08:00:00Z"));
  queue.refused(Code::invalid, "queue.book_appointment", with("language", "tlh"));
  queue.refused(Code::not_found, "queue.book_appointment", with("service", "surgery"));
  queue.refused(Code::conflict, "queue.book_appointment", with("service", "blood"));
  queue.do_("queue.book_appointment", appointment("AB-4711"));
  CHECK(queue.refused(Code::conflict, "queue.book_appointment", appointment("ab-4711")).find("already") != std::string::npos);
}

TEST_CASE("a date of birth is nowhere to be read") {
  QueueHost queue;
  queue.open({});
  queue.do_("queue.book_appointment", appointment("AB-4711"));
  type(queue, "AB-4711", "1950-02-28");
  CHECK_FALSE(journal_holds(queue, "1950-02-28"));
  CHECK_FALSE(database_holds(queue, "1950-02-28"));
  CHECK(database_holds(queue, "AB-4711"));
}

// ---- tickets

TEST_CASE("a ticket's secret says how it stands and why, before and after a restart; nobody guesses another's") {
  QueueHost queue;
  queue.open({"room-1", "room-2"});
  const auto first = queue.issue("medicine");
  REQUIRE(first.secret);
  CHECK(first.secret->size() == 39);
  queue.pass(1min);
  queue.issue("medicine", {{"priority", "red"}});
  queue.call_next("room-1");
  queue.do_("queue.pause_desk", {{"desk", "room-2"}});
  const auto status = queue.answer<TicketStatus>("queue.token_status", {{"secret", *first.secret}});
  CHECK(status.number == "M001");
  CHECK(status.ahead == 0);
  REQUIRE(status.came_first.size() == 1);
  CHECK(status.came_first[0].at_once);
  CHECK(status.came_first[0].count == 1);
  CHECK(status.desks_open == 1);
  CHECK(status.desks_paused == 1);
  queue.restart();
  CHECK(queue.answer<TicketStatus>("queue.token_status", {{"secret", *first.secret}}).number == "M001");
  std::string forged = *first.secret;
  forged.back() = forged.back() == '0' ? '1' : '0';
  for (const std::string& wrong : {forged, first.token.text(), std::string(10'000, 'A'), std::string()})
    CHECK(queue_kit::outcome(queue.host.ask("queue.token_status", {{"secret", wrong}})) == "not_found");
  std::string small = *first.secret;
  for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  CHECK(queue.answer<TicketStatus>("queue.token_status", {{"secret", small}}).number == "M001");
}

TEST_CASE("a call code that was typed says the same; a number of a service with secret codes says nothing") {
  QueueHost queue;
  queue.open({"room-2"});
  const auto open = queue.issue("medicine"), secret = queue.issue("emergency");
  CHECK(queue.answer<TicketStatus>("queue.token_status", {{"call_code", "m001"}}).ahead == 0);
  CHECK(queue.answer<TicketStatus>("queue.token_status", {{"call_code", secret.call_code}}).number == secret.number);
  const auto asked = [&](const json::value& body) { return queue_kit::outcome(queue.host.ask("queue.token_status", body)); };
  CHECK(asked({{"call_code", secret.number}}) == "not_found");
  CHECK(asked({{"call_code", json::value(std::string(10'000, 'M'))}}) == "not_found");
  CHECK(asked({{"call_code", "\x01"}}) == "not_found");
  CHECK(asked({{"call_code", "M001"}, {"secret", *open.secret}}) == "invalid");
  CHECK(asked(json::object{}) == "invalid");
}

// ---- what patients tell us

TEST_CASE("what a patient told is read by one query, is in no event, journal or topic, and goes with the day") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto token = queue.issue("medicine", {{"visitor", {{"name", "Zenobia Quill"}, {"age", 71}, {"contact", "0790 123"}, {"symptoms", "dizzy since Monday"}}}});
  const auto told = queue.answer<Visitor>("queue.visitor", {{"token", token.token.text()}});
  CHECK(told.name->reveal() == "Zenobia Quill");
  CHECK(told.age->reveal() == 71);
  CHECK_FALSE(told.preferred_time);
  queue.call_next("room-1");
  queue.restart();
  for (const char* secret : {"Zenobia", "0790", "dizzy"}) {
    CHECK_FALSE(journal_holds(queue, secret));
    for (const auto& [topic, payload] : queue.host.no_bus.retained) CHECK(payload.find(secret) == std::string::npos);
  }
  queue.do_("queue.close_day", {{"rest", "cancel"}});
  CHECK_FALSE(queue.answer<Visitor>("queue.visitor", {{"token", token.token.text()}}).name);
}

TEST_CASE("a site may keep it for some days") {
  QueueHost queue("visitor_days = 1\n");
  queue.open({});
  const auto token = queue.issue("medicine", {{"visitor", {{"name", "Zenobia Quill"}}}});
  queue.do_("queue.close_day", {{"rest", "cancel"}});
  CHECK(queue.answer<Visitor>("queue.visitor", {{"token", token.token.text()}}).name);
  queue.do_("queue.open_day", {{"day", "2026-11-24"}});
  queue.do_("queue.close_day", json::object{});
  CHECK_FALSE(queue.answer<Visitor>("queue.visitor", {{"token", token.token.text()}}).name);
}

TEST_CASE("initials are shown by consent for this visit, with each call, also after a restart") {
  QueueHost queue;
  queue.open({"room-1"});
  queue.issue("medicine", {{"visitor", {{"name", "Zenobia Quill"}}}, {"shown_name", "Z. Q."}});
  queue.issue("medicine");
  queue.call_next("room-1");
  CHECK(queue.board("hall").calls.back().shown_name == "Z. Q.");
  queue.restart();
  queue.do_("queue.undo", {{"desk", "room-1"}});
  queue.call_next("room-1");
  CHECK(queue.board("hall").calls.back().shown_name == "Z. Q.");
  CHECK_FALSE(journal_holds(queue, "Z. Q."));
  queue.serve("room-1");
  queue.do_("queue.close_day", {{"rest", "cancel"}});
  CHECK_FALSE(queue.board("hall").calls.back().shown_name);
  queue.restart();
}

TEST_CASE("what no patient says is refused, blanks are nothing") {
  QueueHost queue;
  queue.open({});
  const auto refused = [&](const json::object& visitor) { queue.refused(Code::invalid, "queue.issue_token", {{"service", "medicine"}, {"visitor", visitor}}); };
  refused({{"name", std::string(10'000, 'x')}});
  refused({{"name", "Zenobia\nQuill"}});
  refused({{"symptoms", std::string("a\x1b[31m")}});
  refused({{"age", -1}});
  refused({{"age", 131}});
  refused({{"age", "old"}});
  queue.refused(Code::invalid, "queue.issue_token", {{"service", "medicine"}, {"shown_name", "Zenobia Quill Esq."}});
  const auto token = queue.issue("medicine", {{"visitor", {{"name", "   "}}}});
  CHECK_FALSE(queue.answer<Visitor>("queue.visitor", {{"token", token.token.text()}}).name);
  CHECK(queue_kit::outcome(queue.host.ask("queue.visitor", {{"token", "nobody"}})) == "not_found");
}
