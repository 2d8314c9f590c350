#include "raw_line.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>

namespace vestibule::faults {
namespace {

sockaddr_in loopback(int port, int last) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(0x7f000000U + static_cast<unsigned>(last));
  return address;
}
const sockaddr* plain(const sockaddr_in& address) { return static_cast<const sockaddr*>(static_cast<const void*>(&address)); }

std::string number(std::size_t value) { return {static_cast<char>(value >> 8), static_cast<char>(value)}; }
std::string text(std::string_view value) { return number(value.size()) + std::string(value); }

std::string length(std::size_t value) {
  std::string bytes;
  do {
    bytes += static_cast<char>((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>= 7;
  } while (value > 0);
  return bytes;
}

/// The number at `at`, which moves on; nothing if it is not whole yet.
std::optional<std::size_t> read_length(const std::string& stream, std::size_t& at) {
  std::size_t value = 0;
  for (unsigned shift = 0; at < stream.size() && shift < 28; shift += 7) {
    const auto byte = static_cast<unsigned char>(stream[at++]);
    value |= static_cast<std::size_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

}  // namespace

RawLine::RawLine(int port, int receive_buffer, int from) : file_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (receive_buffer > 0) setsockopt(file_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  const auto us = loopback(0, from), them = loopback(port, 1);
  if (bind(file_, plain(us), sizeof us) == 0 && connect(file_, plain(them), sizeof them) == 0) return;
  close(std::exchange(file_, -1));
}

RawLine::~RawLine() {
  if (file_ >= 0) close(file_);
}

bool RawLine::send(std::string_view bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const auto count = ::send(file_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

void RawLine::end() { shutdown(file_, SHUT_WR); }

std::string RawLine::read(int patience, std::size_t most) {
  std::string bytes = std::exchange(unread_, {});
  char buffer[16384];
  for (pollfd waited{file_, POLLIN, 0}; bytes.size() < most && poll(&waited, 1, patience) > 0;) {
    const auto count = recv(file_, buffer, sizeof buffer, 0);
    if (count <= 0) break;
    bytes.append(buffer, static_cast<std::size_t>(count));
  }
  return bytes;
}

bool RawLine::ends(int patience) {
  char buffer[16384];
  for (pollfd waited{file_, POLLIN, 0}; poll(&waited, 1, patience) > 0;)
    if (recv(file_, buffer, sizeof buffer, 0) <= 0) return true;
  return false;
}

std::string mqtt_packet(unsigned char first, std::string_view body) {
  return static_cast<char>(first) + length(body.size()) + std::string(body);
}

std::string mqtt_connect(const std::string& client, const std::string& password) {
  const std::string flags{"\x05\xc2", 2};  // version 5; account, password, clean start
  return mqtt_packet(0x10, text("MQTT") + flags + number(60) + '\0' + text(client) + text(client) + text(password));
}
std::string mqtt_subscribe(const std::string& filter) { return mqtt_packet(0x82, number(1) + '\0' + text(filter) + '\0'); }
std::string mqtt_publish(const std::string& topic, std::string_view payload) {
  return mqtt_packet(0x30, text(topic) + '\0' + std::string(payload));
}

std::vector<std::string> mqtt_payloads(std::string& stream) {
  std::vector<std::string> payloads;
  std::size_t done = 0;
  for (std::size_t at = 1; at < stream.size(); at = done + 1) {
    const auto size = read_length(stream, at);
    if (!size || stream.size() - at < *size) break;
    if ((stream[done] & 0xf0) == 0x30) {
      std::size_t inside =
          at + 2 +
          static_cast<std::size_t>(static_cast<unsigned char>(stream[at]) << 8 | static_cast<unsigned char>(stream[at + 1]));
      const auto properties = read_length(stream, inside).value_or(0);
      inside += properties;
      payloads.push_back(stream.substr(inside, at + *size - inside));
    }
    done = at + *size;
  }
  stream.erase(0, done);
  return payloads;
}

}  // namespace vestibule::faults
