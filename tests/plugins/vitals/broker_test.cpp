// Monitors at the real broker and the real host: heard over a line of its own, on a thread of its own.

#include <signal.h>

#include "hall.hpp"

#include <vestibule/vitals.hpp>
#include <vestibule/wire/envelope.hpp>
#include <vestibule/wire/topics.hpp>

using namespace vestibule;
using namespace vestibule::vitals;
using namespace vestibule::test;

namespace {

/// A folder with the plugin, and the one it needs.
struct OnlyVitals {
  std::filesystem::path folder;
  OnlyVitals() {
    auto name = (std::filesystem::temp_directory_path() / "vestibule-plugins-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    folder = name;
    std::filesystem::create_symlink(VITALS_PLUGIN, folder / "vitals.so");
    std::filesystem::create_symlink(RECORDS_PLUGIN, folder / "records.so");
  }
  ~OnlyVitals() { std::filesystem::remove_all(folder); }
};

struct LiveWard : OnlyVitals, Hall {
  std::unique_ptr<Client> nurse, monitor, screen;
  std::optional<WardPicture> picture;
  std::int64_t sequence = 0;

  LiveWard() : Hall({{}, VESTIBULE_PROGRAM, "", folder_of_plugins(), {"nurse-1", "mon-1", "ward-1"}}) {
    open();
    nurse = house->client("nurse-1"), monitor = house->client("mon-1"), screen = house->client("ward-1");
    screen->bus().subscribe(wire::state_topic("ward/w1"), [this](const wire::Message& message) {
      const auto state = decode_text<wire::State>(message.payload);
      REQUIRE(state);
      picture = *decode<WardPicture>(state->body);
    });
    REQUIRE(until([&] { return screen->bus().connected() && monitor->bus().connected() && nurse->bus().connected(); }));
    carry_out(*nurse, "vitals.set_ward", encode(SetWard{WardId{"w1"}, {{"en", "W"}}, {}, {}}));
    carry_out(*nurse, "vitals.set_bed", encode(SetBed{BedId{"b1"}, WardId{"w1"}, "1", {}}));
    carry_out(*nurse, "vitals.put_device", encode(PutDevice{DeviceId{"mon-1"}, BedId{"b1"}}));
    carry_out(*nurse, "vitals.admit", encode(Admit{PatientId{"p1"}, BedId{"b1"}, {}, {}}));
  }
  std::string folder_of_plugins() const { return OnlyVitals::folder.string(); }

  void say(double hr) {
    Numerics numerics;
    numerics.seq = ++sequence, numerics.ts = to_millis(loop.clock().wall()), numerics.hr = hr;
    monitor->bus().publish({"vestibule/v1/dev/mon-1/num", encode_text(numerics), false, {}, {}});
  }
  bool shows(DeviceState state) const { return picture && picture->tiles.at(0).device == state; }
  bool shows(double hr) const { return shows(DeviceState::online) && !picture->tiles[0].figures.empty() && picture->tiles[0].figures[0].value == hr; }
  DeviceHealth health() {
    const auto answer = nurse->call(Verb::ask, "vitals.devices", json::object{});
    REQUIRE(answer);
    return decode<Devices>(*answer)->devices.at(0);
  }
  /// Speaks twice a second until it holds.
  bool speaking(double hr, const std::function<bool()>& holds) {
    for (int n = 0; n < 60; ++n) {
      say(hr);
      if (until(holds, 500ms)) return true;
    }
    return false;
  }
};

}  // namespace

TEST_CASE("a monitor is heard, freezes, is heard again; the host stands still and the broker dies") {
  LiveWard ward;
  REQUIRE(ward.until([&] { return ward.picture && ward.picture->listening; }));
  REQUIRE(ward.speaking(72, [&] { return ward.shows(72); }));

  const auto frozen = ward.loop.clock().steady();
  REQUIRE(ward.until([&] { return ward.shows(DeviceState::silent); }));
  CHECK(ward.loop.clock().steady() - frozen < 6s);  // 4 s in simulated time; here the machine has other things to do, too
  REQUIRE(ward.speaking(73, [&] { return ward.shows(73); }));

  // What comes while the host stands still waits at the broker.
  const auto before = ward.health();
  CHECK(before.missing == 0);
  REQUIRE(::kill(ward.house->host_pid(), SIGSTOP) == 0);
  for (int n = 0; n < 500; ++n) ward.say(74);
  ward.until([] { return false; }, 1s);
  REQUIRE(::kill(ward.house->host_pid(), SIGCONT) == 0);
  REQUIRE(ward.until([&] { return ward.health().received == ward.sequence; }));
  CHECK(ward.health().missing == 0);

  // What is said to a broker that is not there is a hole, and is shown as one.
  ward.house->broker().kill();
  REQUIRE(ward.until([&] { return !ward.monitor->bus().connected(); }));
  ward.say(75);
  REQUIRE(ward.house->broker().restart());
  REQUIRE(ward.until([&] { return ward.monitor->bus().connected() && ward.screen->bus().connected() && ward.nurse->bus().connected(); }));
  ward.picture.reset();
  REQUIRE(ward.speaking(76, [&] { return ward.shows(76) && ward.picture->listening; }));
  CHECK(ward.health().missing >= 1);
}
