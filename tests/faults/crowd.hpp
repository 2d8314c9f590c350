#pragma once
// People at work on a house: kiosks that issue and a desk that calls, each with several requests under way, all noting what
// they were told. They repeat what was not answered for good.

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "hall.hpp"
#include "notes.hpp"

namespace vestibule::faults {

/// Its accounts at the broker.
inline const std::vector<std::string> crowd_clients = {"kiosk-1", "kiosk-2", "kiosk-3", "desk-1"};

class Crowd {
 public:
  Crowd(test::Hall& hall, std::uint64_t seed);

  /// Opens day and desk, and lets everybody work until rest().
  void open_day();
  void work();
  /// Nobody asks anything new; waits until all that was asked is answered.
  bool rest(Duration most = Duration{60'000});
  /// Until so many more answers have come.
  bool until_told(std::size_t more, Duration most = Duration{60'000});
  /// Asks `count` of what was answered once more: how many were answered otherwise than before.
  std::size_t ask_again(int count);
  /// A request beside the work, noted like it; waits for its answer.
  Answer ask(const std::string& client, const std::string& command, const json::value& body);

  /// What was answered since it was asked last.
  Notes take();
  std::size_t told() const { return told_; }
  /// How often somebody was told "not now", and what was said the last time.
  std::size_t put_off() const { return put_off_; }
  const Answer& refusal() const { return refusal_; }

 private:
  using Client = test::Client;
  Client& client(const std::string& name);
  void issue(const std::string& kiosk);
  void serve(int step);
  void send(const std::string& client, const std::string& command, const json::value& body, std::function<void()> then);
  void repeat(const std::string& id, std::function<void()> then);

  test::Hall& hall_;
  Notes notes_, fresh_;
  std::mt19937_64 chance_;
  std::map<std::string, std::unique_ptr<Client>> clients_;
  std::vector<std::string> answered_;  ///< ids
  std::vector<Timer> pauses_;
  int counter_ = 0;
  std::size_t under_way_ = 0, told_ = 0, put_off_ = 0;
  Answer refusal_;
  bool working_ = false;
};

}  // namespace vestibule::faults
