#include <signal.h>
#include <unistd.h>
#include <filesystem>

#include <vestibule/link/broker_probe.hpp>

#include "real_line.hpp"

using namespace vestibule;
using test::RealLine;
using namespace std::chrono_literals;

TEST_CASE("the broker starts for itself alone and leaves nothing behind") {
  pid_t pid = 0;
  std::filesystem::path folder;
  {
    RealLine line({"kiosk-1"});
    pid = line.broker->pid();
    folder = line.broker->folder();
    CHECK(kill(pid, 0) == 0);
    CHECK(line.broker->password("kiosk-1").size() == 32);
    CHECK(line.broker->password("nobody").empty());
    CHECK(std::filesystem::exists(folder / "access"));
  }
  CHECK(kill(pid, 0) != 0);
  CHECK_FALSE(std::filesystem::exists(folder));
}

TEST_CASE("a broker is asked what it keeps for a client that does not read, and one at its own limit is found out") {
  const auto conduct_at = [](int most_queued) {
    link::BrokerOptions options;
    options.most_queued = most_queued;
    auto broker = link::PrivateBroker::start(options);
    REQUIRE(broker);
    link::MqttOptions line;
    line.port = (*broker)->port();
    line.client = "host";
    line.password = (*broker)->password("host");
    const auto conduct = link::probe_broker(line);
    REQUIRE_MESSAGE(conduct, conduct.error().message);
    line.password = "wrong";
    CHECK(link::probe_broker(line).error().code == Code::unavailable);
    return *conduct;
  };
  const auto ours = conduct_at(100'000), theirs = conduct_at(1'000);
  CHECK(ours.kept == ours.sent);
  CHECK(theirs.kept < theirs.sent);
}

TEST_CASE("a broker that cannot be started says why") {
  link::BrokerOptions options;
  options.program = "/nonexistent/mosquitto";
  const auto broker = link::PrivateBroker::start(options);
  REQUIRE_FALSE(broker);
  CHECK(broker.error().code == Code::unavailable);
  CHECK(broker.error().message.find("/nonexistent/mosquitto") != std::string::npos);
}

TEST_CASE("children run with our words and die with us") {
  auto child = link::ChildProcess::start({{"sh", "-c", "test \"$WORD\" = yes && exit 7"}, {{"WORD", "yes"}}, {}, {}});
  REQUIRE(child);
  CHECK(child->wait(10s) == 7);
  CHECK_FALSE(child->running());

  auto sleeper = link::ChildProcess::start({{"sleep", "1000"}, {}, {}, {}});
  REQUIRE(sleeper);
  CHECK(sleeper->running());
  CHECK_FALSE(sleeper->wait(1ms));
  sleeper->signal(SIGKILL);
  CHECK(sleeper->wait(10s) == 128 + SIGKILL);
}

TEST_CASE("a stubborn child is ended") {
  const auto output = std::filesystem::temp_directory_path() / fmt::format("vestibule-stubborn-{}", getpid());
  auto stubborn =
      link::ChildProcess::start({{"sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"}, {}, output, {}});
  REQUIRE(stubborn);
  std::error_code not_there;
  while (std::filesystem::file_size(output, not_there) != 6) CHECK(stubborn->running());
  std::filesystem::remove(output);
  const auto pid = stubborn->pid();
  stubborn->stop(100ms);
  CHECK(kill(pid, 0) != 0);
}
