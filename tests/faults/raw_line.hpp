#pragma once
// The other end of a port, byte by byte: what no client of ours would do.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vestibule::faults {

/// A socket to a loopback port. Nothing blocks for longer than its patience.
class RawLine {
 public:
  /// `receive_buffer`: a small one makes a slow reader. `from`: the last byte of the 127.0.0.x it comes from.
  explicit RawLine(int port, int receive_buffer = 0, int from = 1);
  RawLine(RawLine&& other) noexcept : file_(std::exchange(other.file_, -1)), unread_(std::move(other.unread_)) {}
  RawLine& operator=(RawLine&&) = delete;
  ~RawLine();

  bool connected() const { return file_ >= 0; }
  bool send(std::string_view bytes);
  void end();  ///< half-closes: nothing more will be sent
  /// What comes until the other side ends, or has nothing to say for `patience` milliseconds, or `most` bytes are there.
  std::string read(int patience, std::size_t most = 1 << 20);
  /// Whether the other side has ended or ends within `patience` milliseconds; what it says meanwhile is dropped.
  bool ends(int patience);

 private:
  int file_ = -1;
  std::string unread_;
};

// ---- MQTT 5, as much as it takes to come in, to listen, and to be slow at it

std::string mqtt_connect(const std::string& client, const std::string& password);
std::string mqtt_subscribe(const std::string& filter);
std::string mqtt_publish(const std::string& topic, std::string_view payload);
std::string mqtt_packet(unsigned char first, std::string_view body);

/// The payloads of all whole PUBLISH packets (QoS 0) in `stream`, which keeps what is unfinished.
std::vector<std::string> mqtt_payloads(std::string& stream);

}  // namespace vestibule::faults
