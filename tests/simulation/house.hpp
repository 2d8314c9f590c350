#pragma once
// The house with its power: the real host on a disk that forgets, with a line that can be cut in mid-sentence.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "faulty_disk.hpp"
#include "host.hpp"
#include "memory_bus.hpp"
#include "mqtt_gateway.hpp"
#include "simulated.hpp"

namespace vestibule::simulation {

/// What everybody in the simulation shares.
struct World {
  explicit World(std::uint64_t seed) : random(seed) { broker.drive(loop); }
  kit::SimulatedClock clock{*instant_from_iso("2026-11-23T05:00:00Z")};
  kit::SimulatedLoop loop{clock};
  kit::SimulatedRandom random;
  kit::MemoryBroker broker{clock, random.stream("broker")};
};

/// The clock on the house's wall: it may be set, and the steady one does not care.
class HouseClock final : public Clock {
 public:
  explicit HouseClock(const Clock& world) : world_(world) {}
  Instant wall() const override { return world_.wall() + skew_; }
  Steady steady() const override { return world_.steady(); }
  void set(Duration skew) { skew_ = skew; }

 private:
  const Clock& world_;
  Duration skew_{0};
};

/// The machine in the basement. Its host may be gone at any moment; it comes back by itself.
class House {
 public:
  struct Options {
    std::string hospital;        ///< the text of the hospital file
    int recovery_cuts = 0;       ///< chance in ten that the power goes again while it starts
    std::function<void()> up;    ///< called when it has started
  };
  House(World& world, Options options);
  ~House();

  /// Null while it is down.
  core::Host* host();
  bool faulted() const;

  /// kill -9: the system still writes what it was given. Or, now and then, stopped in good order.
  void kill();
  /// Another program reads what is committed now, and goes on reading that until end_reading(), or the power goes.
  void begin_reading();
  void end_reading();
  /// From now on it starts without further cuts.
  void spare() { options_.recovery_cuts = 0; }

  /// What a command or query of the house's own staff answers at once.
  Result<json::value> ask(const std::string& name, const json::value& body = json::object{});
  Result<json::value> do_(const std::string& name, const json::value& body);
  template <class Reply, class Request>
  Result<Reply> ask_as(const std::string& name, const Request& request) {
    VESTIBULE_TRY(const auto reply, ask(name, encode(request)));
    return decode<Reply>(reply);
  }

  World& world;
  HouseClock clock{world.clock};
  kit::FaultyDisk disk{world.random.stream("disk")};
  int starts = 0, failed_starts = 0, cuts = 0, kills = 0, broken = 0;
  std::int64_t boot = 0;
  std::vector<std::string> faults;  ///< what the host said of plugins that fell out, and boots that were not counted

 private:
  class LifeLoop;
  class LifeBus;
  struct HouseLog;
  struct Life;
  struct Reader;

  void start();
  void die();
  void give_up();

  Options options_;
  RandomStream& chance_;
  std::unique_ptr<Life> life_;
  std::unique_ptr<Reader> reader_;
  Timer again_;
  int asked_ = 0;
};

}  // namespace vestibule::simulation
