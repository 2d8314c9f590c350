// The flow against the real host and the real queue plugin, over a line that misbehaves and with the host restarted in
// between, on simulated time.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include <vestibule/queue_desk_wire.hpp>

#include "program/host_line.hpp"
#include "test_host.hpp"
#include "world.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using namespace std::chrono_literals;

namespace {

kit::TestHostOptions front_hall(std::uint64_t seed) {
  std::ifstream in(HOSPITAL);
  kit::TestHostOptions options;
  options.seed = seed;
  options.settings = "[queue]\nhospital = \"hospital.toml\"\n";
  options.files = {{"hospital.toml", std::string{std::istreambuf_iterator<char>(in), {}}}};
  options.line = true;
  return options;
}

/// A kiosk without a screen on the host's line.
class Booth {
 public:
  explicit Booth(kit::TestHost& host, Disk* disk = nullptr)
      : host_(host), bus_(host.broker.attach("kiosk-1")), line_(*bus_, host.loop, "kiosk-1"),
        offline_(disk ? std::make_unique<Offline>(*disk, line_, host.clock, host.random.stream("test.kiosk"), "kiosk-1") : nullptr),
        flow_({.languages = {"en", "ar"}}, line_, printer, host.clock, host.random.stream("test.kiosk"), offline_.get()) {
    line_.on({[this](const std::string& id, const Result<json::value>& answer) { flow_.answered(id, answer), follow(); },
              [this](bool up) { flow_.line(up), follow(); },
              [this](const json::value& orders) { flow_.take_orders(*decode<queue::DeviceOrders>(orders)), follow(); }});
    follow();
  }

  const kiosk::Page& page() const { return flow_.page(); }
  void touch(const std::string& choice) {
    flow_.touch({flow_.page().serial, choice});
    follow();
  }

  test::FakePrinter printer;

 private:
  void follow() {
    tick_ = host_.loop.after(std::max(flow_.due() - host_.clock.steady(), Duration{0}), [this] {
      printer.deliver(flow_);
      flow_.tick();
      follow();
    });
  }

  kit::TestHost& host_;
  std::unique_ptr<wire::Bus> bus_;
  HostLine line_;
  std::unique_ptr<Offline> offline_;
  Flow flow_;
  Timer tick_;
};

std::vector<std::string> choices(const kiosk::Page& page) {
  std::vector<std::string> names{""};
  for (const auto* list : {&page.choices, &page.actions})
    for (const auto& choice : *list) names.push_back(choice.name);
  return names;
}

}  // namespace

TEST_CASE("a token from the real host, by three touches") {
  kit::TestHost host(front_hall(1));
  REQUIRE(host.do_("queue.open_day", json::object{}));
  Booth booth(host);
  for (const std::string choice : {"language.ar", "service.medicine", "urgency.1.yellow"}) {
    host.run_for(1s);
    booth.touch(choice);
  }
  host.run_for(1s);
  REQUIRE(booth.page().token);
  CHECK(booth.page().token->number == "M001");
  REQUIRE(booth.printer.jobs.size() == 1);
  CHECK(booth.printer.jobs[0].token.area_name.at("ar") == "القاعة الرئيسية");
}

TEST_CASE("before the day is opened every service is closed, and the kiosk says so") {
  kit::TestHost host(front_hall(1));
  Booth booth(host);
  host.run_for(1s);
  booth.touch("language.en");
  host.run_for(1s);
  for (const auto& choice : booth.page().choices)
    if (choice.name.starts_with("service.")) CHECK(choice.look == Look::shut);
  booth.touch("service.medicine");
  CHECK(booth.page().kind == PageKind::closed);
}

TEST_CASE("staff lock and open a kiosk by the real host, also over its restart") {
  kit::TestHost host(front_hall(3));
  REQUIRE(host.do_("queue.open_day", json::object{}));
  Booth booth(host);
  host.run_for(1s);
  REQUIRE(host.do_("queue.lock_device", {{"device", "kiosk-1"}, {"locked", true}}));
  host.run_for(1s);
  CHECK(booth.page().kind == PageKind::out_of_service);
  REQUIRE(host.restart());
  host.run_for(10s);
  CHECK(booth.page().kind == PageKind::out_of_service);
  REQUIRE(host.do_("queue.lock_device", {{"device", "kiosk-1"}, {"locked", false}}));
  REQUIRE(host.do_("queue.tell_device", {{"device", "kiosk-1"}, {"message", {{"en", "Blood tests are upstairs"}}}}));
  host.run_for(1s);
  CHECK(booth.page().kind == PageKind::language);
  CHECK(booth.page().notices == std::vector{of_site({{"en", "Blood tests are upstairs"}})});
}

