// The board heard: what is said when, what waits for what, and what the host is told.

#include <doctest/doctest.h>

#include <unistd.h>

#include <deque>
#include <filesystem>

#include "small_hall.hpp"

using namespace vestibule;
using namespace vestibule::board;
using namespace std::chrono_literals;
using ui::Utterance;

namespace {

/// Takes three seconds for each sentence, and remembers them.
class SlowVoice final : public ui::Voice {
 public:
  explicit SlowVoice(Timers& timers) : timers_(timers) {}
  void say(std::vector<Utterance> utterances, std::function<void(Heard)> over) override {
    waiting_.push_back({std::move(utterances), std::move(over)});
    if (waiting_.size() == 1) begin();
  }
  void hush() override {}
  bool busy() const override { return !waiting_.empty(); }
  std::vector<std::string> faults() const override { return {}; }

  std::vector<std::string> said;  ///< each sentence, when it began
  bool overlapped = false;
  bool broken = false;            ///< nothing can be heard

 private:
  struct Announcement {
    std::vector<Utterance> utterances;
    std::function<void(Heard)> over;
  };
  void begin() {
    Duration length{0};
    for (const auto& one : waiting_.front().utterances)
      if (one.kind == Utterance::Kind::speech && !broken) said.push_back(one.text), length += 3s;
    timer_ = timers_.after(length, [this] {
      const auto over = std::move(waiting_.front().over);
      waiting_.pop_front();
      if (!waiting_.empty()) begin();
      over(broken ? Heard::not_heard : Heard::spoken);
    });
  }
  Timers& timers_;
  std::deque<Announcement> waiting_;
  Timer timer_;
};

/// A hall with one screen that speaks, and as much of a host as it sees.
struct Hall : SmallHall {
  std::unique_ptr<wire::Bus> host = broker.attach("host");
  std::vector<queue::BoardCall> calls;
  std::int64_t sequence = 0;
  std::vector<std::pair<std::int64_t, queue::Shown>> told;  // what the screen told, in order
  std::filesystem::path file = std::filesystem::temp_directory_path() / fmt::format("vestibule-voice-{}.json", ::getpid());
  SlowVoice voice{timers};
  VoiceOptions options;

  struct Display {
    std::unique_ptr<wire::Bus> bus;
    link::Requests requests;
    ui::Screen screen{{640, 360}, ui::theme(), ui::fonts()};
    Board board;
    explicit Display(Hall& hall)
        : bus(hall.broker.attach("screen-1")),
          requests(*bus, hall.timers, "screen-1"),
          board({*bus, requests, hall.clock, hall.timers, screen, hall.log, &hall.voice}, "screen-1", {.area = main_area}, english(), MemoryFile{hall.file}, hall.options) {}
  };
  std::optional<Display> display;

  Hall() {
    std::filesystem::remove(file);
    options.words = {*ui::Words::parse("en", "[words]\ncall = \"{code} {desk}\"\n")};
    host->subscribe(wire::all_requests(), [this](const wire::Message& message) { answer(message); });
    host->on_connection([this](bool connected) {
      if (connected) publish();
    });
    run(1s);
  }
  ~Hall() { std::filesystem::remove(file); }

  void open() {
    display.emplace(*this);
    look_at(display->screen, display->board);
    run(1s);
  }
  void close() {
    look_away();
    display.reset();
  }
  void call(std::vector<queue::Need> needs = {}) {
    calls.push_back(board::call(static_cast<std::int64_t>(calls.size()) + 1, clock.wall()));
    calls.back().needs = std::move(needs);
    publish();
  }
  void publish() {
    queue::Board board = board_up_to(0);
    board.calls = calls;
    for (const auto& one : calls) board.now.push_back(one.call_code);
    publish_pulse(*host, ++sequence, clock.wall());
    publish_board(*host, board, sequence, clock.wall());
  }
  void answer(const wire::Message& message) {
    const auto request = decode_text<wire::Request>(message.payload);
    REQUIRE(request);
    if (const auto ack = decode<queue::AcknowledgeCall>(request->body)) told.emplace_back(ack->sequence, ack->shown);
    reply(*host, message, encode_text(wire::reply_to(request->id, json::value(json::object{}))));
  }
  std::vector<std::int64_t> told_as(queue::Shown how) const {
    std::vector<std::int64_t> sequences;
    for (const auto& [number, shown] : told)
      if (shown == how) sequences.push_back(number);
    return sequences;
  }
};

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a call is told as painted at once, and as spoken only when all of it was heard") {
  Hall hall;
  hall.open();
  hall.call();
  hall.run(1s);
  CHECK(hall.told_as(queue::Shown::painted) == Numbers{1});
  CHECK(hall.voice.said.size() == 1);
  hall.run(1900ms);
  CHECK(hall.told_as(queue::Shown::spoken).empty());
  hall.run(300ms);
  CHECK(hall.told_as(queue::Shown::spoken) == Numbers{1});
}

