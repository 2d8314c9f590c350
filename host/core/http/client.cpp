#include "client.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <optional>
#include <vestibule/wire/topics.hpp>

#include "stream.hpp"

namespace vestibule::core::http {
namespace {

namespace beast_http = boost::beast::http;
using Parser = beast_http::response_parser<beast_http::string_body>;
using Message = beast_http::response<beast_http::string_body>;

tl::unexpected<Error> lost(const std::string& address, std::uint16_t port, const ErrorCode& error) {
  return fail(Code::unavailable, "no answer from the host at {} port {}: {}", address, port, error.message());
}

bool visible(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

/// The value of the one cookie that is set: "name=value; ...".
std::string cookie_in(const Message& message) {
  const std::string_view cookie = message[beast_http::field::set_cookie];
  const auto from = cookie.find('=');
  return from == cookie.npos ? std::string{} : std::string(cookie.substr(from + 1, cookie.find(';') - from - 1));
}

/// The body of an answer, or the error it holds.
Result<json::value> result_of(const Message& message) {
  VESTIBULE_TRY(auto body, parse_json(message.body()));
  if (message.result_int() == 200) return body;
  const auto* object = body.if_object();
  const auto* error = object ? object->if_contains("error") : nullptr;
  const auto* fields = error ? error->if_object() : nullptr;
  const auto* code = fields ? fields->if_contains("code") : nullptr;
  const auto* text = fields ? fields->if_contains("message") : nullptr;
  if (!code || !code->is_string() || !text || !text->is_string())
    return fail(Code::internal, "the host answered with status {} and no error of ours", message.result_int());
  return tl::unexpected(Error{code_named(code->as_string()), std::string(text->as_string())});
}

}  // namespace

/// The connection, kept between calls.
struct Client::Line {
  asio::io_context context{1};
  std::unique_ptr<asio::ssl::context> tls;
  std::unique_ptr<Stream> stream;
  boost::beast::flat_buffer buffer;

  asio::awaitable<ErrorCode> connect(const Options& options) {
    ErrorCode error;
    const bool brackets = options.address.starts_with('[') && options.address.ends_with(']');
    const auto address =
        asio::ip::make_address(brackets ? options.address.substr(1, options.address.size() - 2) : options.address, error);
    if (error) co_return error;
    Socket socket(context);
    const auto [refused] = co_await socket.async_connect({address, options.port}, asio::as_tuple(asio::use_awaitable));
    if (refused) co_return refused;
    socket.set_option(asio::ip::tcp::no_delay(true), error);
    stream = tls ? tls_stream(std::move(socket), *tls, Side::client) : plain_stream(std::move(socket));
    co_return co_await stream->open();
  }

  asio::awaitable<ErrorCode> exchange(std::string text, Parser& parser) {
    ErrorCode error = co_await stream->write(asio::buffer(text));
    while (!error && !parser.is_done()) {
      const Received received = co_await stream->read(buffer.prepare(4096));
      error = received.error;
      buffer.commit(received.bytes);
      if (error || received.bytes == 0) continue;
      buffer.consume(parser.put(buffer.data(), error));
      if (error == beast_http::error::need_more) error = {};
    }
    co_return error;
  }
};

struct Client::Answer {
  Message message;
};

Client::Client(Options options) : options_(std::move(options)) {}
Client::~Client() = default;

Result<json::value> Client::post(const std::string& command, const std::string& request_id, const json::value& body) {
  if (!wire::valid_name(command) || !visible(request_id)) return fail(Code::invalid, "no such command or request id can be");
  const auto text = json::serialize(body);
  const auto head =
      fmt::format("POST /api/v1/{} HTTP/1.1\r\nContent-Type: application/json\r\nIdempotency-Key: {}\r\nContent-Length: {}\r\n",
                  command, request_id, text.size());
  return call(head, text);
}

Result<json::value> Client::sign_in(const json::value& credentials) {
  const auto text = json::serialize(credentials);
  VESTIBULE_TRY(const auto answer, exchange(fmt::format("POST /api/v1/session HTTP/1.1\r\nContent-Type: application/json\r\nX-Vestibule: 1\r\n"
                                                       "Content-Length: {}\r\n", text.size()), text));
  VESTIBULE_TRY(auto reply, result_of(answer.message));
  options_.bearer = cookie_in(answer.message);
  if (options_.bearer.empty()) return fail(Code::internal, "the host opened a session and did not say which");
  return reply;
}

Result<json::value> Client::get(const std::string& query, const json::value& body) {
  if (!wire::valid_name(query)) return fail(Code::invalid, "no query can have this name");
  const auto text = boost::urls::encode(json::serialize(body), boost::urls::unreserved_chars);
  return call(fmt::format("GET /api/v1/{}?json={} HTTP/1.1\r\n", query, text), {});
}

Result<json::value> Client::call(const std::string& head, const std::string& body) {
  VESTIBULE_TRY(const auto answer, exchange(head, body));
  return result_of(answer.message);
}

Result<Client::Answer> Client::exchange(const std::string& head, const std::string& body) {
  const bool fresh = !line_;
  if (fresh) {
    line_ = std::make_unique<Line>();
    if (!options_.trusted_file.empty()) {
      VESTIBULE_TRY(line_->tls, client_context(options_.trusted_file));
    }
  }
  const std::string known = options_.bearer.empty() ? "" : fmt::format("Authorization: Bearer {}\r\n", options_.bearer);
  std::optional<ErrorCode> outcome;
  Parser parser;
  parser.eager(true);
  asio::co_spawn(
      line_->context,
      [&]() -> asio::awaitable<void> {
        ErrorCode error;
        if (fresh) error = co_await line_->connect(options_);
        if (!error) error = co_await line_->exchange(fmt::format("{}{}Host: localhost\r\n\r\n{}", head, known, body), parser);
        outcome = error;
      },
      asio::detached);
  line_->context.restart();
  line_->context.run_for(options_.patience);
  auto line = std::exchange(line_, nullptr);
  if (!outcome) return lost(options_.address, options_.port, asio::error::timed_out);
  if (*outcome && !fresh) return exchange(head, body);  // the kept connection had been closed meanwhile
  if (*outcome) return lost(options_.address, options_.port, *outcome);
  if (parser.keep_alive()) line_ = std::move(line);
  return Answer{parser.release()};
}

}  // namespace vestibule::core::http
