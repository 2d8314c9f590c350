#pragma once
// The broker's files of passwords and of access, as far as they are ours: what a plugin gives to accounts and takes. The broker reads
// them at a signal.

#include <filesystem>

#include "seams.hpp"
#include "vestibule/accounts.hpp"
#include "vestibule/log.hpp"
#include "vestibule/result.hpp"

namespace vestibule::core {

struct BrokerFiles {
  std::filesystem::path passwords;  ///< mosquitto's password_file; made if absent
  std::filesystem::path access;     ///< mosquitto's acl_file, made if absent; empty: the site says by itself what an account reads
  std::filesystem::path pid;        ///< mosquitto's pid_file, for the signal; empty: somebody else watches the file
};

/// The text of a password file in which these accounts are as said and all others as they were.
std::string with_accounts(const std::string& before, const std::vector<BrokerAccount>& accounts);

/// The text of an access file whose last part, which is ours, says what these accounts may read; what the site wrote above stays.
std::string with_access(const std::string& before, const std::vector<BrokerAccount>& accounts);

/// Writes that into both files and has the broker read it again; nothing is touched if it stands there already.
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
