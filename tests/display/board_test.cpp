// The board at work on a line in memory: what it paints, what it asks, what it tells the host.

#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
#include <map>

#include "small_hall.hpp"

using namespace vestibule;
using namespace vestibule::board;
using namespace std::chrono_literals;

namespace {

/// As much of a host as a screen sees: it calls, beats, answers, and may restart.
class Host {
 public:
  Host(kit::MemoryBroker& broker, const Clock& clock, Timers& timers) : broker_(broker), clock_(clock), timers_(timers) { start(); }

  void start() {
    ++boot_;
    end_ = broker_.attach("host");
    end_->subscribe(wire::all_requests(), [this](const wire::Message& message) { answer(message); });
    end_->on_connection([this](bool connected) {
      if (connected) pulse(), publish();
    });
    pulse_ = timers_.every(5s, [this] { pulse(); });
  }
  void kill() {
    pulse_.stop();
    end_.reset();
  }
  void call() {
    calls_.push_back(board::call(static_cast<std::int64_t>(calls_.size()) + 1, clock_.wall()));
    ++sequence_;
    publish();
  }
  void publish() {
    if (!end_) return;
    queue::Board board = board_up_to(0);
    const std::size_t first = calls_.size() > 24 ? calls_.size() - 24 : 0;
    board.calls.assign(calls_.begin() + static_cast<std::ptrdiff_t>(first), calls_.end());
    if (!calls_.empty()) board.now = {calls_.back().call_code};
    SmallHall::publish_board(*end_, board, sequence_, clock_.wall());
  }

  std::size_t called() const { return calls_.size(); }
  std::map<std::int64_t, int> painted;          // how often each acknowledgement was carried out
  std::map<std::string, std::string> answered;  // by request id, as the real host keeps them
  bool busy = false;                            // says "unavailable"

 private:
  void pulse() { SmallHall::publish_pulse(*end_, sequence_, clock_.wall(), boot_); }
  Result<json::value> carry_out(const std::string& name, const json::value& body) {
    if (busy) return fail(Code::unavailable, "busy");
    if (name == "queue.acknowledge_call") {
      VESTIBULE_TRY(const auto told, decode<queue::AcknowledgeCall>(body));
      ++painted[told.sequence];
      return json::value(json::object{});
    }
    VESTIBULE_TRY(const auto asked, decode<queue::CallsSince>(body));
    queue::Calls calls;
    for (const auto& one : calls_)
      if (one.sequence > asked.after && calls.calls.size() < 100) calls.calls.push_back(one);
    if (!calls.calls.empty() && calls.calls.back().sequence < calls_.back().sequence) calls.more = true;
    return encode(calls);
  }
  void answer(const wire::Message& message) {
    const auto request = decode_text<wire::Request>(message.payload);
    const auto name = wire::parse_request_topic(message.topic);
    if (!request || !name) return;
    const bool command = name->verb == wire::Verb::do_;
    if (const auto known = answered.find(request->id); command && known != answered.end()) return SmallHall::reply(*end_, message, known->second);
    const auto result = carry_out(name->name, request->body);
    const auto text = encode_text(wire::reply_to(request->id, result));
    if (command && result) answered[request->id] = text;
    SmallHall::reply(*end_, message, text);
  }

  kit::MemoryBroker& broker_;
  const Clock& clock_;
  Timers& timers_;
  std::unique_ptr<wire::Bus> end_;
  Timer pulse_;
  std::vector<queue::BoardCall> calls_;
  std::int64_t sequence_ = 0;
  std::int64_t boot_ = 0;
};

/// The program without its window.
struct Display {
  std::unique_ptr<wire::Bus> bus;
  link::Requests requests;
  ui::Screen screen{{640, 360}, ui::theme(), ui::fonts()};
  Board board;

