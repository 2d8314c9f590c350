#pragma once
// The real time, the real chance and a log on standard error, for the small programs that talk to the host.

#include <map>
#include <memory>
#include <string>

#include "vestibule/clock.hpp"
#include "vestibule/log.hpp"
#include "vestibule/random.hpp"

namespace vestibule::link {

class SystemClock final : public Clock {
 public:
  Instant wall() const override;
  Steady steady() const override;
};

/// Every stream draws from the system's secure source.
class SystemRandom final : public Random {
 public:
  RandomStream& stream(std::string_view name) override;

 private:
  std::map<std::string, std::unique_ptr<RandomStream>, std::less<>> streams_;
};

/// One line each: time, level, the program's name, text. Leaves out what is below `least`.
class ConsoleLog final : public Log {
 public:
  explicit ConsoleLog(std::string program, Level least = Level::info) : program_(std::move(program)), least_(least) {}
  void write(Level level, std::string_view text) override;

 private:
  const std::string program_;
  const Level least_;
};

}  // namespace vestibule::link
