// Devices at a real mosquitto that runs on a folder of ours.

#include "../../link/real_line.hpp"
#include "folder.hpp"

using namespace vestibule;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

struct Site {
  test::Folder folder;
  fs::path place = folder.path / "site";
  broker::Ports ports{link::free_loopback_port(), 0, 0};
  std::optional<broker::SiteBroker> site;
  link::ChildProcess mosquitto;

  Site() {
    while (ports.devices == 0 || ports.devices == ports.inside) ports.devices = link::free_loopback_port();
    while (ports.screens == 0 || ports.screens == ports.inside || ports.screens == ports.devices) ports.screens = link::free_loopback_port();
    auto made = broker::SiteBroker::make(place, {"127.0.0.1"}, ports);
    REQUIRE_MESSAGE(made, made.error().message);
    site.emplace(*std::move(made));
    auto started = link::ChildProcess::start({{"/usr/sbin/mosquitto", "-c", (place / "mosquitto.conf").string()}, {}, folder.path / "log", {}});
    REQUIRE(started);
    mosquitto = *std::move(started);
  }

  link::MqttOptions host_options() const {
    link::MqttOptions options;
    options.port = ports.inside;
    options.client = "host";
    options.password = host_password();
    return options;
  }
  link::MqttOptions device(const std::string& name) const {
    link::MqttOptions options;
    options.port = ports.devices;
    options.client = name;
    options.tls = link::Tls{(place / "authority.crt").string(), (place / "devices" / (name + ".crt")).string(), (place / "devices" / (name + ".key")).string()};
    options.reconnect_most = 200ms;
    return options;
  }
  std::string host_password() const {
    const std::string line = folder.read("site/host-password");
    return line.substr(0, line.find('\n'));
  }
};

}  // namespace

TEST_CASE("by certificate a device is let in, may write what is its own, and is out within the word when it is revoked") {
  Site site;
  REQUIRE(site.site->enrol({{"monitor-1", "", ""}, {"monitor-2", "", ""}}));
  test::TestLoop loop;
  test::KeptLog log;
  link::MqttBus host(site.host_options(), loop.post(), log);
  REQUIRE(loop.until([&] { return host.connected(); }));
  link::MqttBus one(site.device("monitor-1"), loop.post(), log), two(site.device("monitor-2"), loop.post(), log);
  REQUIRE(loop.until([&] { return one.connected() && two.connected(); }));

  one.publish({wire::host_topic(), "{}", true, {}, {}});
  REQUIRE_MESSAGE(loop.until([&] { return one.counters().denied == 1; }), "what is the host's it may not write");

  REQUIRE(site.site->revoke("monitor-1"));
  CHECK(loop.until([&] { return !one.connected(); }));
  CHECK_MESSAGE(loop.until([&] { return log.holds("certificate revoked"); }), log.text());
  CHECK_FALSE(one.connected());
  CHECK_MESSAGE(two.connected(), "the others stay");
  CHECK(host.connected());
  CHECK(site.folder.read("site/passwords").find("monitor-1") == std::string::npos);

  REQUIRE(site.site->enrol({{"monitor-1", "", ""}}));
  link::MqttBus anew(site.device("monitor-1"), loop.post(), log);
  CHECK(loop.until([&] { return anew.connected(); }));
}

TEST_CASE("without a certificate of the site nobody is let in where devices come in") {
  Site site;
  test::Folder elsewhere;
  auto other = broker::SiteBroker::make(elsewhere.path / "site", {"127.0.0.1"}, {});
  REQUIRE(other);
  const auto foreign = other->enrol({{"monitor-1", "", ""}});
  REQUIRE(foreign);
  test::TestLoop loop;
  test::KeptLog log;
  auto options = site.device("monitor-1");
  options.tls->certificate_file = foreign->front().certificate;
  options.tls->key_file = foreign->front().key;
  link::MqttBus stranger(options, loop.post(), log);
  auto bare = site.device("monitor-2");
  bare.tls->certificate_file.clear();
  bare.tls->key_file.clear();
  bare.password = site.host_password();
  link::MqttBus nobody(bare, loop.post(), log);
  link::MqttBus host(site.host_options(), loop.post(), log);
  REQUIRE_MESSAGE(loop.until([&] { return host.connected() && log.holds("unknown ca") && log.holds("certificate required"); }), log.text());
  CHECK_FALSE(stranger.connected());
  CHECK_FALSE(nobody.connected());
}
