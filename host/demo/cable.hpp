#pragma once
// The network cable of one machine: what it says to the broker goes through here, and it can be pulled out.

#include <atomic>
#include <memory>
#include <thread>

namespace vestibule::demo {

/// Carries TCP between a loopback port of its own and the broker's, on a thread of its own.
class Cable {
 public:
  /// Throws std::runtime_error if there is no port left.
  explicit Cable(int broker_port);
  ~Cable();
  Cable(const Cable&) = delete;

  int port() const { return port_; }
  /// From now on nothing gets through: what is connected hangs up, and whoever connects anew is hung up on.
  void pull_out() { in_ = false; }
  void plug_in() { in_ = true; }

 private:
  void serve();

  const int broker_port_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> in_ = true, ending_ = false;
  std::thread thread_;
};

}  // namespace vestibule::demo
