#include "vestibule/link/system.hpp"

#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <system_error>

namespace vestibule::link {
namespace {

class SecureStream final : public RandomStream {
 public:
  std::uint64_t next() override {
    if (used_ == bits_.size()) refill();
    return bits_[used_++];
  }

 private:
  void refill() {
    if (getentropy(bits_.data(), sizeof bits_) != 0)
      throw std::system_error(errno, std::generic_category(), "no randomness from the system");
    used_ = 0;
  }

  std::array<std::uint64_t, 32> bits_{};  // 256 bytes, the most getentropy gives at once
  std::size_t used_ = bits_.size();
};

}  // namespace

Instant SystemClock::wall() const { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }
Steady SystemClock::steady() const { return std::chrono::floor<Duration>(std::chrono::steady_clock::now()); }

RandomStream& SystemRandom::stream(std::string_view name) {
  auto found = streams_.find(name);
  if (found == streams_.end()) found = streams_.emplace(std::string(name), std::make_unique<SecureStream>()).first;
  return *found->second;
}

void ConsoleLog::write(Level level, std::string_view text) {
  if (level < least_) return;
  constexpr std::array names{"debug", "info", "warning", "error"};
  const auto now = std::chrono::floor<Duration>(std::chrono::system_clock::now());
  const auto line = fmt::format("{} {} {}: {}\n", to_iso(now), names[static_cast<std::size_t>(level)], program_, text);
  [[maybe_unused]] const auto written =
      ::write(STDERR_FILENO, line.data(), line.size());  // one call: lines of threads do not mix
}

}  // namespace vestibule::link
