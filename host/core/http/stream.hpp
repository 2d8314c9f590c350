#pragma once
// A connected socket, plain or TLS, behind one small face, so that whoever speaks HTTP over it is written and compiled once.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <cstddef>
#include <memory>
#include <string>

#include <vestibule/result.hpp>

namespace vestibule::core::http {

namespace asio = boost::asio;
using Socket = asio::ip::tcp::socket;
using ErrorCode = boost::system::error_code;

struct Received {
  ErrorCode error;
  std::size_t bytes = 0;
};

/// One thread. At most one read and one write at a time; cancel() makes both fail.
class Stream {
 public:
  virtual ~Stream() = default;
  virtual asio::awaitable<ErrorCode> open() = 0;  ///< the handshake, if there is one
  virtual asio::awaitable<Received> read(asio::mutable_buffer into) = 0;
  virtual asio::awaitable<ErrorCode> write(asio::const_buffer all) = 0;
  virtual asio::awaitable<void> finish() = 0;  ///< says that nothing more will be sent
  virtual Socket& socket() = 0;
  void cancel() {
    ErrorCode ignored;
    socket().cancel(ignored);
  }
};

std::unique_ptr<Stream> plain_stream(Socket socket);
enum class Side { client, server };
/// The context must outlive the stream.
std::unique_ptr<Stream> tls_stream(Socket socket, asio::ssl::context& context, Side side);

/// Our certificate with its key, PEM files; invalid if they cannot be read or do not match.
struct Tls {
  std::string certificate_file;
  std::string key_file;
};
Result<std::unique_ptr<asio::ssl::context>> server_context(const Tls& tls);
/// Trusts the first certificate of a PEM file and nothing else, whatever name it bears: who shows it is the one we mean.
Result<std::unique_ptr<asio::ssl::context>> client_context(const std::string& trusted_file);

}  // namespace vestibule::core::http
