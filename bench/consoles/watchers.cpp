#include "watchers.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/buffers_to_string.hpp>

namespace vestibule::bench {
namespace {

/// What stands between `from` and the next quote; empty if it is not there.
std::string after(std::string_view text, std::string_view from) {
  const auto at = text.find(from);
  if (at == text.npos) return {};
  const auto begin = at + from.size();
  return std::string(text.substr(begin, text.find('"', begin) - begin));
}

}  // namespace

void Watchers::watch_house(std::uint16_t port, int count, const std::string& cookie) {
  for (int i = 0; i < count; ++i) {
    lines_.push_back(std::make_unique<tcp::socket>(connected(context_, port, static_cast<unsigned>(i / 50))));
    asio::co_spawn(context_, follow_house(*lines_.back(), cookie), asio::detached);
  }
}

asio::awaitable<void> Watchers::follow_house(tcp::socket& socket, std::string cookie) {
  const std::string request = "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\n\r\n";
  co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
  std::string text;
  char piece[16 * 1024];
  for (bool counted = false;;) {
    text.append(piece, co_await socket.async_read_some(asio::buffer(piece), asio::use_awaitable));
    if (!counted && text.find("event: hello") != text.npos) counted = true, ++ready_;
    for (auto end = text.find("\n\n"); end != text.npos; end = text.find("\n\n")) {
      const std::string_view event(text.data(), end);
      if (event.find("event: queue.token_recalled\n") != event.npos) heard_(std::to_string(number_after(event, "\"sequence\":")));
      text.erase(0, end + 2);
    }
  }
}

void Watchers::watch_flask(std::uint16_t port, int count) {
  for (int i = 0; i < count; ++i) {
    sockets_.push_back(std::make_unique<WebSocket>(connected(context_, port, static_cast<unsigned>(i / 50))));
    asio::co_spawn(context_, follow_flask(*sockets_.back()), asio::detached);
  }
}

/// Engine.IO 4: "0" opens, "40" joins, "42" is an event, "2" wants a "3".
asio::awaitable<void> Watchers::follow_flask(WebSocket& socket) {
  co_await socket.async_handshake("localhost", "/socket.io/?EIO=4&transport=websocket", asio::use_awaitable);
  socket.text(true);
  for (;;) {
    boost::beast::flat_buffer buffer;
    co_await socket.async_read(buffer, asio::use_awaitable);
    const std::string text = boost::beast::buffers_to_string(buffer.data());
    std::string reply;
    if (text.starts_with("0")) reply = "40";
    else if (text.starts_with("40")) reply = R"(42["watch","consoles"])";
    else if (text == "2") reply = "3";
    else if (text.starts_with("42[\"watching\"")) ++ready_;
    else if (text.starts_with("42[\"called\"")) heard_(after(text, "\"mark\":\""));
    if (!reply.empty()) co_await socket.async_write(asio::buffer(reply), asio::use_awaitable);
  }
}

}  // namespace vestibule::bench
