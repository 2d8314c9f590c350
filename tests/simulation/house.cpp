#include "house.hpp"

#include <sqlite3.h>

namespace vestibule::simulation {

using namespace std::chrono_literals;

/// The loop as one life of the host sees it: what it left there goes with it.
class House::LifeLoop final : public core::Loop {
 public:
  LifeLoop(core::Loop& world, std::shared_ptr<bool> alive) : world_(world), alive_(std::move(alive)) {}
  void post(std::function<void()> run) override { world_.post(guarded(std::move(run))); }
  Timer after(Duration delay, std::function<void()> run) override { return world_.after(delay, guarded(std::move(run))); }
  Timer every(Duration period, std::function<void()> run) override { return world_.every(period, guarded(std::move(run))); }

 private:
  std::function<void()> guarded(std::function<void()> run) const {
    return [alive = alive_, run = std::move(run)] {
      if (*alive) run();
    };
  }
  core::Loop& world_;
  const std::shared_ptr<bool> alive_;
};

/// Its line: from the moment the power is gone nothing leaves the house.
class House::LifeBus final : public wire::Bus {
 public:
  LifeBus(std::unique_ptr<wire::Bus> line, const kit::FaultyDisk& disk) : line_(std::move(line)), disk_(disk) {}
  void publish(wire::Message message) override {
    if (!disk_.dead()) line_->publish(std::move(message));
  }
  void subscribe(std::string filter, std::function<void(const wire::Message&)> handler) override {
    line_->subscribe(std::move(filter), [this, handler = std::move(handler)](const wire::Message& message) {
      if (!disk_.dead()) handler(message);
    });
  }
  void on_connection(std::function<void(bool)> handler) override { line_->on_connection(std::move(handler)); }
  bool connected() const override { return line_->connected(); }

 private:
  const std::unique_ptr<wire::Bus> line_;
  const kit::FaultyDisk& disk_;
};

struct House::HouseLog final : Log {
  explicit HouseLog(House& of) : house(of) {}
  void write(Level level, std::string_view text) override {
    if (level < Level::error || house.disk.dead() || !house.host()) return;  // a start that fails is tried again
    if (text.find("faulted") != text.npos) house.faults.emplace_back(text);
  }
  House& house;
};

struct House::Life {
  Life(House& house, std::unique_ptr<core::SettingsFile> read)
      : loop(house.world.loop, alive), workers(loop), bus(house.world.broker.attach("host"), house.disk), log(house), settings(std::move(read)) {}
  ~Life() { *alive = false; }

  std::shared_ptr<bool> alive = std::make_shared<bool>(true);
  LifeLoop loop;
  kit::SimulatedWorkers workers;
  LifeBus bus;
  HouseLog log;
  std::unique_ptr<core::SettingsFile> settings;
  std::unique_ptr<core::Host> host;
  std::unique_ptr<core::MqttGateway> gateway;
};

/// SQLite without the house around it.
struct House::Reader {
  explicit Reader(const kit::FaultyDisk& disk) {
    sqlite3_open_v2("/vestibule.db", &handle, SQLITE_OPEN_READONLY, disk.vfs().c_str());
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_exec(handle, "BEGIN; SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr);
  }
  ~Reader() { sqlite3_close(handle); }
  sqlite3* handle = nullptr;
};

House::House(World& all, Options options) : world(all), options_(std::move(options)), chance_(world.random.stream("house")) {
  disk.on_cut([this] {
    ++cuts;
    world.loop.post([this] { die(); });
  });
  again_ = world.loop.after(0s, [this] { start(); });
}

House::~House() = default;

core::Host* House::host() { return life_ ? life_->host.get() : nullptr; }

bool House::faulted() const {
  return life_ && life_->host && life_->host->health().out_of_service > 0;
}

void House::start() {
  if (chance_.below(10) < static_cast<std::uint64_t>(options_.recovery_cuts)) disk.cut_in(1 + chance_.below(20));
  const auto reader = [this](const std::string&) -> Result<std::string> { return options_.hospital; };
  auto settings = core::SettingsFile::parse("[queue]\nhospital = \"hospital.toml\"\n", "/vestibule.toml", reader);
  life_ = std::make_unique<Life>(*this, *std::move(settings));
  core::Seams seams{life_->loop, clock, world.random, life_->workers, life_->bus, disk.vfs()};
  auto opened = core::Host::open({"/vestibule.db", "", {}, nullptr, [this] { give_up(); }}, seams, life_->log, *life_->settings);
  if (disk.dead()) return;  // die() is on its way
  if (!opened || (*opened)->health().out_of_service > 0) {
    // As the supervisor would: the disk said no, so the process has ended, and is started again.
    ++failed_starts;
    opened = {};
    life_.reset();
    again_ = world.loop.after(1s, [this] { start(); });
    return;
  }
  life_->host = *std::move(opened);
  disk.no_cut();
  life_->gateway = std::make_unique<core::MqttGateway>(*life_->host, life_->bus);
  ++starts;
  const std::int64_t before = std::exchange(boot, life_->host->health().boot);
  if (boot <= before) faults.push_back(fmt::format("start {} follows start {}", boot, before));
  if (options_.up) options_.up();
}

/// The power has gone: what ran is gone, the disk keeps what it keeps, and after a while there is light again.
void House::die() {
  life_.reset();
  reader_.reset();
  disk.restore();
  again_ = world.loop.after(500ms + Duration{static_cast<std::int64_t>(chance_.below(8'000))}, [this] { start(); });
}

/// The process has ended because of its disk; its supervisor starts it again.
void House::give_up() {
  ++broken;
  life_.reset();
  again_ = world.loop.after(1s, [this] { start(); });
}

void House::begin_reading() {
  if (host() && !disk.dead()) reader_ = std::make_unique<Reader>(disk);
}
void House::end_reading() { reader_.reset(); }

void House::kill() {
  if (!host()) return;
  ++kills;
  const bool in_good_order = chance_.below(4) == 0;
  if (!in_good_order) disk.hold(true);  // a killed process writes nothing more, what it had written the system has
  life_.reset();
  disk.hold(false);
  again_ = world.loop.after(500ms + Duration{static_cast<std::int64_t>(chance_.below(1'500))}, [this] { start(); });
}

Result<json::value> House::ask(const std::string& name, const json::value& body) {
  Result<json::value> result = fail(Code::unavailable, "the house is down");
  if (!host()) return result;
  host()->ask({"staff", "operator", "staff"}, name, body, [&](Result<json::value> answer) { result = std::move(answer); });
  world.loop.run_posted();
  return result;
}

Result<json::value> House::do_(const std::string& name, const json::value& body) {
  Result<json::value> result = fail(Code::unavailable, "the house is down");
  if (!host()) return result;
  host()->submit({{"staff", "operator", "staff"}, name, fmt::format("staff-{}", ++asked_), body, [&](Result<json::value> answer) { result = std::move(answer); }});
  world.loop.run_posted();
  return result;
}

}  // namespace vestibule::simulation
