#pragma once
// Accounts at the broker: a plugin that knows devices says which of them may come in, the host has the broker know it.

#include <string>
#include <vector>

namespace vestibule {

/// One account that is the plugin's to give and to take.
struct BrokerAccount {
  std::string name;
  std::string hash;  ///< of its password, as mosquitto keeps it ("$7$101$salt$hash"); empty: it may not come in
  std::vector<std::string> reads{};  ///< of what Publisher retains, these subjects and no others; "board/hall", or "+/hall" for all of the hall's
  friend bool operator==(const BrokerAccount&, const BrokerAccount&) = default;
};

/// A service of the host's own; absent where the site keeps the broker's accounts by itself.
class BrokerAccounts {
 public:
  virtual ~BrokerAccounts() = default;

  /// From now on these are let in, or not; accounts that are not named are left as they are. Who is connected and may not be any
  /// more is cut off within seconds. Loop thread, after a commit; it is written off the loop, and said again at each start.
  virtual void keep(std::vector<BrokerAccount> accounts) = 0;
};

}  // namespace vestibule
