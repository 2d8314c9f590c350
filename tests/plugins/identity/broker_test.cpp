// Devices at the real broker: let in with the secret they chose, and out again when they are revoked.
#include <doctest/doctest.h>
#include <unistd.h>

#include <mutex>
#include <set>

#include "house.hpp"

using namespace vestibule;
using namespace std::chrono_literals;

namespace {

const std::string secret = "a-secret-of-the-kiosk-that-nobody-can-guess";

/// What the broker refuses is said as a warning.
class Refusals final : public Log {
 public:
  void write(Level, std::string_view line) override {
    const std::lock_guard lock(mutex_);
    text_ += std::string(line) + "\n";
  }
  bool holds(std::string_view text) const {
    const std::lock_guard lock(mutex_);
    return text_.find(text) != std::string::npos;
  }

 private:
  mutable std::mutex mutex_;
  std::string text_;
};

struct Site {
  demo::Loop loop;
  Refusals log;
  std::filesystem::path folder;
  std::unique_ptr<demo::House> house;

  Site() {
    auto name = (std::filesystem::temp_directory_path() / "vestibule-devices-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    folder = name;
    demo::HouseOptions options;
    options.folder = folder;
    options.program = VESTIBULE_PROGRAM;
    options.settings = "[queue]\nhospital = \"" DEMO_HOSPITAL "\"\n";
    options.people = true;
    auto built = demo::House::build(options, loop, log);
    REQUIRE_MESSAGE(built, built.error().message);
    house = *std::move(built);
    const auto opened = house->open();
    REQUIRE_MESSAGE(opened, opened.error().message);
  }
  ~Site() {
    house.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }

  json::value run(const std::string& verb, const std::string& name, const json::object& body) {
    const auto answer = house->run({verb, name, json::serialize(body)});
    REQUIRE_MESSAGE(answer, answer.error().message);
    return *parse_json(*answer);
  }
  void enrol(const std::string& device, const std::string& kind, const std::string& area = {}) {
    json::object wanted{{"device", device}, {"kind", kind}};
    if (!area.empty()) wanted["area"] = area;
    run("do", "identity.register_device", wanted);
    const auto code = run("ask", "identity.device_code", {{"device", device}}).at("code");
    run("do", "identity.enrol_device", {{"device", device}, {"code", code}, {"secret", secret}});
  }
  std::unique_ptr<link::MqttBus> line(const std::string& device) {
    link::MqttOptions options;
    options.port = house->broker().port();
    options.client = device;
    options.password = secret;
    return std::make_unique<link::MqttBus>(std::move(options), loop.post(), log);
  }
};

}  // namespace

TEST_CASE("an enrolled kiosk comes in at the broker, does what kiosks do, and is cut off within five seconds of being revoked") {
  Site site;
  site.enrol("kiosk-1", "kiosk");
  auto line = site.line("kiosk-1");
  REQUIRE(site.loop.until([&] { return line->connected(); }, 10s));

  link::SystemRandom random;
  link::Requests requests(*line, site.loop.timers(), "kiosk-1");
  std::optional<Result<json::value>> menu, desks;
  requests.send(wire::Verb::ask, "queue.menu", json::object{}, link::new_request_id(random.stream("test")), [&](auto answer) { menu = std::move(answer); });
  requests.send(wire::Verb::ask, "queue.desks", json::object{}, link::new_request_id(random.stream("test")), [&](auto answer) { desks = std::move(answer); });
  REQUIRE(site.loop.until([&] { return menu && desks; }, 10s));
  CHECK(menu->has_value());
  REQUIRE(!desks->has_value());
  CHECK(desks->error().code == Code::denied);

  site.run("do", "identity.revoke_device", {{"device", "kiosk-1"}});
  CHECK(site.loop.until([&] { return !line->connected(); }, 5s));
  auto again = site.line("kiosk-1");
  CHECK(!site.loop.until([&] { return again->connected(); }, 1s));
}

namespace {

/// Whatever of the house's states reaches a device that asks for all of them.
struct Reader {
  std::unique_ptr<link::MqttBus> line;
  std::set<std::string> read;

  Reader(Site& site, const std::string& device) : line(site.line(device)) {
    for (const char* filter : {"vestibule/v1/state/#", "vestibule/v1/state/board/diagnostics", "vestibule/v1/state/board/+", "vestibule/v1/order/#", "vestibule/v1/presence/#",
                               "vestibule/v1/req/#", "vestibule/v1/rep/#", "vestibule/v1/host/state"})
      line->subscribe(filter, [this](const wire::Message& message) { read.insert(message.topic); });
  }
};

const std::string pulse = wire::host_topic();  // everybody's: once it is there, so is what was kept before it

}  // namespace

TEST_CASE("a display reads its own area's board and no other state, a kiosk none, whatever they subscribe to, and neither writes one") {
  Site site;
  site.run("do", "queue.open_day", {});
  site.enrol("display-1", "display", "main");
  site.enrol("kiosk-1", "kiosk", "main");
  site.run("do", "queue.tell_device", {{"device", "display-1"}, {"message", {{"en", "Lift out of order"}}}});
  Reader display(site, "display-1"), kiosk(site, "kiosk-1");
  const std::string main = wire::state_topic("board/main"), diagnostics = wire::state_topic("board/diagnostics");
  REQUIRE(site.loop.until([&] { return display.read.contains(main) && display.read.contains(pulse) && kiosk.read.contains(pulse); }, 10s));

  // All boards change: were the other area's to come, it would have come with this one.
  display.read.clear();
  kiosk.read.clear();
  site.run("do", "queue.take_over_screens", {{"texts", {{"en", "Please leave the building"}}}});
  REQUIRE(site.loop.until([&] { return display.read.contains(main) && display.read.contains(pulse) && kiosk.read.contains(pulse); }, 20s));
  CHECK_FALSE(display.read.contains(diagnostics));
  for (const auto& topic : display.read) CHECK_MESSAGE((topic == main || topic == pulse || topic == wire::order_topic("display-1")), topic);
  CHECK(kiosk.read == std::set{pulse});

  for (Reader* one : {&display, &kiosk}) one->line->publish({main, "forged", true, {}, {}});
  CHECK(site.loop.until([&] { return site.log.holds(main + ": Not authorized"); }, 10s));

  // Hung up elsewhere, it reads what is shown there, and here no more.
  site.run("do", "identity.place_device", {{"device", "display-1"}, {"area", "diagnostics"}});
  REQUIRE(site.loop.until([&] {
    Reader moved(site, "display-1");
    site.loop.until([&] { return moved.read.contains(pulse); }, 10s);
    return moved.read.contains(diagnostics) && !moved.read.contains(main);
  }, 20s));
}
