#include "escpos_printer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace vestibule::kit {
namespace {

unsigned at(std::string_view bytes, std::size_t index) { return index < bytes.size() ? static_cast<unsigned char>(bytes[index]) : 0u; }

/// Length of the command at the front; nothing while it is not whole.
std::optional<std::size_t> whole(std::string_view bytes) {
  std::size_t length = 1;
  if (bytes.starts_with("\x1b@")) length = 2;
  else if (bytes.starts_with("\x10\x04")) length = 3;
  else if (bytes.starts_with("\x1b" "d") || bytes.starts_with("\x1dr")) length = 3;
  else if (bytes.starts_with("\x1dV")) length = 4;
  else if (bytes.starts_with("\x1dv0")) length = bytes.size() < 8 ? 8 : 8 + (at(bytes, 4) + 256 * at(bytes, 5)) * (at(bytes, 6) + 256 * at(bytes, 7));
  else if (bytes.size() < 2) length = 2;
  return bytes.size() >= length ? std::optional{length} : std::nullopt;
}

}  // namespace

EscposPrinter::EscposPrinter() {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const where = reinterpret_cast<sockaddr*>(&address);
  if (listener_ < 0 || ::bind(listener_, where, size) != 0 || ::listen(listener_, 4) != 0 || ::getsockname(listener_, where, &size) != 0)
    throw std::runtime_error("the simulated printer finds no port");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

EscposPrinter::~EscposPrinter() {
  ending_ = true;
  thread_.join();
  ::close(listener_);
}

std::vector<EscposPrinter::Ticket> EscposPrinter::tickets() const {
  const std::lock_guard lock(mutex_);
  return tickets_;
}
std::size_t EscposPrinter::begun() const {
  const std::lock_guard lock(mutex_);
  return begun_.rows.size();
}
void EscposPrinter::clear() {
  const std::lock_guard lock(mutex_);
  begun_.rows.clear();
  waiting_.clear();
}

void EscposPrinter::serve() {
  while (!ending_) {
    pollfd ready{listener_, POLLIN, 0};
    if (::poll(&ready, 1, 20) <= 0) continue;
    const int client = ::accept(listener_, nullptr, nullptr);
    if (client < 0) continue;
    if (!refuses) talk(client);
    ::close(client);
  }
}

void EscposPrinter::talk(int client) {
  std::string bytes;
  while (!ending_ && !refuses) {
    pollfd ready{client, POLLIN, 0};
    if (::poll(&ready, 1, 5) > 0) {
      std::array<char, 4096> part{};
      const ssize_t count = ::read(client, part.data(), part.size());
      if (count <= 0) return;
      bytes.append(part.data(), static_cast<std::size_t>(count));
      if (hang_up_after >= 0 && (hang_up_after -= static_cast<int>(count)) < 0) {
        hang_up_after = -1;
        return;
      }
    }
    take(bytes, client);
    work(client);
  }
}

void EscposPrinter::take(std::string& bytes, int client) {
  while (const auto length = bytes.empty() ? std::nullopt : whole(bytes)) {
    const std::string command = bytes.substr(0, *length);
    bytes.erase(0, *length);
    if (command.starts_with("\x10\x04")) {
      answer(client, status(static_cast<int>(at(command, 2))));
      continue;
    }
    const std::lock_guard lock(mutex_);
    waiting_.push_back(command);
  }
}

/// One command, if paper and cover allow.
void EscposPrinter::work(int client) {
  if (stopped()) return;
  std::string command;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) return;
    command = std::move(waiting_.front());
    waiting_.pop_front();
  }
  if (command.starts_with("\x1dr")) {
    if (knows_gs_r) answer(client, near_end ? 0x03 : 0x00);
    return;
  }
  if (command.starts_with("\x1dv0")) {
    std::this_thread::sleep_for(std::chrono::milliseconds{milliseconds_a_band.load()});
    const std::size_t width = at(command, 4) + 256 * at(command, 5), rows = at(command, 6) + 256 * at(command, 7);
    const std::lock_guard lock(mutex_);
    for (std::size_t y = 0; y < rows && rows_left > 0; ++y, --rows_left) begun_.rows.push_back(command.substr(8 + y * width, width));
  } else if (command.starts_with("\x1dV")) {
    const std::lock_guard lock(mutex_);
    tickets_.push_back(std::exchange(begun_, {}));
  }
}

std::uint8_t EscposPrinter::status(int n) const {
  unsigned byte = 0x12;
  if (n == 1 && stopped()) byte |= 0x08;
  if (n == 2) byte |= (cover_open ? 0x04u : 0u) | (rows_left <= 0 ? 0x20u : 0u) | (jammed || hot ? 0x40u : 0u);
  if (n == 3) byte |= (jammed ? 0x08u : 0u) | (hot ? 0x40u : 0u);
  if (n == 4) byte |= (near_end || rows_left <= 0 ? 0x0cu : 0u) | (rows_left <= 0 ? 0x60u : 0u);
  return static_cast<std::uint8_t>(byte);
}

void EscposPrinter::answer(int client, std::uint8_t byte) {
  if (silent) return;
  std::string bytes;
  if (rubbish) bytes = "\xff\x81\x9d\xe1";
  bytes += static_cast<char>(byte);
  (void)::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

}  // namespace vestibule::kit