  Display(SmallHall& hall, MemoryFile file)
      : bus(hall.broker.attach("screen-1")),
        requests(*bus, hall.timers, "screen-1"),
        board({*bus, requests, hall.clock, hall.timers, screen, hall.log}, "screen-1", {.area = main_area}, english(), std::move(file)) {}
};

struct World : SmallHall {
  RandomStream& chance = random.stream("world");
  Host host{broker, clock, timers};
  std::filesystem::path file = std::filesystem::temp_directory_path() / fmt::format("vestibule-board-{}.json", ::getpid());
  std::optional<Display> display;

  explicit World(std::uint64_t seed = 1) : SmallHall(seed) {
    std::filesystem::remove(file);
    open();
  }
  ~World() { std::filesystem::remove(file); }

  void open() {
    display.emplace(*this, MemoryFile{file});
    look_at(display->screen, display->board);
  }
  void close() {
    look_away();
    display.reset();
  }

  std::vector<std::int64_t> all_called() const {
    std::vector<std::int64_t> all;
    for (std::size_t i = 1; i <= host.called(); ++i) all.push_back(static_cast<std::int64_t>(i));
    return all;
  }
  void check_all_painted_once() const {
    CHECK(seen == all_called());
    CHECK(host.painted.size() == host.called());
    for (const auto& [sequence, times] : host.painted) CHECK(times == 1);
  }
};

}  // namespace

TEST_CASE("a burst of twelve: each is painted, in order, and each painting is told to the host once") {
  World world;
  world.run(1s);
  for (int i = 0; i < 12; ++i) {
    world.host.call();
    world.run(500ms);
  }
  CHECK(world.host.painted.size() < 12);
  world.run(30s);
  world.check_all_painted_once();
  CHECK(world.display->board.model().memory().unacknowledged.empty());
}

TEST_CASE("an acknowledgement is sent only after the frame was shown") {
  World world;
  world.run(1s);
  world.host.call();
  world.broker.deliver();
  CHECK(world.display->screen.changed());
  world.broker.deliver();
  CHECK(world.host.painted.empty());
  world.run(1s);
  CHECK(world.host.painted.size() == 1);
}

TEST_CASE("a host that is busy is told again until it listens") {
  World world;
  world.run(1s);
  world.host.busy = true;
  world.host.call();
  world.run(10s);
  CHECK(world.host.painted.empty());
  world.host.busy = false;
  world.run(10s);
  world.check_all_painted_once();
}

TEST_CASE("a screen that restarts repeats nothing, shows what it missed, and tells what it had not told") {
  World world;
  world.run(1s);
  world.host.call();
  world.run(5s);
  world.host.busy = true;
  world.host.call();
  world.run(5s);
  world.close();
  world.host.call();
  world.host.busy = false;
  world.run(2s);
  world.open();
  world.run(10s);
  world.check_all_painted_once();
}

TEST_CASE("thirty calls while the line was cut: the gap is asked for and every one is shown") {
  World world;
  world.run(1s);
  world.host.call();
  world.run(3s);
  world.broker.cut("screen-1");
  for (int i = 0; i < 30; ++i) {
    world.host.call();
    world.run(200ms);
  }
  CHECK(world.seen.size() == 1);
  world.broker.mend("screen-1");
  world.run(90s);
  world.check_all_painted_once();
}

TEST_CASE("five hundred calls while the line was cut: asked for in parts, and every one is shown") {
  World world;
  world.run(1s);
  world.host.call();
  world.run(3s);
  world.broker.cut("screen-1");
  for (int i = 0; i < 500; ++i) world.host.call();
  world.run(1s);
  world.broker.mend("screen-1");
  world.run(1100s);
  world.check_all_painted_once();
}

TEST_CASE("a screen without memory tells the host which outstanding call it shows, and shows none as new") {
  World world;
  world.close();
  std::filesystem::remove(world.file);
  for (int i = 0; i < 3; ++i) world.host.call();
  world.open();
  world.run(5s);
  CHECK(world.seen.empty());
  CHECK(world.host.painted == std::map<std::int64_t, int>{{3, 1}});
}

