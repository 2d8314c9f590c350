#pragma once
// One kept HTTP connection of a console, from an address of its own: the house lets 64 in from one.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <string>
#include <string_view>

namespace vestibule::bench {

namespace asio = boost::asio;
using asio::ip::tcp;

/// 127.0.1.1, 127.0.1.2 ...: the n-th machine of a hospital, on loopback.
inline asio::ip::address_v4 machine(unsigned n) { return asio::ip::address_v4(0x7f000101u + (n / 250) * 256 + n % 250); }

inline tcp::socket connected(asio::io_context& context, std::uint16_t port, unsigned n) {
  tcp::socket socket(context);
  socket.open(tcp::v4());
  socket.bind({machine(n), 0});
  socket.connect({asio::ip::address_v4::loopback(), port});
  socket.set_option(tcp::no_delay(true));
  return socket;
}

struct Answer {
  unsigned status = 0;
  std::string head, body;
};

inline std::size_t number_after(std::string_view text, std::string_view word) {
  std::size_t number = 0;
  if (const auto at = text.find(word); at != text.npos) std::from_chars(text.data() + at + word.size(), text.data() + text.size(), number);
  return number;
}

/// Sends a request and reads its answer; both servers say how long it is.
inline asio::awaitable<Answer> round_trip(tcp::socket& socket, std::string request) {
  co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
  std::string text;
  char piece[16 * 1024];
  std::size_t end = text.npos, whole = 0;
  while (end == text.npos || text.size() < whole) {
    text.append(piece, co_await socket.async_read_some(asio::buffer(piece), asio::use_awaitable));
    if (end != text.npos) continue;
    if (end = text.find("\r\n\r\n"); end != text.npos) whole = end + 4 + number_after(text, "Content-Length: ");
  }
  Answer answer{static_cast<unsigned>(number_after(text, "HTTP/1.1 ")), text.substr(0, end), text.substr(end + 4)};
  co_return answer;
}

inline std::string post(const std::string& target, const std::string& body, const std::string& cookie = {}, const std::string& id = {}) {
  return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Vestibule: 1\r\n" +
         (cookie.empty() ? "" : "Cookie: " + cookie + "\r\n") + (id.empty() ? "" : "Idempotency-Key: " + id + "\r\n") +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace vestibule::bench
