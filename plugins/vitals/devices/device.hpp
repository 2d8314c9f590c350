#pragma once
// What is known of one device: which boot it is in, which messages came and which are missing, how well its clock goes, whether it is
// there at all. Pure; the clock is passed in; one thread.

#include <array>
#include <map>
#include <optional>
#include <string>

#include "numerics.hpp"

namespace vestibule::vitals {

inline constexpr Duration most_clock_skew{30'000};
inline constexpr Duration silent_after{3'000};

/// Both clocks of the host at one moment.
struct Now {
  Instant wall{};
  Steady steady{};
};

/// Which numbers of a boot's sequence came: the last, and a window of those before it.
class Sequence {
 public:
  Sequence() = default;
  enum class Place { next, late, repeated };
  /// `taken_ms`: a number from before the window that is measured later than all before is a device that has started anew and whose
  /// birth we missed.
  Place take(std::int64_t number, std::int64_t taken_ms);
  void begin_anew() { *this = Sequence{missing_}; }
  std::int64_t missing() const { return missing_; }

 private:
  static constexpr int window = 64;
  explicit Sequence(std::int64_t missing) : missing_(missing) {}
  std::int64_t missing_ = 0;
  std::int64_t last_ = 0;  ///< 0: nothing has come
  std::int64_t taken_ms_ = 0;
  std::uint64_t seen_ = 0;  ///< bit n: last_ - n came
};

class Device {
 public:
  /// How a message is to be taken. `late`: it fills a hole and is older than what is shown.
  enum class Verdict { fresh, late, repeated, refused };

  Verdict hear(const NumericsRead& read, Now now, Reading& reading);
  void hear(const DeviceStatus& status, Now now);
  void refuse(Refusal why) { ++refused_[static_cast<std::size_t>(why)]; }
  /// Silence counts from now on: it was put to a bed, or the house's own line was down.
  void expect(Steady from) { heard_ = std::max(heard_.value_or(from), from); }

  DeviceState state(Steady now) const;
  /// Its clock less ours, as of the message that was least under way.
  std::optional<Duration> skew() const { return skew_; }
  std::optional<Duration> last_skew() const { return last_skew_; }
  /// Our own clock was put to another time.
  void forget_skew() { skew_.reset(), last_skew_.reset(); }
  /// How long the message was under way that was heard last, as far as can be known.
  Duration delay() const { return skew_ && last_skew_ ? *skew_ - *last_skew_ : Duration{0}; }
  bool clock_is_off() const { return clock_is_off_; }
  std::optional<Steady> heard() const { return heard_; }
  DeviceHealth health(const DeviceId& device, Now now) const;

 private:
  Sequence sequence_;
  std::optional<std::int64_t> boot_;
  bool offline_ = false;
  bool clock_is_off_ = false;
  std::optional<Steady> heard_;
  std::optional<Instant> last_seen_;
  std::optional<Duration> skew_, last_skew_;
  std::int64_t received_ = 0, repeated_ = 0, old_boots_ = 0;
  std::array<std::int64_t, 9> refused_{};
  std::optional<std::string> model_, firmware_, reason_;
};

}  // namespace vestibule::vitals
