// Devices at the real broker: let in with the secret they chose, and out again when they are revoked.
#include <doctest/doctest.h>
#include <unistd.h>

#include "house.hpp"
#include "kept_errors.hpp"

using namespace vestibule;
using namespace std::chrono_literals;

namespace {

const std::string secret = "a-secret-of-the-kiosk-that-nobody-can-guess";

struct Site {
  demo::Loop loop;
  test::KeptErrors log;
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
  void enrol(const std::string& device, const std::string& kind) {
    run("do", "identity.register_device", {{"device", device}, {"kind", kind}});
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
