#include "bare.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

namespace vestibule::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

asio::awaitable<void> echo(asio::ip::tcp::socket socket) {
  boost::system::error_code ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  beast::tcp_stream stream(std::move(socket));
  beast::flat_buffer buffer;
  for (;;) {
    http::request<http::string_body> request;
    stream.expires_after(std::chrono::seconds(30));
    const auto [failed, read] = co_await http::async_read(stream, buffer, request, as_result);
    if (failed) co_return;
    http::response<http::string_body> response(http::status::ok, request.version());
    response.set(http::field::content_type, "application/json");
    response.body() = request.body().empty() ? std::string(request.target()) : std::move(request.body());
    response.keep_alive(request.keep_alive());
    response.prepare_payload();
    const auto [broken, written] = co_await http::async_write(stream, response, as_result);
    if (broken) co_return;
  }
}

asio::awaitable<void> accept(asio::ip::tcp::acceptor& acceptor) {
  for (;;) {
    auto [error, socket] = co_await acceptor.async_accept(as_result);
    if (error) co_return;
    asio::co_spawn(acceptor.get_executor(), echo(std::move(socket)), asio::detached);
  }
}

}  // namespace

BareServer::BareServer() : acceptor_(context_, {asio::ip::address_v4::loopback(), 0}) {
  asio::co_spawn(context_, accept(acceptor_), asio::detached);
  thread_ = std::thread([this] { context_.run(); });
}

BareServer::~BareServer() {
  context_.stop();
  thread_.join();
}

}  // namespace vestibule::bench
