#include "packing.hpp"

#include <algorithm>
#include <cmath>

namespace vestibule::vitals {
namespace {

constexpr int first_character = 48;  // "0": no quote, no control character, and with 64 from here on still ASCII

std::int64_t tenths(double value) { return std::llround(value * 10); }

void append(std::string& text, std::int64_t value) {
  auto folded = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
  for (; folded >= 32; folded >>= 5) text += static_cast<char>(first_character + static_cast<int>(32 | (folded & 31)));
  text += static_cast<char>(first_character + static_cast<int>(folded));
}

/// Reads numbers from the front of a text.
class Unpacker {
 public:
  explicit Unpacker(std::string_view text) : left_(text) {}
  bool done() const { return left_.empty(); }
  std::int64_t next() {
    std::uint64_t folded = 0;
    for (int shift = 0; shift < 64; shift += 5) {
      const int unit = left_.empty() ? -1 : left_.front() - first_character;
      if (unit < 0 || unit > 63) break;
      left_.remove_prefix(1);
      folded |= static_cast<std::uint64_t>(unit & 31) << shift;
      if (unit < 32) return static_cast<std::int64_t>(folded >> 1) ^ -static_cast<std::int64_t>(folded & 1);
    }
    good_ = false;
    left_ = {};
    return 0;
  }
  bool good() const { return good_; }

 private:
  std::string_view left_;
  bool good_ = true;
};

}  // namespace

void Packer::put(std::int64_t value) { append(text_, value); }

void Packer::add(const Kept& kept) {
  if (count_++ == 0) {
    base_ = begins_ = ends_ = kept.taken;
    taken_ = to_millis(kept.taken);
    step_ = 0;
    values_ = {};
  }
  ends_ = std::max(ends_, kept.taken);
  begins_ = std::min(begins_, kept.taken);
  const std::int64_t step = to_millis(kept.taken) - taken_;
  put(step - step_);
  step_ = step;
  taken_ += step;
  unsigned present = 0;
  for (std::size_t m = 0; m < measures; ++m)
    if (kept.values[m]) present |= 1u << m;
  put(static_cast<std::int64_t>(present | kept.quality << measures));
  for (std::size_t m = 0; m < measures; ++m) {
    if (!kept.values[m]) continue;
    const std::int64_t value = tenths(*kept.values[m]);
    put(value - values_[m]);
    values_[m] = value;
  }
}

std::string Packer::take() {
  count_ = 0;
  return std::exchange(text_, {});
}

Result<std::vector<Kept>> unpack(std::string_view text, Instant base) {
  Unpacker from(text);
  std::vector<Kept> all;
  std::int64_t taken = to_millis(base), step = 0;
  PerMeasure<std::int64_t> values{};
  while (!from.done()) {
    step += from.next();
    taken += step;
    const auto head = static_cast<std::uint64_t>(from.next());
    Kept kept{from_millis(taken), static_cast<unsigned>(head >> measures), {}};
    for (std::size_t m = 0; m < measures; ++m)
      if ((head >> m & 1) != 0) kept.values[m] = static_cast<double>(values[m] += from.next()) / 10;
    if (!from.good()) return fail(Code::invalid, "a stretch of readings from {} cannot be read", to_iso(base));
    all.push_back(kept);
  }
  return all;
}

void Minute::add(const PerMeasure<std::optional<double>>& values) {
  for (std::size_t m = 0; m < measures; ++m) {
    if (!values[m]) continue;
    const double value = *values[m];
    auto& figures = of[m];
    figures.low = figures.count == 0 ? value : std::min(figures.low, value);
    figures.high = figures.count == 0 ? value : std::max(figures.high, value);
    figures.sum += value;
    ++figures.count;
  }
}

std::string pack(const Minute& minute) {
  std::string text;
  for (const auto& figures : minute.of) {
    append(text, figures.count);
    if (figures.count == 0) continue;
    const auto low = tenths(figures.low);
    append(text, low);
    append(text, tenths(figures.high) - low);
    append(text, tenths(figures.sum) - low * figures.count);
  }
  return text;
}

Result<Minute> unpack_minute(std::string_view text) {
  Unpacker from(text);
  Minute minute;
  for (auto& figures : minute.of) {
    figures.count = static_cast<int>(from.next());
    if (figures.count <= 0) continue;
    const auto low = from.next();
    figures.low = static_cast<double>(low) / 10;
    figures.high = static_cast<double>(low + from.next()) / 10;
    figures.sum = static_cast<double>(low * figures.count + from.next()) / 10;
  }
  if (!from.good()) return fail(Code::invalid, "a minute's summary cannot be read");
  return minute;
}

}  // namespace vestibule::vitals
