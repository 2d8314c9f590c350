#pragma once
// A real host with a ward of two beds on a simulated line, and monitors that say what a test has them say.

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>

#include <vestibule/vitals.hpp>
#include <vestibule/wire/envelope.hpp>
#include <vestibule/wire/topics.hpp>

#include "test_host.hpp"

namespace vestibule::vitals {

using namespace std::chrono_literals;

/// No other plugin in the house than the one it needs.
inline core::LoadingRules alone() { return {{"identity", "queue", "messages", "console", "gateways"}, {}}; }

/// One bedside monitor on the line.
class Monitor {
 public:
  Monitor(kit::TestHost& host, std::string name) : host_(host), name_(std::move(name)), end_(host.broker.attach(name_)) { host.run_for(16ms); }

  void boot(std::int64_t number) {
    boot_ = number, sequence_ = 0;
    status(encode_text(DeviceStatus{"online", number, {}, "M1", "2.3"}));
  }
  void will(std::int64_t of) { status(encode_text(DeviceStatus{"offline", of, "lwt", {}, {}})); }
  void status(const std::string& text) { end_->publish({topic("status"), text, true, {}, {}}); }
  /// A numerics message with the next number, taken now.
  void say(std::optional<double> hr, std::optional<double> spo2 = 97.0) {
    Numerics numerics;
    numerics.seq = ++sequence_, numerics.ts = to_millis(host_.clock.wall()) + skew.count();
    numerics.hr = hr, numerics.spo2 = spo2;
    send(encode_text(numerics));
  }
  void send(const std::string& text) { end_->publish({topic("num"), text, false, {}, {}}); }
  /// Says the same each second.
  void live(double hr, std::chrono::seconds span) {
    for (auto second = 0s; second < span; second += 1s) {
      say(hr);
      host_.run_for(1s);
    }
  }
  std::string topic(const char* what) const { return "vestibule/v1/dev/" + name_ + "/" + what; }

  Duration skew{0};

 private:
  kit::TestHost& host_;
  std::string name_;
  std::unique_ptr<wire::Bus> end_;
  std::int64_t boot_ = 0, sequence_ = 0;
};

struct SmallWard {
  kit::TestHost host;

  static kit::TestHostOptions options(const std::string& vfs) {
    kit::TestHostOptions made;
    made.line = true;
    made.rules = alone();
    made.vfs = vfs;
    return made;
  }

  /// `vfs`: of another disk than the machine's.
  explicit SmallWard(const std::string& vfs = {}) : host(options(vfs)) {
    REQUIRE(host.do_as<Done>("vitals.set_ward", SetWard{WardId{"w1"}, {{"en", "Ward 1"}}, "surgery", Names::initials}));
    for (const char* bed : {"w1-1", "w1-2"}) REQUIRE(host.do_as<BedNow>("vitals.set_bed", SetBed{BedId{bed}, WardId{"w1"}, bed, {}}));
    host.run_for(100ms);
  }

  void put(const char* device, const char* bed) { REQUIRE(host.do_as<BedNow>("vitals.put_device", PutDevice{DeviceId{device}, BedId{bed}})); }
  void admit(const char* patient, const char* bed) {
    REQUIRE(host.do_as<BedNow>("vitals.admit", Admit{PatientId{patient}, BedId{bed}, Private<std::string>("A. B."), Private<int>(54)}));
  }

  /// What a screen sees: the retained picture.
  WardPicture picture() {
    const auto text = host.broker.retained(wire::state_topic("ward/w1"));
    REQUIRE(text);
    const auto state = decode_text<wire::State>(*text);
    REQUIRE(state);
    const auto picture = decode<WardPicture>(state->body);
    REQUIRE(picture);
    return *picture;
  }
  Tile tile(std::size_t number) { return picture().tiles.at(number); }
  static std::optional<double> value(const Tile& tile, Measure measure) {
    for (const auto& figure : tile.figures)
      if (figure.measure == measure) return figure.value;
    return std::nullopt;
  }
  DeviceHealth health(const char* device) {
    const auto devices = host.ask_as<Devices>("vitals.devices", DevicesAsked{});
    REQUIRE(devices);
    for (const auto& one : devices->devices)
      if (one.device.text() == device) return one;
    FAIL("no device ", device);
    return {};
  }
};

}  // namespace vestibule::vitals
