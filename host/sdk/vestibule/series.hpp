#pragma once
// A database file of the plugin's own, beside the house's, for what comes by the thousand and is no act of anybody's: measurements over
// time. It is written in batches by a thread of its own, so that it holds up no command; it is not part of the journal nor of a backup.

#include <functional>

namespace soci {
class session;
}

namespace vestibule {

/// Its tables come from the plugin's series/*.sql, numbered as its migrations are. The file is made by the first writing.
class Series {
 public:
  virtual ~Series() = default;

  /// Has `work` done by the writing thread in one transaction with what else waits; any thread. False, and nothing is kept, if so much
  /// waits that the disk cannot be keeping up, or has failed: what is lost is the caller's to count. `work` may throw
  /// soci::soci_error: all of that transaction is lost then, and said in the log.
  virtual bool write(std::function<void(soci::session&)> work) = 0;
};

}  // namespace vestibule
