#pragma once
// Readings of one episode as a short text, and back: a week of hundreds of monitors is to fit on a plain disk. Each number is the
// difference to the one before, in units of 6 bits that are printable (as in Google's encoded polylines), so most values are one
// character. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

#include <vestibule/result.hpp>

#include "../devices/reading.hpp"

namespace vestibule::vitals {

/// A reading as it is kept: the instant to the millisecond, values to a tenth.
struct Kept {
  Instant taken{};
  unsigned quality = 0;
  PerMeasure<std::optional<double>> values{};
};

class Packer {
 public:
  /// Readings may come in any order of time.
  void add(const Kept& kept);
  int count() const { return count_; }
  Instant base() const { return base_; }    ///< of what was added first; unpack() wants it
  Instant begins() const { return begins_; }  ///< the earliest
  Instant ends() const { return ends_; }      ///< the latest
  /// The text of what was added; the packer is empty then.
  std::string take();

 private:
  void put(std::int64_t value);
  std::string text_;
  int count_ = 0;
  Instant base_{}, begins_{}, ends_{};
  std::int64_t taken_ = 0, step_ = 0;
  PerMeasure<std::int64_t> values_{};
};

/// `invalid` if the text was not made by a Packer.
Result<std::vector<Kept>> unpack(std::string_view text, Instant base);

/// What came of each measure within one minute.
struct Minute {
  struct Figures {
    int count = 0;
    double sum = 0, low = 0, high = 0;
  };
  void add(const PerMeasure<std::optional<double>>& values);
  PerMeasure<Figures> of{};
};
std::string pack(const Minute& minute);
Result<Minute> unpack_minute(std::string_view text);

}  // namespace vestibule::vitals
