#pragma once
// A small reference of the front hall: it hears only what the journal says happened, in order, and says what cannot be true.

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <vestibule/queue_desk_wire.hpp>

#include "store/journal.hpp"

namespace vestibule::simulation {

/// A token as the reference knows it.
struct KnownToken {
  std::string number, call_code, service, priority, desk;
  queue::State state = queue::State::waiting;
  int calls = 0;
  bool plain = true;          ///< has waited since it came, in the class it came with, for anybody: such ones are called in order
  std::int64_t order = 0;     ///< of its coming
  std::int64_t due = 0;       ///< while parked: when it returns, on the steady clock
  std::int64_t called_at = 0; ///< the last call, on the steady clock
  std::int64_t since = 0;     ///< the entry that parked or called it
};

class Reference {
 public:
  struct Service {
    std::string letter;
    std::optional<int> limit;
    bool first_come = false;
  };
  explicit Reference(std::map<std::string, Service> services) : services_(std::move(services)) {}

  /// One more entry, the next one. What cannot be true is added to `faults`.
  void hear(const core::Entry& entry);
  /// The house was down while its wall clock was set: how long it was down nobody can tell, so what was parked or called
  /// before is not judged by time any more.
  void lost_time() { trusted_since_ = last_; }

  const std::map<std::string, KnownToken>& tokens() const { return tokens_; }
  const std::map<std::string, std::string>& desks() const { return desks_; }  ///< desk -> token at it
  const std::map<std::int64_t, std::pair<std::string, bool>>& calls(const std::string& area) { return calls_[area]; }  ///< code, recall
  /// What the journal says was answered.
  struct Answered {
    std::string outcome, reply;
  };
  const Answered* find(const std::string& request_id) const;
  queue::Counts counts() const;
  std::int64_t last() const { return last_; }
  const std::string& last_hash() const { return last_hash_; }
  bool closed() const { return closed_; }
  int renamed() const { return renamed_; }

  std::vector<std::string> faults;

 private:
  struct Before {
    std::string token;
    KnownToken state;
    std::string held;  ///< by the desk
  };

  void apply(const std::string& name, const json::object& body, const core::Entry& entry);
  void issued(const json::object& body);
  void brought(const json::object& body);
  void called(const json::object& body, const core::Entry& entry, bool recall);
  void in_order(const KnownToken& token);
  void undone(const json::object& body);
  void moved(const std::string& name, const json::object& body, const core::Entry& entry);
  void by_itself(const std::string& name, const std::string& id, const KnownToken& token, const core::Entry& entry);
  void remember(const std::string& desk, const std::string& token, const KnownToken& state);
  void release(const std::string& token);
  KnownToken* known(const json::object& note);
  template <class... Args>
  void fault(fmt::format_string<Args...> format, Args&&... args) {
    if (faults.size() < 20) faults.push_back(fmt::format(format, std::forward<Args>(args)...));
  }

  const std::map<std::string, Service> services_;
  std::map<std::string, KnownToken> tokens_;
  std::map<std::string, std::vector<const KnownToken*>> plain_;  ///< of each service, in the order they came; some are so no more
  std::map<std::string, std::string> desks_;
  std::map<std::string, Before> undo_;  ///< by desk
  std::map<std::string, int> counters_;
  std::map<std::string, std::map<std::int64_t, std::pair<std::string, bool>>> calls_;
  std::set<std::string> numbers_;
  std::unordered_map<std::string, Answered> answered_;  ///< by request id
  std::int64_t last_ = 0, order_ = 0, trusted_since_ = 0;
  std::string last_hash_, desk_of_command_;
  bool closed_ = false;
  int renamed_ = 0;
};

}  // namespace vestibule::simulation
