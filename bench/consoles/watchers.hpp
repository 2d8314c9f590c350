#pragma once
// Consoles that listen: the house's event stream, or Socket.IO over a WebSocket. Each says when it has heard of a call.

#include <boost/beast/websocket.hpp>
#include <functional>
#include <memory>
#include <vector>

#include "line.hpp"

namespace vestibule::bench {

/// Called with the number of the call that was heard, once for each watcher.
using Heard = std::function<void(const std::string& mark)>;

class Watchers {
 public:
  Watchers(asio::io_context& context, Heard heard) : context_(context), heard_(std::move(heard)) {}

  void watch_house(std::uint16_t port, int count, const std::string& cookie);
  void watch_flask(std::uint16_t port, int count);
  int ready() const { return ready_; }

 private:
  using WebSocket = boost::beast::websocket::stream<tcp::socket>;
  asio::awaitable<void> follow_house(tcp::socket& socket, std::string cookie);
  asio::awaitable<void> follow_flask(WebSocket& socket);

  asio::io_context& context_;
  Heard heard_;
  std::vector<std::unique_ptr<tcp::socket>> lines_;
  std::vector<std::unique_ptr<WebSocket>> sockets_;
  int ready_ = 0;
};

}  // namespace vestibule::bench