TEST_CASE("a burst is shown and said one call after the other: each stands in the large panel until it was heard") {
  Hall hall;
  hall.open();
  for (int i = 0; i < 12; ++i) hall.call();
  hall.run(2500ms);
  CHECK(hall.seen == Numbers{1});  // its minimum time is over, its announcement is not
  hall.run(40s);
  CHECK(hall.seen == Numbers{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
  CHECK(hall.told_as(queue::Shown::painted) == hall.seen);
  CHECK(hall.told_as(queue::Shown::spoken) == hall.seen);
  REQUIRE(hall.voice.said.size() == 12);
  for (std::size_t i = 0; i < 12; ++i) CHECK(hall.voice.said[i].find(ui::spoken_code(hall.calls[i].call_code)) != std::string::npos);
}

TEST_CASE("where nothing can be heard, calls go on at the pace of seeing, and none is told as spoken") {
  Hall hall;
  hall.voice.broken = true;
  hall.open();
  for (int i = 0; i < 3; ++i) hall.call();
  hall.run(7s);
  CHECK(hall.seen == Numbers{1, 2, 3});
  CHECK(hall.told_as(queue::Shown::spoken).empty());
}

TEST_CASE("in quiet hours calls are shown and not said") {
  Hall hall;
  hall.options.quiet = QuietHours{0, 24 * 60};
  hall.open();
  hall.call();
  hall.run(5s);
  CHECK(hall.seen == Numbers{1});
  CHECK(hall.voice.said.empty());
  CHECK(hall.told_as(queue::Shown::spoken).empty());
}

TEST_CASE("a recall is said again; a call taken back before its turn is neither shown nor said") {
  Hall hall;
  hall.open();
  hall.call();
  hall.call();
  hall.call();
  hall.calls[2].withdrawn = true;
  hall.calls.push_back(call(4, hall.clock.wall()));
  hall.calls[3].call_code = hall.calls[0].call_code;
  hall.calls[3].recall = true;
  hall.publish();
  hall.run(20s);
  CHECK(hall.seen == Numbers{1, 2, 4});
  CHECK(hall.told_as(queue::Shown::spoken) == Numbers{1, 2, 4});
  REQUIRE(hall.voice.said.size() == 3);
  CHECK(hall.voice.said[0].substr(0, 4) == hall.voice.said[2].substr(0, 4));
}

TEST_CASE("a screen that dies while it speaks says that call again, and the host counts each once") {
  Hall hall;
  hall.open();
  hall.call();
  hall.run(5s);
  hall.call();
  hall.run(1s);
  hall.close();
  hall.run(10s);
  hall.open();
  hall.run(6s);
  REQUIRE(hall.voice.said.size() == 3);
  CHECK(hall.voice.said[1] == hall.voice.said[2]);
  CHECK(hall.told_as(queue::Shown::spoken) == Numbers{1, 2});
}

TEST_CASE("a call flashes once a second: three times, and for somebody deaf as long as it stands") {
  const auto flashes = [](std::vector<queue::Need> needs) {
    Hall hall;
    hall.voice.broken = true;
    hall.open();
    hall.call(std::move(needs));
    int dark = 0;
    for (bool last = false; hall.clock.steady() < Steady{Duration{1'020'000}}; hall.run(100ms)) {
      const bool dimmed = hall.display->board.model().shown().dimmed;
      dark += dimmed && !last ? 1 : 0;
      last = dimmed;
    }
    CHECK_FALSE(hall.display->board.model().shown().fresh);
    return dark;
  };
  CHECK(flashes({}) == 2);  // while it is fresh: two seconds
  CHECK(flashes({queue::Need::deaf}) == 10);
}
