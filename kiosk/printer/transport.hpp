#pragma once
// Bytes to a printer and back, each call with a limit. One thread.

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <vestibule/instant.hpp>
#include <vestibule/result.hpp>

namespace vestibule::kiosk {

class Transport {
 public:
  virtual ~Transport() = default;
  /// Opens the way if it is not open. `unavailable` if not everything was taken within `most`; the way is closed then.
  virtual Result<> send(std::string_view bytes, Duration most) = 0;
  /// What comes within `most`, as soon as anything has come; empty if nothing.
  virtual std::string receive(Duration most) = 0;
  virtual void close() = 0;
  /// How often the way was opened: what was sent before the last time may be lost.
  virtual int connections() const = 0;
};

/// A device file such as /dev/usb/lp0.
std::unique_ptr<Transport> device_transport(std::string path);
/// "Raw" printing, port 9100 as a rule. A name is looked up at each connecting.
std::unique_ptr<Transport> tcp_transport(std::string host, int port);

}  // namespace vestibule::kiosk
