// The real program on a real display, touched by real clicks, over a real broker; the test plays the host.
#include <algorithm>
#include <fstream>

#include "hall.hpp"
#include "operator/pin.hpp"

using namespace vestibule;
using namespace std::chrono_literals;
using kiosk::test::content, kiosk::test::fresh_folder, kiosk::test::Hall, kiosk::test::started;
namespace fs = std::filesystem;

TEST_CASE("a patient takes a number by three touches, the last one a nervous one, and has one ticket") {
  Hall hall;
  REQUIRE_MESSAGE(hall.shows("language"), content(hall.folder / "log"));
  CHECK(hall.loop.until([&] { return hall.present; }));
  hall.touch("language.ar");
  CHECK(hall.shows("service", "ar"));
  hall.touch("service.general");
  CHECK(hall.shows("urgency", "ar"));
  hall.touch("urgency.1.yellow", 5);
  REQUIRE(hall.shows("token", "ar"));
  CHECK(hall.loop.until([&] { return hall.tickets(".escpos").size() == 1; }));
  CHECK(hall.tickets(".png").size() == 1);
  CHECK(hall.host.tokens.size() == 1);
  CHECK(hall.host.requests.begin()->second.priority == "yellow");
  hall.touch("again");
  CHECK(hall.shows("language"));
  for (const char* picture : {"language.png", "service-ar.png", "urgency-ar.png", "token-ar.png"})
    CHECK(fs::exists(hall.folder / "pictures" / picture));
  CHECK(content(hall.folder / "record").find("tap service.general") != std::string::npos);
}

TEST_CASE("the broker dies between request and answer: the same wish, one token") {
  Hall hall;
  hall.touch("language.en");
  hall.touch("service.blood");
  hall.mute = true;
  hall.touch("again");
  hall.touch("language.en");
  hall.touch("service.blood");
  REQUIRE(hall.loop.until([&] { return hall.host.tokens.size() == 2; }));
  hall.broker->kill();
  REQUIRE(hall.broker->restart());
  hall.mute = false;
  CHECK(hall.shows("token", "en"));
  CHECK(hall.host.tokens.size() == 2);
  CHECK(hall.loop.until([&] { return hall.tickets(".escpos").size() == 2; }));
}

TEST_CASE("a kiosk whose broker dies gives numbers of its own, also after a power cut, and brings them when it is back") {
  Hall hall;
  REQUIRE(hall.shows("language"));
  REQUIRE(hall.loop.until([&] { return !hall.host.reports.empty() && hall.has_mark(); }));
  hall.broker->kill();
  hall.touch("language.en");
  hall.touch("service.blood");
  REQUIRE(hall.shows("token", "en"));
  CHECK(hall.loop.until([&] { return hall.tickets(".escpos").size() == 1; }));
  hall.cut_power();
  hall.switch_on();
  REQUIRE(hall.shows("language"));  // from what its disk holds: nobody is there to ask
  hall.touch("language.ar");
  hall.touch("service.pharmacy");
  REQUIRE(hall.shows("token", "ar"));
  CHECK(hall.host.tokens.empty());
  REQUIRE(hall.broker->restart());
  REQUIRE(hall.loop.until([&] { return hall.host.brought.size() == 2; }));
  CHECK(hall.host.brought[0].number == "B1-001");
  CHECK(hall.host.brought[1].number == "P1-002");
}

TEST_CASE("nobody closes the window of a locked kiosk; by gesture and PIN the operator ends it") {
  Hall hall({"--locked", "--operator-pin", *kiosk::hash_pin("2580")});
  REQUIRE(hall.shows("language"));
  CHECK(hall.ask_to_close());
  hall.keys({"key", "alt+F4"});
  hall.keys({"key", "ctrl+alt+BackSpace"});
  hall.keys({"key", "Escape"});
  for (const auto& [x, y] : {std::pair{5, 5}, {535, 5}, {535, 955}, {5, 955}}) hall.click_at(x, y);
  REQUIRE(hall.loop.until([&] { return hall.page() == "pin"; }));
  for (const auto* digit : {"digit.2", "digit.5", "digit.8", "digit.0", "enter"}) hall.touch_once(digit);
  REQUIRE(hall.loop.until([&] { return hall.page() == "operator_desk"; }));
  hall.touch_once("leave");
  CHECK(hall.ended() == 77);
}

TEST_CASE("without the lock, a wish to close the window ends the program") {
  Hall hall;
  REQUIRE(hall.shows("language"));
  CHECK(hall.ask_to_close());
  CHECK(hall.ended() == 0);
}

TEST_CASE("after a visit nothing of it stands in the kiosk's memory") {
  Hall hall({"--verbose"});
  hall.host.menu.services[2].letter = "QZX";
  REQUIRE(hall.shows("language"));
  hall.touch("language.en");
  hall.touch("service.blood");
  REQUIRE(hall.shows("token", "en"));
  REQUIRE(hall.loop.until([&] { return hall.tickets(".escpos").size() == 1; }));
  const auto token = hall.host.tokens.begin()->second;
  CHECK(hall.in_memory(token.number) > 0);
  hall.touch("again");
  REQUIRE(hall.shows("language"));
  CHECK(hall.loop.until([&] { return hall.in_memory(token.number) == 0 && hall.in_memory(token.token.text()) == 0; }));
}

