#pragma once
// Crowds at the doors that do not behave: slow sockets, screens that never read, garbage; and a desk that works meanwhile.

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "queue_hall.hpp"
#include "raw_line.hpp"

namespace vestibule::faults {

/// Sockets that have begun a request and never end it, from many addresses of this machine.
class SlowSockets {
 public:
  SlowSockets(int port, int count);
  /// One byte more from each; those that were shown out come again.
  void creep();
  std::size_t count() const { return lines_.size(); }

 private:
  void open(std::size_t place);

  const int port_;
  std::vector<std::unique_ptr<RawLine>> lines_;
};

/// Whole requests that are none, packets that are none, JSON that is none. The same for the same seed.
std::vector<std::string> http_garbage(std::mt19937_64& chance, int count);
std::vector<std::string> mqtt_garbage(std::mt19937_64& chance, int count);
std::vector<std::string> json_garbage(std::mt19937_64& chance, int count);

/// What a process uses now.
struct Used {
  long memory_kb = 0;
  int descriptors = 0;
  int threads = 0;
};
Used used_by(pid_t process);

/// A desk at work with its kiosk, one command after the other: how long each took, in milliseconds.
class Desk {
 public:
  explicit Desk(QueueHall& hall);
  std::vector<double> work(int rounds);

 private:
  double carry_out(test::Client& client, const char* command, const json::value& body);

  QueueHall& hall_;
  std::unique_ptr<test::Client> kiosk_, desk_;
};

}  // namespace vestibule::faults
