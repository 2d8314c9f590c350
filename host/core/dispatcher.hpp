#pragma once
// Commands in groups: each in a savepoint, one commit for all that have come, answers and events only after it.

#include <optional>
#include <string>
#include <vector>

#include "bulletin.hpp"
#include "gate.hpp"
#include "registry.hpp"
#include "seams.hpp"
#include "store/journal.hpp"

namespace vestibule::core {

/// What a query about a subject has found: to be written down before it is told.
struct Looked {
  std::string subject;
  Result<json::value> result;
};

/// A command on its way in; or, with `looked`, a query about a subject on its way out.
struct Order {
  Actor actor;
  std::string name;
  std::string request_id;
  json::value body;
  Commands::Answer answer;  ///< called once, on the loop, after the commit
  std::optional<Looked> looked = std::nullopt;
};

/// What the dispatcher counts, for /metrics.
struct DispatchCounts {
  std::int64_t groups = 0, committed = 0, refused = 0, repeated = 0, failed_commits = 0, slow = 0;
};

/// Loop thread only.
class Dispatcher {
 public:
  struct Parts {
    Database& database;
    Journal& journal;
    Registry& registry;
    Guests& guests;
    Bulletin& bulletin;
    Loop& loop;
    Clock& clock;
    Log& log;
    Gate& gate;
    std::function<void()> committed;  ///< after answers and events of each group that wrote something
    std::function<void()> reload;     ///< memory may hold what the disk refused: fill it from the tables again
    std::function<void()> broken;     ///< the disk failed: nothing is acknowledged any more, the host must be started again
  };
  explicit Dispatcher(Parts parts) : parts_(std::move(parts)) {}

  /// Keeps the order for the next group. `unavailable` at once if 10,000 are waiting already.
  void submit(Order order);

  const DispatchCounts& counts() const { return counts_; }
  std::size_t waiting() const { return waiting_.size(); }

 private:
  struct Outcome {
    Order order;
    Result<json::value> result;
    std::vector<Telling> tellings;
  };

  void run_group();
  void take_back(const Error& why, std::vector<Outcome>& outcomes);
  bool open_group(std::vector<Order>& orders);
  void finish(std::vector<Outcome>& outcomes);
  Outcome carry_out(Order order);
  Outcome repeated(const Command& command, const Entry& entry, Order order, const Judged& judged);
  Outcome witness(Order order);
  Result<json::value> in_savepoint(const Command& command, Act& act, const json::value& body);
  Result<json::value> first_answer(const Entry& entry, const Order& order);
  void record(const Act& act, const Order& order, const Result<json::value>& result, const std::string& subject);

  Parts parts_;
  std::vector<Order> waiting_;
  bool scheduled_ = false;
  DispatchCounts counts_;
};

}  // namespace vestibule::core
