#pragma once
// A broker in memory, for tests and simulation: nothing moves until deliver() is called, or by simulated timers, and with one
// seed everything moves in the same order every time. It keeps retained messages and wills as mosquitto does, and can be told to
// misbehave.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "vestibule/clock.hpp"
#include "vestibule/random.hpp"
#include "vestibule/wire/bus.hpp"

namespace vestibule::kit {

/// Chances from 0 to 1; each applies on the way to the broker and again on the way to each receiver.
struct BusFaults {
  double drop = 0;
  double duplicate = 0;
  Duration longest_delay{0};  ///< each message takes from 0 to this
  bool reorder = false;       ///< what is due at the same time comes in any order
  std::size_t most_waiting = 0;  ///< so many messages under way to one receiver; more are dropped without a word. 0: no bound
  double outlives = 0;        ///< what a client sent just before its line broke reaches the broker all the same
};

/// One thread. It must outlive its ends' use of it; ends may go before or after.
class MemoryBroker {
 public:
  MemoryBroker(const Clock& clock, RandomStream& random);
  ~MemoryBroker();

  /// A client's end, connected; it hears so at the next deliver(). Destroying it is a crash: its will is told.
  /// A client of that name that is there already is cut off, as MQTT does.
  std::unique_ptr<wire::Bus> attach(std::string client, std::optional<wire::Message> will = {});

  /// The line of a client breaks (its will is told; what is under way to or from it may be lost) and comes back.
  void cut(const std::string& client);
  void mend(const std::string& client);
  /// The broker is killed: everything retained or under way is gone, everyone is cut. mend_all() is its restart.
  void crash();
  void mend_all();

  /// From now on delivers by itself, whenever something is due by these timers; they must outlive the broker.
  void drive(Timers& timers) { timers_ = &timers; }

  void misbehave(BusFaults faults) { faults_ = faults; }

  /// Brings everything that is due now, and what is sent meanwhile and due now; how many messages reached a handler's end.
  std::size_t deliver();
  /// When the next message is due; nothing if none is under way.
  std::optional<Steady> next() const;

  std::size_t overflown() const { return overflown_; }
  std::size_t under_way() const { return under_way_.size(); }
  /// How many retained messages it keeps.
  std::size_t kept() const { return retained_.size(); }

  /// What a latecomer would find on the topic.
  std::optional<std::string> retained(const std::string& topic) const;

 private:
  class End;
  struct Line;
  struct Waiting;
  using Action = std::function<void()>;
  using Shared = std::shared_ptr<const wire::Message>;  // a board goes to many, and is long

  void connect(const std::shared_ptr<Line>& line);
  void lose(const std::shared_ptr<Line>& line);
  void post(Duration delay, Action action);
  void arm();
  bool happens(double chance) { return chance > 0 && random_.unit() < chance; }
  void travel(std::function<void()> arrive);
  void from_client(const std::shared_ptr<Line>& line, wire::Message message);
  void at_broker(const Shared& message);
  const std::vector<std::shared_ptr<Line>>& listeners(const std::string& topic);
  void to_client(const std::shared_ptr<Line>& line, Shared message);
  void subscribed(const std::shared_ptr<Line>& line, const std::string& filter);

  struct Due {
    Steady at;
    std::uint64_t rank;
    std::uint64_t number;
    auto operator<=>(const Due&) const = default;
  };

  const Clock& clock_;
  RandomStream& random_;
  BusFaults faults_;
  std::map<std::string, std::shared_ptr<Line>> lines_;
  std::map<std::string, Shared> retained_;
  std::unordered_map<std::string, std::vector<std::shared_ptr<Line>>> routes_;  ///< by topic
  std::map<Due, Action> under_way_;
  std::uint64_t number_ = 0;
  std::size_t delivered_ = 0;
  std::size_t overflown_ = 0;
  Timers* timers_ = nullptr;
  std::optional<Steady> armed_;
  Timer wake_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace vestibule::kit