TEST_CASE("without pulses the screen says so, and recovers when the host is back") {
  World world;
  world.host.call();
  world.run(6s);
  world.host.kill();
  world.run(16s);
  CHECK(world.display->board.model().shown().stale);
  world.host.start();
  world.run(1s);
  CHECK_FALSE(world.display->board.model().shown().stale);
}

TEST_CASE("bursts with a line that loses, doubles, delays and reorders, and with restarts of host and broker: all painted, once, in order") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    World world(seed);
    world.run(1s);
    for (int burst = 0; burst < 10; ++burst) {
      world.broker.misbehave({.drop = 0.1, .duplicate = 0.2, .longest_delay = 400ms, .reorder = true});
      for (std::uint64_t calls = world.chance.below(12) + 1; calls > 0; --calls) {
        world.host.call();
        world.run(Duration{static_cast<Duration::rep>(world.chance.below(900))});
      }
      if (world.chance.below(3) == 0) {
        world.host.kill();
        world.run(1s);
        world.host.start();
      }
      if (world.chance.below(4) == 0) {
        world.broker.crash();
        world.run(500ms);
        world.broker.mend_all();
      }
      world.run(5s);
      world.broker.misbehave({});
      world.host.publish();
      world.run(5s);
    }
    world.run(120s);
    world.check_all_painted_once();
  }
}

namespace {
std::string text_beside_the_clock(const ui::View& view) {
  std::string text;
  if (!view.visible()) return text;
  if (const auto* label = dynamic_cast<const ui::Label*>(&view); label && label->text().find(':') == std::string::npos) text += label->text() + "\n";
  for (const auto& child : view.children()) text += text_beside_the_clock(*child);
  return text;
}
}  // namespace

TEST_CASE("where there is room for one language at a time, two take turns, and nothing else is painted") {
  SmallHall hall;
  const auto host = hall.broker.attach("host"), end = hall.broker.attach("screen-1");
  link::Requests requests(*end, hall.timers, "screen-1");
  ui::Screen screen({1280, 720}, ui::theme(), ui::fonts());
  ViewOptions view = english();
  view.languages.push_back(*ui::Words::read(*ui::data_file("display/board/locale/ar.toml")));
  Board board({*end, requests, hall.clock, hall.timers, screen, hall.log}, "screen-1", {.area = main_area}, std::move(view), MemoryFile{{}});
  hall.look_at(screen, board);
  const auto beat = hall.timers.every(5s, [&] { SmallHall::publish_pulse(*host, 3, hall.clock.wall()); });
  SmallHall::publish_pulse(*host, 3, hall.clock.wall());
  SmallHall::publish_board(*host, board_up_to(3), 3);
  hall.run(2s);
  const std::string english_first = text_beside_the_clock(*screen.root());
  hall.run(1min);
  const std::string then_arabic = text_beside_the_clock(*screen.root());
  CHECK(then_arabic != english_first);
  hall.run(1min);
  CHECK(text_beside_the_clock(*screen.root()) == english_first);
  board.dress(english());
  hall.run(1s);
  const auto alone = text_beside_the_clock(*screen.root());
  hall.run(1min);
  CHECK(text_beside_the_clock(*screen.root()) == alone);
  hall.look_away();
}

TEST_CASE("nonsense on the line is logged and changes nothing") {
  World world;
  world.run(1s);
  world.host.call();
  world.run(5s);
  const auto stranger = world.broker.attach("stranger");
  for (const std::string& payload : {std::string("\xff\xfe"), std::string(100'000, '['), std::string("{}"), std::string(R"({"epoch":"e1","sequence":99,"at":"2026-11-22T08:00:00Z","body":{"area":"other","waiting":1}})")}) {
    stranger->publish({wire::state_topic("board/main"), payload, false, {}, {}});
    stranger->publish({wire::host_topic(), payload, false, {}, {}});
  }
  world.run(5s);
  world.host.call();
  world.run(5s);
  world.check_all_painted_once();
}
