// The screen seen from a distance, on a line in memory: its reports, its signs of life, its obedience.

#include <doctest/doctest.h>

#include "remote.hpp"
#include "small_hall.hpp"

using namespace vestibule;
using namespace vestibule::board;
using namespace std::chrono_literals;

namespace {

/// Is heard, or not, as the test will have it; says nothing.
struct FakeVoice final : ui::Voice {
  explicit FakeVoice(Timers& around) : timers(around) {}
  void say(std::vector<ui::Utterance> utterances, std::function<void(Heard)> over) override {
    said.push_back(std::move(utterances));
    timer = timers.after(100ms, [this, over = std::move(over)] { over(outcome); });
  }
  void hush() override {}
  bool busy() const override { return false; }
  std::vector<std::string> faults() const override { return {}; }

  Timers& timers;
  Heard outcome = Heard::spoken;
  std::vector<std::vector<ui::Utterance>> said;
  Timer timer;
};

struct World : SmallHall {
  FakeVoice voice{timers};
  std::unique_ptr<wire::Bus> host = broker.attach("host");
  std::unique_ptr<wire::Bus> bus = broker.attach("screen-1");
  link::Requests requests{*bus, timers, "screen-1"};
  ui::Screen screen{{640, 360}, ui::theme(), ui::fonts()};
  Surroundings around{*bus, requests, clock, timers, screen, log, &voice};
  Board board;
  int reloads = 0;
  Result<> reloaded;
  Remote remote{around, board, {"screen-1", main_area}, [this] { return ++reloads, reloaded; }};

  std::vector<queue::ScreenReport> reports;
  std::vector<queue::ScreenPicture> pictures;
  std::int64_t challenge = 0;
  Timer pulses;  // the host's

  explicit World(VoiceOptions spoken = {}) : board(around, "screen-1", {.area = main_area}, english(), MemoryFile{{}}, std::move(spoken)) {
    look_at(screen, board);
    host->subscribe(wire::all_requests(), [this](const wire::Message& message) { answer(message); });
    settle();  // everybody is connected
    pulses = timers.every(5s, [this] { publish_pulse(*host, 1, clock.wall()); });
  }

  void answer(const wire::Message& message) {
    const auto request = decode_text<wire::Request>(message.payload);
    json::value body = json::object{};
    if (const auto report = decode<queue::ScreenReport>(request->body)) {
      reports.push_back(*report);
      body = encode(queue::ScreenHeard{challenge});
    } else if (const auto picture = decode<queue::ScreenPicture>(request->body)) {
      pictures.push_back(*picture);
    }
    reply(*host, message, encode_text(wire::reply_to(request->id, body)));
  }
  void order(const queue::DeviceOrders& orders, std::int64_t sequence) {
    host->publish({wire::order_topic("screen-1"), encode_text(wire::State{"e1", sequence, clock.wall(), encode(orders)}), true, {}, {}});
  }
  std::string all_text() const { return text_of(*screen.root()); }
  static std::string text_of(const ui::View& view) {
    std::string text;
    if (!view.visible()) return text;
    if (const auto* label = dynamic_cast<const ui::Label*>(&view)) text += label->text() + "\n";
    for (const auto& child : view.children()) text += text_of(*child);
    return text;
  }
};

}  // namespace

TEST_CASE("a screen says at each pulse of the host how it is, and paints nothing for that") {
  World world;
  world.run(30s);
  CHECK(world.reports.size() >= 6);
  CHECK(world.reports.size() <= 8);
  const auto& last = world.reports.back();
  CHECK(last.area == main_area);
  CHECK(last.layout == "landscape");
  CHECK(last.theme == "calm");
  CHECK(last.width == 640);
  CHECK_FALSE(last.one_colour);
  CHECK(last.picture.size() == 16);
  const auto frames = world.screen.frames();
  world.run(35s);
  CHECK(world.screen.frames() <= frames + 1);  // the clock's minute alone
}

TEST_CASE("a screen that cannot be heard says so from its start, and that it can again within a minute, without a sound") {
  World world;
  world.run(6s);
  CHECK(world.reports.back().speaks == true);
  CHECK(world.reports.back().mute == false);
  world.voice.outcome = ui::Voice::Heard::not_heard;
  world.publish_pulse(*world.host, 1, morning);
  world.publish_board(*world.host, board_up_to(0), 1);
  world.publish_board(*world.host, board_up_to(1), 2);
  world.run(10s);
  CHECK(world.reports.back().speaks == true);  // missed in "heard 2 of 3"
  CHECK(world.reports.back().mute == true);
  world.voice.said.clear();
  world.voice.outcome = ui::Voice::Heard::spoken;
  world.run(70s);
  CHECK(world.reports.back().mute == false);
  REQUIRE(world.voice.said.size() == 1);
  for (const auto& one : world.voice.said[0]) CHECK((one.kind == ui::Utterance::Kind::pause || one.text == " "));
}

