#pragma once
// The broker's password file, as far as it is ours: lines of accounts a plugin gives and takes. The broker reads it at a signal.

#include <filesystem>

#include "seams.hpp"
#include "vestibule/accounts.hpp"
#include "vestibule/log.hpp"
#include "vestibule/result.hpp"

namespace vestibule::core {

struct BrokerFiles {
  std::filesystem::path passwords;  ///< mosquitto's password_file; made if absent
  std::filesystem::path pid;        ///< mosquitto's pid_file, for the signal; empty: somebody else watches the file
};

/// The text of a password file in which these accounts are as said and all others as they were.
std::string with_accounts(const std::string& before, const std::vector<BrokerAccount>& accounts);

/// Writes that into the password file and has the broker read it again; nothing is touched if it stands there already.
Result<> put_accounts(const BrokerFiles& files, const std::vector<BrokerAccount>& accounts);
/// The broker reads its files again and cuts off whoever they no longer let in. `unavailable` if it does not run.
Result<> signal_broker(const std::filesystem::path& pid_file);

/// Loop thread; files and signal by a worker, one writing at a time.
class FileAccounts final : public BrokerAccounts {
 public:
  FileAccounts(BrokerFiles files, Workers& workers, Log& log) : files_(std::move(files)), workers_(workers), log_(log) {}
  void keep(std::vector<BrokerAccount> accounts) override;

 private:
  void write();

  BrokerFiles files_;
  Workers& workers_;
  Log& log_;
  std::vector<BrokerAccount> wanted_;
  bool writing_ = false, again_ = false;
};

}  // namespace vestibule::core