TEST_CASE("all that a service asks, by fingers: what it says first, a name on the keyboard, a number") {
  Hall hall;
  auto& blood = hall.host.menu.services[2];
  blood.info = {{"en", "Please do not eat before the test."}};
  blood.asks = {queue::Ask::name};
  REQUIRE(hall.shows("language"));
  hall.touch("language.en");
  hall.touch("service.blood");
  REQUIRE(hall.shows("info", "en"));
  hall.touch("go_on");
  REQUIRE(hall.shows("entry", "en"));
  for (const auto* letter : {"key.Z", "key.O", "key.E"}) hall.touch_once(letter);
  hall.touch("next");
  REQUIRE(hall.shows("token", "en"));
  CHECK(hall.host.requests.begin()->second.visitor->name->reveal() == "ZOE");
  REQUIRE(hall.loop.until([&] { return content(hall.folder / "targets").find("reprint") != std::string::npos; }));  // printed: the page changes no more
  hall.touch_once("staff");
  CHECK(hall.loop.until([&] { return hall.host.staff_calls.size() == 1; }));
}

TEST_CASE("a scanner that types: how a ticket stands, and an appointment") {
  Hall hall;
  const std::string secret = "0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456";
  hall.host.tickets[secret] = queue::State::waiting;
  hall.host.appointments["APPT-77"] = queue::CheckInOutcome::here;
  REQUIRE(hall.shows("language"));
  REQUIRE(hall.loop.until([&] { return hall.targets().ready; }));
  hall.scan("https://hall.example/t/" + secret);
  REQUIRE(hall.shows("status", "ar"));  // in the language of the ticket
  hall.scan("APPT-77");
  REQUIRE(hall.loop.until([&] { return hall.page() == "token"; }));
  CHECK(hall.loop.until([&] { return hall.tickets(".escpos").size() == 1; }));
  CHECK(hall.host.check_ins.size() == 1);
  CHECK(hall.host.tokens.size() == 1);
}

TEST_CASE("staff lock the kiosk from afar, write to its patients, look at it, and begin it anew") {
  Hall hall;
  REQUIRE(hall.shows("language"));
  hall.order({true, {}, 0, 0});
  REQUIRE(hall.shows("out_of_service"));
  hall.cut_power();
  hall.broker->kill();
  hall.switch_on();
  REQUIRE(hall.shows("out_of_service"));  // switched off and on, and with nobody to ask
  REQUIRE(hall.broker->restart());
  hall.order({false, {{"en", "Blood tests are upstairs today"}}, 0, 1});
  REQUIRE(hall.shows("language"));
  REQUIRE(hall.loop.until([&] { return hall.host.pictures.size() == 1; }));
  CHECK(hall.host.pictures[0].number == 1);
  CHECK(hall.host.pictures[0].png.starts_with("iVBORw0KGgo"));  // what every PNG begins with
  const std::string boot = hall.host.reports.back().boot;
  hall.touch("language.en");
  hall.order({false, {}, 1, 1});
  hall.touch("back");  // not before this person has gone
  CHECK(hall.loop.until([&] { return hall.host.reports.back().boot != boot; }));
  CHECK(hall.shows("language"));
}

TEST_CASE("wrong settings are refused in a sentence") {
  const auto folder = fresh_folder();
  const auto said = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), KIOSK);
    fs::remove(folder / "log");
    auto child = started({arguments, {{"SDL_VIDEODRIVER", "dummy"}}, folder / "log", {}});
    CHECK(child.wait(10s).value_or(0) != 0);
    return content(folder / "log");
  };
  const auto file = folder / "kiosk.toml";
  const auto said_of = [&](const std::string& text) {
    std::ofstream(file) << text;
    const std::string all = said({"--settings", file});
    const auto place = all.find(file.string() + ":");
    CHECK_MESSAGE(place != std::string::npos, all);
    return place == std::string::npos ? std::string() : all.substr(place + file.string().size() + 1);
  };
  const auto starts = [](const std::string& text, std::string_view with) { CHECK_MESSAGE(text.starts_with(with), text); };
  starts(said_of("port = 1883\ncolour = \"red\"\n"), "2: there is no setting \"colour\"");
  starts(said_of("settings = \"x\"\n"), "1: there is no setting \"settings\"");
  starts(said_of("port = 1883\n\nname =\n"), "3: ");
  starts(said_of("name = [\"a\", \"b\"]\n"), "1: name must be");
  starts(said_of("locked = true\nvolume = 1.5\n"), "2: volume: ");
  starts(said_of("locked = true\nsize = \"10x10\"\n"), "2: size: size '10x10' is none: write it as 1080x1920, each side from 240 to 8192 pixels");
  starts(said_of("\nprinter = \"tpc:10.0.0.7:9100\"\n"), "2: printer: printer 'tpc:10.0.0.7:9100' is none: write device:");
  starts(said_of("operator-pin = \"4242\"\n"), "1: operator-pin: this is not a hash of a PIN; make one with --hash-pin");
  const auto both = said({"--settings", file, "--operator-pin", "1234"});
  CHECK(both.find(file.string()) == std::string::npos);  // the command line is wrong, and goes before the file
  CHECK(both.find("--hash-pin") != std::string::npos);
  CHECK(said({"--settings", folder / "nowhere.toml"}).find("nowhere.toml") != std::string::npos);
  CHECK(said({"--size", "huge"}).find("'huge'") != std::string::npos);
  CHECK(said({"--name", "kiosk/1"}).find("'kiosk/1'") != std::string::npos);
  CHECK(said({"--time-zone", "Mars/Olympus"}).find("Mars/Olympus") != std::string::npos);
  CHECK(said({"--password-file", folder / "nowhere"}).find("nowhere") != std::string::npos);
  CHECK(said({"--theme", "none"}).find("none.toml") != std::string::npos);
  CHECK(said({"--idle-seconds", "5"}).find("--warning-seconds") != std::string::npos);
  fs::remove_all(folder);
}
