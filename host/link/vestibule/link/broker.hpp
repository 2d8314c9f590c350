#pragma once
// A mosquitto of our own on a free loopback port, for the demo, the tests and the benches: nobody enters without one of the
// passwords made for this run, and each account may do only what its role needs.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "vestibule/link/child_process.hpp"
#include "vestibule/result.hpp"

namespace vestibule::link {

struct BrokerOptions {
  std::string host_account = "host";   ///< hears requests and presence; writes answers and states
  std::vector<std::string> clients;    ///< each asks in its own name, reads its own answers and what `reads` says
  std::map<std::string, std::vector<std::string>> reads;  ///< of the clients: the subjects of the states it may read; who is not named: every state
  std::vector<std::string> observers;  ///< of the clients: those who may also see who is present
  std::string program = "mosquitto";   ///< also looked for in /usr/sbin
  int most_queued = 100'000;           ///< messages kept for a client that does not read; what is more is dropped without a word
};

/// One thread. The broker and its files go with the object (and with the thread that started it).
class PrivateBroker {
 public:
  /// Runs and accepts connections when this returns. unavailable, with the reason, if it cannot be had.
  static Result<std::unique_ptr<PrivateBroker>> start(BrokerOptions options);
  ~PrivateBroker();

  int port() const { return port_; }
  /// Empty for an account that does not exist.
  std::string password(const std::string& account) const;
  pid_t pid() const { return child_.pid(); }
  const std::filesystem::path& folder() const { return folder_; }
  /// What the host needs to give and take accounts by itself ([mqtt] accounts_file, access_file, broker_pid_file).
  std::filesystem::path password_file() const { return folder_ / "passwords"; }
  std::filesystem::path access_file() const { return folder_ / "access"; }
  std::filesystem::path pid_file() const { return folder_ / "pid"; }

  /// Power off: SIGKILL. What it held (retained messages, sessions) was in memory only and is gone.
  void kill();
  /// Starts it again, empty, on the same port.
  Result<> restart();

 private:
  explicit PrivateBroker(BrokerOptions options);
  Result<> prepare();
  Result<> write_accounts();
  Result<> run();
  bool accepts() const;

  BrokerOptions options_;
  std::filesystem::path folder_;
  std::map<std::string, std::string> passwords_;
  int port_ = 0;
  ChildProcess child_;
};

/// The access rules of a broker, as mosquitto's acl_file; the host adds what the accounts it gives may read ([mqtt] access_file).
std::string access_rules(const BrokerOptions& options);

/// A TCP port of 127.0.0.1 that nobody listened on a moment ago; 0 if there is none.
int free_loopback_port();

}  // namespace vestibule::link