TEST_CASE("a bad line and restarts of the host: every token is in a hand, with staff or cancelled") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    INFO("seed " << seed);
    kit::TestHost host(front_hall(seed));
    REQUIRE(host.do_("queue.open_day", json::object{}));
    Booth booth(host);
    auto& dice = host.random.stream("test.touches");
    host.broker.misbehave({0.3, 0.3, Duration{700}, true});
    std::size_t urgent = 0;
    for (int move = 0; move < 400; ++move) {
      const auto before = booth.page().kind;
      const auto names = choices(booth.page());
      const auto& name = names[dice.below(names.size())];
      for (auto times = 1 + dice.below(2); times > 0; --times) booth.touch(name);
      urgent += before != PageKind::urgent && booth.page().kind == PageKind::urgent;
      host.run_for(Duration{static_cast<long>(dice.below(dice.below(8) ? 2500 : 50'000))});
      if (dice.below(40) == 0) REQUIRE(host.restart());
    }
    host.broker.misbehave({});
    host.run_for(3min);
    CHECK(booth.page().kind == PageKind::language);
    const auto day = host.ask_as<queue::DayView>("queue.day", queue::DayAsked{});
    REQUIRE(day);
    std::set<std::string> printed;
    for (const auto& job : booth.printer.jobs) printed.insert(job.id);
    CHECK(printed.size() > 5);
    CHECK(day->counts.waiting == static_cast<int>(printed.size() + urgent));
    CHECK(day->counts.issued == day->counts.waiting + day->counts.cancelled);
  }
}

TEST_CASE("a kiosk cut off in mid-wish: the host's token and the kiosk's number are one, called by what the patient holds") {
  kit::TestHost host(front_hall(2));
  REQUIRE(host.do_("queue.open_day", json::object{}));
  test::MemoryDisk disk;
  Booth booth(host, &disk);
  host.run_for(5s);
  booth.touch("language.en");
  host.run_for(1s);
  host.broker.misbehave({0, 0, Duration{300}, false});
  booth.touch("service.pharmacy");
  const auto issued = [&] { return host.ask_as<queue::DayView>("queue.day", queue::DayAsked{})->counts.issued; };
  for (int i = 0; i < 700 && issued() == 0; ++i) host.run_for(1ms);
  REQUIRE(issued() == 1);      // the host has heard it ...
  host.broker.cut("kiosk-1");  // ... and its answer goes nowhere
  host.broker.misbehave({});
  host.run_for(3s);
  REQUIRE(booth.page().token);
  const std::string number = booth.page().token->number;
  CHECK(number.find('-') != std::string::npos);
  host.run_for(10min);
  host.broker.mend("kiosk-1");
  host.run_for(1min);
  const auto day = host.ask_as<queue::DayView>("queue.day", queue::DayAsked{});
  CHECK(day->counts.waiting == 1);
  CHECK(day->counts.issued == 1);
  const auto board = host.ask_as<queue::Waiting>("queue.waiting", queue::WaitingAsked{queue::ServiceId{"pharmacy"}, {}, {}});
  REQUIRE(board);
  REQUIRE(board->tokens.size() == 1);
  CHECK(board->tokens[0].call_code == number);
  CHECK(board->tokens[0].waited_seconds >= 600);
}

TEST_CASE("a copy of a kiosk's disk that wakes up elsewhere is fenced by the host, and staff see it") {
  kit::TestHost host(front_hall(3));
  REQUIRE(host.do_("queue.open_day", json::object{}));
  test::MemoryDisk disk;
  {
    Booth met(host, &disk);
    host.run_for(12s);
  }
  test::MemoryDisk copy = disk;
  Booth original(host, &disk);
  host.run_for(12s);
  CHECK(original.page().kind == PageKind::language);
  Booth twin(host, &copy);
  host.run_for(12s);
  CHECK(twin.page().kind == PageKind::out_of_service);
  const auto kiosks = host.ask_as<queue::Kiosks>("queue.kiosks", queue::KiosksAsked{});
  REQUIRE(kiosks);
  REQUIRE(kiosks->kiosks.size() == 1);
  CHECK(kiosks->kiosks[0].twin);
  bool told = false;
  for (const auto& entry : host.entries()) told = told || entry.events.find("queue.kiosk_fenced") != std::string::npos;
  CHECK(told);
}
