#pragma once
// The least an HTTP server written with Beast does: reads a request, sends its body back. What ours is compared with.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <thread>

namespace vestibule::bench {

class BareServer {
 public:
  BareServer();
  ~BareServer();
  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  boost::asio::io_context context_{1};
  boost::asio::ip::tcp::acceptor acceptor_;
  std::thread thread_;
};

}  // namespace vestibule::bench
