// A plugin's intake: heard on a line of its own, brought to the loop, closed before anything goes.

#include <doctest/doctest.h>

#include "guest_intake.hpp"
#include "memory_bus.hpp"
#include "test_host.hpp"

using namespace vestibule;
using namespace std::chrono_literals;

namespace {

struct Diary final : Listener {
  void hear(const Arrival& arrival) override {
    if (arrival.payload == "throw") throw std::runtime_error("too much");
    heard.push_back(fmt::format("{} {}{}", arrival.topic, arrival.payload, arrival.retained ? " (kept)" : ""));
  }
  void line(bool up) override { heard.push_back(up ? "up" : "down"); }
  void beat() override { ++beats; }
  std::vector<std::string> heard;
  int beats = 0;
};

struct Post {
  kit::SimulatedClock clock{Instant{}};
  kit::SimulatedLoop loop{clock};
  kit::SimulatedRandom random{1};
  kit::SimulatedWorkers workers{loop};
  kit::MemoryBroker broker{clock, random.stream("broker")};
  std::unique_ptr<wire::Bus> house = broker.attach("host"), device = broker.attach("device");
  kit::TemporaryFolder folder;
  kit::KeptLog log;
  struct NoCrumb final : core::Breadcrumb {
    void set(std::string_view) override {}
  } crumb;
  std::unique_ptr<core::Database> database = *core::Database::open((folder.path() / "db").string(), "", clock);
  core::Guests guests{*database, crumb, log};
  core::Guest& guest = guests.add({{"measures", "1", {}, {}}, core::GuestState::enabled, "", nullptr, nullptr});
  core::Seams seams{loop, clock, random, workers, *house, ""};
  int settled = 0;
  core::GuestIntake intake{seams, guests, guest, [this] { ++settled; }};
  Diary diary;

  Post() {
    broker.drive(loop);
    broker.deliver();  // both ends were attached before it was driven
  }
  void open() {
    intake.open({"dev/+/num"}, diary);
    loop.run_for(1s);
  }
  void send(const std::string& text) {
    device->publish({"dev/a/num", text, false, {}, {}});
    loop.run_for(16ms);
  }
};

}  // namespace

TEST_CASE("a listener hears what matches, whether its line is there, and ten beats a second") {
  Post post;
  post.device->publish({"dev/a/num", "before", true, {}, {}});
  post.loop.run_for(16ms);
  post.open();
  CHECK(post.diary.heard == std::vector<std::string>{"up", "dev/a/num before (kept)"});
  CHECK(post.diary.beats == 10);
  post.send("1");
  post.device->publish({"dev/a/other", "2", false, {}, {}});
  post.broker.cut("host");
  post.loop.run_for(1s);
  CHECK(post.diary.heard.back() == "down");
  CHECK(post.diary.heard.size() == 4);
}

TEST_CASE("functions go there and come back in order, and states leave after them") {
  Post post;
  post.open();
  std::string order;
  post.intake.there([&] {
    order += "a";
    post.intake.here([&] { order += "c"; });
  });
  post.intake.there([&] { order += "b"; });
  post.loop.run_posted();
  CHECK(order == "abc");
  CHECK(post.settled == 1);
}

TEST_CASE("a closed intake calls nobody, and what was on its way is dropped") {
  Post post;
  post.open();
  bool called = false;
  post.intake.there([&] { called = true; });
  post.intake.here([&] { called = true; });
  post.intake.close();
  post.device->publish({"dev/a/num", "late", false, {}, {}});
  const int beats = post.diary.beats;
  post.loop.run_for(1s);
  CHECK_FALSE(called);
  CHECK(post.diary.beats == beats);
  CHECK(post.diary.heard.size() == 1);
  post.intake.there([&] { called = true; });
  post.loop.run_posted();
  CHECK_FALSE(called);
}

TEST_CASE("a listener that throws is called no more, and its plugin is faulted") {
  Post post;
  post.open();
  post.send("throw");
  CHECK(post.guest.state == core::GuestState::faulted);
  CHECK(post.guest.reason.find("too much") != std::string::npos);
  post.send("2");
  CHECK(post.diary.heard.size() == 1);
}

TEST_CASE("more than the loop will ever do is thrown back") {
  Post post;
  post.open();
  const auto flood = [&] {
    for (int n = 0; n < 10'001; ++n) post.intake.here([] {});
  };
  CHECK_THROWS_AS(flood(), std::length_error);
  post.loop.run_posted();
  CHECK_NOTHROW(post.intake.here([] {}));
}
