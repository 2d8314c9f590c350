// The line over TLS, with certificates made for the test by openssl.

#include <unistd.h>
#include <fstream>

#include "real_line.hpp"

using namespace vestibule;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// A broker with TLS whose certificate can be changed between two runs.
struct TlsBroker {
  fs::path folder;
  int port = link::free_loopback_port();
  link::ChildProcess process;

  TlsBroker() {
    auto name = (fs::temp_directory_path() / "vestibule-tls-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    folder = name;
  }
  ~TlsBroker() {
    process.stop();
    fs::remove_all(folder);
  }

  /// A key and its self-signed certificate, which is its own authority.
  std::string make_certificate(const std::string& name) const {
    const auto file = (folder / name).string();
    auto made =
        link::ChildProcess::start({{"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                                    "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                                    "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", file + ".key", "-out", file + ".pem"},
                                   {},
                                   folder / "openssl.log",
                                   {}});
    REQUIRE(made);
    REQUIRE(made->wait(30s) == 0);
    return file + ".pem";
  }

  void run_with(const std::string& name) {
    process.stop();
    std::ofstream(folder / "mosquitto.conf") << fmt::format(
        "listener {} 127.0.0.1\nallow_anonymous true\nuser root\ncertfile {}.pem\nkeyfile {}.key\nlog_dest stderr\n", port,
        (folder / name).string(), (folder / name).string());
    auto started =
        link::ChildProcess::start({{"/usr/sbin/mosquitto", "-c", (folder / "mosquitto.conf").string()}, {}, folder / "log", {}});
    REQUIRE(started);
    process = *std::move(started);
  }
};

link::MqttOptions options(const TlsBroker& broker, const std::string& authority) {
  link::MqttOptions options;
  options.port = broker.port;
  options.client = "kiosk-1";
  options.tls = link::Tls{authority, {}, {}};
  options.reconnect_most = 200ms;
  return options;
}

}  // namespace

TEST_CASE("over TLS, after errors of TLS: a certificate we do not trust keeps us out, a trusted one lets us in") {
  TlsBroker broker;
  const auto trusted = broker.make_certificate("trusted");
  broker.make_certificate("stranger");
  test::TestLoop loop;
  test::KeptLog log;
  broker.run_with("stranger");
  link::MqttBus bus(options(broker, trusted), loop.post(), log);
  std::vector<std::string> heard;
  bus.subscribe("hall/+", [&](const wire::Message& message) { heard.push_back(message.payload); });
  REQUIRE(loop.until([&] { return log.holds("certificate"); }));
  CHECK_FALSE(bus.connected());

  broker.run_with("trusted");
  REQUIRE(loop.until([&] { return bus.connected(); }));
  bus.publish({"hall/1", std::string(50'000, 'x'), false, {}, {}});
  bus.publish({"hall/2", "small", false, {}, {}});
  REQUIRE(loop.until([&] { return heard.size() == 2; }));
  CHECK(heard[0].size() == 50'000);
  CHECK(heard[1] == "small");
}

TEST_CASE("files that are no certificates are said to be none") {
  TlsBroker broker;
  test::TestLoop loop;
  test::KeptLog log;
  const link::MqttBus bus(options(broker, (broker.folder / "absent.pem").string()), loop.post(), log);
  CHECK(loop.until([&] { return log.holds("certificate files"); }));
}
