// Bytes that no client of ours would send, to the broker and, from a false broker, to our client.

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "real_line.hpp"

using namespace vestibule;
using test::RealLine;
using namespace std::chrono_literals;

namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}
const sockaddr* plain(const sockaddr_in& address) { return static_cast<const sockaddr*>(static_cast<const void*>(&address)); }

/// Sends the bytes and reads until the other side closes or says nothing for two seconds; true if it closed.
bool closes_on(int port, const std::string& bytes) {
  const int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = loopback(port);
  REQUIRE(connect(file, plain(address), sizeof address) == 0);
  const timeval patience{2, 0};
  setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  for (std::size_t sent = 0; sent < bytes.size();) {
    const auto count = send(file, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) break;
    sent += static_cast<std::size_t>(count);
  }
  char buffer[512];
  ssize_t read = 1;
  while ((read = recv(file, buffer, sizeof buffer, 0)) > 0) {
  }
  const bool closed = read == 0 || errno == ECONNRESET;
  close(file);
  return closed;
}

/// A broker that answers each connection with the same bytes and closes it.
class FalseBroker {
 public:
  explicit FalseBroker(std::string bytes) : bytes_(std::move(bytes)), file_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    auto address = loopback(0);
    socklen_t length = sizeof address;
    REQUIRE(bind(file_, plain(address), sizeof address) == 0);
    REQUIRE(listen(file_, 8) == 0);
    REQUIRE(getsockname(file_, static_cast<sockaddr*>(static_cast<void*>(&address)), &length) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~FalseBroker() {
    shutdown(file_, SHUT_RDWR);
    thread_.join();
    close(file_);
  }
  int port() const { return port_; }
  int served() const { return served_; }

 private:
  void serve() {
    for (int client = 0; (client = accept(file_, nullptr, nullptr)) >= 0; close(client)) {
      char hello[256];
      [[maybe_unused]] const auto greeted = recv(client, hello, sizeof hello, 0);
      [[maybe_unused]] const auto sent = send(client, bytes_.data(), bytes_.size(), MSG_NOSIGNAL);
      ++served_;
    }
  }

  const std::string bytes_;
  const int file_;
  int port_ = 0;
  std::atomic<int> served_{0};
  std::thread thread_;
};

std::string bytes(std::initializer_list<int> values) {
  std::string text;
  for (const int value : values) text += static_cast<char>(value);
  return text;
}

}  // namespace

TEST_CASE("malformed packets cost their sender the connection and nobody else anything") {
  RealLine line({"kiosk-1"});
  auto kiosk = line.connected("kiosk-1");
  const std::string connect5 = bytes({0x10, 0x10, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 0, 0, 3, 'b', 'a', 'd'});
  CHECK(closes_on(line.broker->port(), "GET / HTTP/1.1\r\n\r\n"));
  CHECK(closes_on(line.broker->port(), std::string(1000, '\xff')));
  CHECK(closes_on(line.broker->port(), bytes({0x30, 0xff, 0xff, 0xff, 0xff, 0xff})));
  CHECK(closes_on(line.broker->port(), bytes({0x30, 0xff, 0xff, 0xff, 0x7f}) + std::string(100'000, 'x')));
  CHECK(closes_on(line.broker->port(), connect5));  // anonymous
  CHECK(kiosk->connected());
  CHECK(kiosk->counters().connects == 1);
}

TEST_CASE("a false broker cannot do more than make the client try again") {
  const auto accepted = bytes({0x20, 3, 0, 0, 0});
  for (const auto& answer :
       {std::string("\xff\xff\xff\xff\xff\xff"), std::string("HTTP/1.1 400 Bad Request\r\n\r\n"), accepted + "\x30",
        accepted + bytes({0x30, 0x80, 0x80, 0x80, 0x80, 0x01}), accepted + bytes({0x32, 5, 0, 9, 'x', 0, 1}),
        accepted + bytes({0x32, 9, 0, 1, 't', 0, 1, 9, 8, 0, 0}), bytes({0x20, 3, 0, 0x87, 0}), std::string()}) {
    FalseBroker broker(answer);
    test::TestLoop loop;
    test::KeptLog log;
    link::MqttOptions options;
    options.port = broker.port();
    options.client = "kiosk-1";
    int heard = 0;
    link::MqttBus bus(options, loop.post(), log);
    bus.subscribe("#", [&](const wire::Message&) { ++heard; });
    CHECK(loop.until([&] { return broker.served() >= 3; }));
    CHECK(heard == 0);
  }
}
