#include "cable.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <utility>
#include <vector>

namespace vestibule::demo {
namespace {

constexpr int glance = 50;  // milliseconds until it sees that it was pulled out

class Socket {
 public:
  explicit Socket(int file) : file_(file) {}
  Socket(Socket&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
  }
  ~Socket() {
    if (file_ >= 0) close(file_);
  }
  int file() const { return file_; }

 private:
  int file_;
};

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// One connection's two ends.
struct Pair {
  Socket near, far;
};

/// Everything that waits at one end goes out at the other; false when that end has hung up.
bool carry(const Socket& from, const Socket& to) {
  std::array<char, 16 * 1024> bytes;
  const auto got = recv(from.file(), bytes.data(), bytes.size(), 0);
  for (ssize_t sent = 0; sent < got;) {
    const auto one = send(to.file(), bytes.data() + sent, static_cast<std::size_t>(got - sent), MSG_NOSIGNAL);
    if (one <= 0) return false;
    sent += one;
  }
  return got > 0;
}

}  // namespace

Cable::Cable(int broker_port) : broker_port_(broker_port), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  auto address = loopback(0);
  socklen_t size = sizeof address;
  auto* const where = reinterpret_cast<sockaddr*>(&address);
  if (listener_ < 0 || bind(listener_, where, size) != 0 || listen(listener_, 8) != 0 || getsockname(listener_, where, &size) != 0)
    throw std::runtime_error("no port is left for a cable");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

Cable::~Cable() {
  ending_ = true;
  thread_.join();
  close(listener_);
}

void Cable::serve() {
  std::vector<Pair> pairs;
  while (!ending_) {
    if (!in_) pairs.clear();
    std::vector<pollfd> files{{listener_, POLLIN, 0}};
    for (const auto& pair : pairs) files.insert(files.end(), {{pair.near.file(), POLLIN, 0}, {pair.far.file(), POLLIN, 0}});
    if (poll(files.data(), files.size(), glance) <= 0 || !in_) {
      if (files[0].revents != 0) Socket(accept(listener_, nullptr, nullptr));  // hung up on
      continue;
    }
    std::vector<Pair> alive;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      auto& [near, far] = pairs[i];
      const bool well = (files[1 + 2 * i].revents == 0 || carry(near, far)) && (files[2 + 2 * i].revents == 0 || carry(far, near));
      if (well) alive.push_back(std::move(pairs[i]));
    }
    pairs = std::move(alive);
    if (files[0].revents == 0) continue;
    Socket near(accept(listener_, nullptr, nullptr)), far(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = loopback(broker_port_);
    if (near.file() >= 0 && connect(far.file(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
      pairs.push_back({std::move(near), std::move(far)});
  }
}

}  // namespace vestibule::demo