TEST_CASE("a screen that is not meant to be heard is neither counted nor mute") {
  VoiceOptions night;
  night.quiet = QuietHours{0, 24 * 60};
  World world(std::move(night));
  world.voice.outcome = ui::Voice::Heard::not_heard;
  world.run(6s);
  CHECK(world.reports.back().speaks == false);
  CHECK(world.reports.back().mute == false);
  CHECK(world.voice.said.empty());
}

TEST_CASE("a challenge is answered with a frame and another picture, once") {
  World world;
  world.run(6s);
  const auto before = world.reports.back();
  world.challenge = 7;
  world.run(6s);
  const auto after = world.reports.back();
  CHECK(after.answered == 7);
  CHECK(after.frames > before.frames);
  CHECK(after.picture != before.picture);
  const auto frames = world.screen.frames();
  world.run(20s);
  CHECK(world.screen.frames() <= frames + 1);
}

TEST_CASE("a display that shows nothing any more leaves the challenge unanswered, and the reports go on") {
  World world;
  world.run(6s);
  world.display_works = false;
  world.challenge = 3;
  const auto reports = world.reports.size();
  world.run(30s);
  CHECK(world.reports.size() > reports + 4);
  CHECK(world.reports.back().answered == 0);
}

TEST_CASE("locked: it says so, holds the calls back, and shows them afterwards") {
  World world;
  world.publish_pulse(*world.host, 1, morning);
  world.publish_board(*world.host, board_up_to(1), 1);
  world.run(1s);
  world.order({true, {{"en", "Ask at the desk"}}, 0, 0}, 2);
  world.run(1s);
  CHECK(world.all_text().find("out of service") != std::string::npos);
  CHECK(world.all_text().find("Ask at the desk") != std::string::npos);
  CHECK(world.reports.back().locked == true);
  world.publish_board(*world.host, board_up_to(2), 3);
  world.run(4s);
  CHECK(world.reports.back().shown == 1);
  world.order({false, {}, 0, 0}, 4);
  world.order({true, {}, 0, 0}, 3);  // overtaken
  world.run(6s);
  CHECK(world.all_text().find("out of service") == std::string::npos);
  CHECK(world.reports.back().shown == 2);
}

TEST_CASE("a takeover covers the screen at once and after a start, and calls wait beneath it") {
  World world;
  auto board = board_up_to(3);
  board.takeover = queue::Takeover{{{"en", "Leave the building"}}, queue::TakeoverLevel::emergency, morning};
  world.publish_board(*world.host, board, 1);
  world.run(1s);
  CHECK(world.all_text().find("Leave the building") != std::string::npos);
  board = board_up_to(4);
  board.takeover = queue::Takeover{{{"en", "Leave the building"}}, queue::TakeoverLevel::emergency, morning};
  world.publish_board(*world.host, board, 2);
  world.run(5s);
  CHECK(world.board.model().memory().shown == 3);
  world.publish_board(*world.host, board_up_to(4), 3);
  world.run(1s);
  CHECK(world.all_text().find("Leave the building") == std::string::npos);
  CHECK(world.board.model().memory().shown == 4);
  CHECK(world.board.model().shown().fresh);
}

TEST_CASE("reload: once for each time it is asked, never for what was asked before the start") {
  World world;
  world.order({false, {}, 4, 0}, 1);
  world.run(1s);
  CHECK(world.reloads == 0);
  world.order({false, {}, 5, 0}, 2);
  world.run(1s);
  CHECK(world.reloads == 1);
  world.broker.cut("screen-1");
  world.broker.mend("screen-1");
  world.run(1s);
  CHECK(world.reloads == 1);
}

TEST_CASE("a picture is handed in, small enough for the line") {
  World world;
  world.order({false, {}, 0, 1}, 1);
  world.run(2s);
  REQUIRE(world.pictures.size() == 1);
  CHECK(world.pictures[0].number == 1);
  CHECK(world.pictures[0].width == 640);
  CHECK(world.pictures[0].png.starts_with("iVBORw0KGgo"));
  CHECK(world.pictures[0].png.size() < 58 * 1024);
  world.order({false, {}, 0, 1}, 2);
  world.run(2s);
  CHECK(world.pictures.size() == 1);
}

TEST_CASE("a picture of noise is made smaller until it fits") {
  ui::Screen noisy({1280, 720}, ui::theme(), ui::fonts());
  std::vector<ui::Colour> pixels;
  std::uint32_t state = 1;
  for (int i = 0; i < 1280 * 720; ++i) {
    state = state * 1664525u + 1013904223u;
    pixels.push_back({static_cast<std::uint8_t>(state >> 24), static_cast<std::uint8_t>(state >> 16), static_cast<std::uint8_t>(state >> 8)});
  }
  noisy.show<ui::PictureView>(std::make_shared<const ui::Picture>(ui::Picture::from({1280, 720}, pixels)));
  noisy.update();
  const auto picture = small_picture(noisy.canvas());
  REQUIRE(picture);
  CHECK(picture->png.size() <= 58 * 1024);
  CHECK(picture->width < 640);
  CHECK(picture->width * 9 / 16 == doctest::Approx(picture->height).epsilon(0.02));
}
