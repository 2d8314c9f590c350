#include "transport.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace vestibule::kiosk {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr Duration to_connect{2000};

/// Waits for the events on the descriptor; false when the time is over.
bool wait(int descriptor, short events, SteadyClock::time_point until) {
  pollfd ready{descriptor, events, 0};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - SteadyClock::now()).count();
    if (left <= 0) return false;
    const int count = ::poll(&ready, 1, static_cast<int>(left));
    if (count > 0) return true;
    if (count == 0 || errno != EINTR) return false;
  }
}

class DescriptorTransport final : public Transport {
 public:
  using Opener = std::function<Result<int>()>;

  DescriptorTransport(std::string name, bool end_closes, Opener opener) : name_(std::move(name)), end_closes_(end_closes), open_(std::move(opener)) {}
  ~DescriptorTransport() override { close(); }

  Result<> send(std::string_view bytes, Duration most) override {
    if (descriptor_ < 0) {
      VESTIBULE_TRY(descriptor_, open_());
      ++connections_;
    }
    const auto until = SteadyClock::now() + most;
    while (!bytes.empty()) {
      const ssize_t wrote = write_some(bytes);
      if (wrote > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
        continue;
      }
      if (wrote < 0 && errno == EINTR) continue;
      if (wrote < 0 && errno == EAGAIN && wait(descriptor_, POLLOUT, until)) continue;
      const int why = wrote < 0 && errno != EAGAIN ? errno : ETIMEDOUT;
      close();
      return fail(Code::unavailable, "printer {} does not take its data: {}", name_, std::strerror(why));
    }
    return {};
  }

  std::string receive(Duration most) override {
    if (descriptor_ < 0 || !wait(descriptor_, POLLIN, SteadyClock::now() + most)) return {};
    std::array<char, 256> bytes{};
    const ssize_t count = ::read(descriptor_, bytes.data(), bytes.size());
    if (count > 0) return {bytes.data(), static_cast<std::size_t>(count)};
    // The end of a connection is its end; a device that says nothing is still there.
    if (count == 0 ? end_closes_ : errno != EAGAIN && errno != EINTR) close();
    return {};
  }

  void close() override {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

  int connections() const override { return connections_; }

 private:
  /// A printer that hangs up is an error, not a signal that ends the program.
  ssize_t write_some(std::string_view bytes) const {
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return sent < 0 && errno == ENOTSOCK ? ::write(descriptor_, bytes.data(), bytes.size()) : sent;
  }

  const std::string name_;
  const bool end_closes_;
  const Opener open_;
  int descriptor_ = -1;
  int connections_ = 0;
};

Result<int> connect_to(const addrinfo& address, const std::string& name) {
  const int descriptor = ::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol);
  if (descriptor < 0) return fail(Code::unavailable, "no socket for printer {}: {}", name, std::strerror(errno));
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
  int fault = 0;
  if (::connect(descriptor, address.ai_addr, address.ai_addrlen) != 0) {
    fault = errno;
    if (fault == EINPROGRESS) {
      socklen_t size = sizeof fault;
      if (!wait(descriptor, POLLOUT, SteadyClock::now() + to_connect)) fault = ETIMEDOUT;
      else ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &fault, &size);
    }
  }
  if (fault == 0) return descriptor;
  ::close(descriptor);
  return fail(Code::unavailable, "printer {} cannot be reached: {}", name, std::strerror(fault));
}

Result<int> open_tcp(const std::string& host, int port, const std::string& name) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int fault = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found); fault != 0)
    return fail(Code::unavailable, "printer {} has no address: {}", name, ::gai_strerror(fault));
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, ::freeaddrinfo);
  Result<int> result = fail(Code::unavailable, "printer {} has no address", name);
  for (const addrinfo* address = found; address && !result; address = address->ai_next) result = connect_to(*address, name);
  return result;
}

}  // namespace

std::unique_ptr<Transport> device_transport(std::string path) {
  return std::make_unique<DescriptorTransport>(path, false, [path]() -> Result<int> {
    // Some devices can only be written: their state stays unknown.
    for (const int mode : {O_RDWR, O_WRONLY})
      if (const int descriptor = ::open(path.c_str(), mode | O_NONBLOCK | O_CLOEXEC | O_NOCTTY); descriptor >= 0) return descriptor;
    return fail(Code::unavailable, "printer {} cannot be opened: {}", path, std::strerror(errno));
  });
}

std::unique_ptr<Transport> tcp_transport(std::string host, int port) {
  const std::string name = fmt::format("{}:{}", host, port);
  return std::make_unique<DescriptorTransport>(name, true, [=] { return open_tcp(host, port, name); });
}

}  // namespace vestibule::kiosk
