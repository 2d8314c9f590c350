#include "stream.hpp"

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace vestibule::core::http {
namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

template <class Layer>
asio::awaitable<Received> read_from(Layer& layer, asio::mutable_buffer into) {
  const auto [error, bytes] = co_await layer.async_read_some(into, as_result);
  co_return Received{error, bytes};
}
template <class Layer>
asio::awaitable<ErrorCode> write_to(Layer& layer, asio::const_buffer all) {
  const auto [error, bytes] = co_await asio::async_write(layer, all, as_result);
  co_return error;
}
void send_end(Socket& socket) {
  ErrorCode ignored;
  socket.shutdown(Socket::shutdown_send, ignored);
}

class PlainStream : public Stream {
 public:
  explicit PlainStream(Socket socket) : socket_(std::move(socket)) {}
  asio::awaitable<ErrorCode> open() override { co_return ErrorCode{}; }
  asio::awaitable<Received> read(asio::mutable_buffer into) override { return read_from(socket_, into); }
  asio::awaitable<ErrorCode> write(asio::const_buffer all) override { return write_to(socket_, all); }
  asio::awaitable<void> finish() override {
    send_end(socket_);
    co_return;
  }
  Socket& socket() override { return socket_; }

 private:
  Socket socket_;
};

class TlsStream : public Stream {
 public:
  TlsStream(Socket socket, asio::ssl::context& context, Side side) : layer_(std::move(socket), context), side_(side) {}
  asio::awaitable<ErrorCode> open() override {
    const auto type = side_ == Side::server ? asio::ssl::stream_base::server : asio::ssl::stream_base::client;
    const auto [error] = co_await layer_.async_handshake(type, as_result);
    co_return error;
  }
  asio::awaitable<Received> read(asio::mutable_buffer into) override { return read_from(layer_, into); }
  asio::awaitable<ErrorCode> write(asio::const_buffer all) override { return write_to(layer_, all); }
  asio::awaitable<void> finish() override {
    co_await layer_.async_shutdown(as_result);
    send_end(socket());
  }
  Socket& socket() override { return layer_.next_layer(); }

 private:
  asio::ssl::stream<Socket> layer_;
  const Side side_;
};

}  // namespace

std::unique_ptr<Stream> plain_stream(Socket socket) { return std::make_unique<PlainStream>(std::move(socket)); }

std::unique_ptr<Stream> tls_stream(Socket socket, asio::ssl::context& context, Side side) {
  return std::make_unique<TlsStream>(std::move(socket), context, side);
}

Result<std::unique_ptr<asio::ssl::context>> server_context(const Tls& tls) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  ErrorCode error;
  context->use_certificate_chain_file(tls.certificate_file, error);
  if (error) return fail(Code::invalid, "cannot use the TLS certificate '{}': {}", tls.certificate_file, error.message());
  context->use_private_key_file(tls.key_file, asio::ssl::context::pem, error);
  if (error) return fail(Code::invalid, "cannot use the TLS key '{}' with its certificate: {}", tls.key_file, error.message());
  return context;
}

Result<std::unique_ptr<asio::ssl::context>> client_context(const std::string& trusted_file) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(trusted_file.c_str(), "r"), &BIO_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      file ? PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr) : nullptr, &X509_free);
  if (!certificate) return fail(Code::invalid, "cannot read the trusted certificate '{}'", trusted_file);
  auto* store = SSL_CTX_get_cert_store(context->native_handle());
  X509_STORE_add_cert(store, certificate.get());
  X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);  // it need not be a root
  context->set_verify_mode(asio::ssl::verify_peer);
  return context;
}

}  // namespace vestibule::core::http
