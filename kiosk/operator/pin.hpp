#pragma once
// The operator's PIN: kept as a hash, tried slowly.

#include <optional>
#include <string>

#include <vestibule/clock.hpp>
#include <vestibule/json.hpp>

#include "offline/disk.hpp"

namespace vestibule::kiosk {

/// Argon2id by libsodium, as text that goes into the settings file. A PIN is 4 to 12 digits.
Result<std::string> hash_pin(const std::string& pin);
/// Whether the text is one that hash_pin has made, or none at all; anything else would never be matched.
Result<> check_hash(const std::string& text);
bool pin_matches(const std::string& hash, const std::string& pin);

struct Tries {
  int failed = 0;  ///< in a row
};
BOOST_DESCRIBE_STRUCT(Tries, (), (failed))

/// Three tries are free; then each one waits twice as long as the one before, from half a minute to an hour. The count lies on
/// the disk, and after a restart the whole wait begins again: switching off and on wins nothing. Owner's thread only.
class PinLock {
 public:
  /// Without a hash nothing opens it.
  PinLock(std::string hash, Disk& disk, const Clock& clock);

  /// Until the next try is taken; zero: now.
  std::chrono::seconds wait() const;
  /// Takes about a twentieth of a second. Counted before it is looked at: a power cut in between is a failed try.
  bool try_pin(const std::string& pin);

 private:
  void keep();

  const std::string hash_;
  Disk& disk_;
  const Clock& clock_;
  Tries tries_;
  Steady since_;
};

}  // namespace vestibule::kiosk
