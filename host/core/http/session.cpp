#include "session.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "problem.hpp"

namespace vestibule::core::http {
namespace {

namespace beast_http = boost::beast::http;
using Parser = beast_http::request_parser<beast_http::string_body>;
constexpr std::size_t read_bytes = 4096;

std::string address_of(const Socket& socket) {
  ErrorCode error;
  const auto endpoint = socket.remote_endpoint(error);
  return error ? std::string{} : endpoint.address().to_string();
}

Response malformed(const ErrorCode& error, const Parser& parser) {
  if (error == beast_http::error::body_limit) return problem(413, Code::invalid, "the body is too large");
  if (error == beast_http::error::header_limit) {
    const bool in_first_line = parser.get().target().empty();
    return in_first_line ? problem(414, Code::invalid, "the request's first line is too long")
                         : problem(431, Code::invalid, "the request's headers are too large");
  }
  return problem(400, Code::invalid, "not an HTTP/1.1 request: " + error.message());
}

Request request_of(beast_http::request<beast_http::string_body> message, const std::string& peer) {
  Request request{std::string(message.method_string()), std::string(message.target()), {}, std::move(message.body()), peer};
  for (const auto& field : message) request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  return request;
}

/// Beast 1.81 asserts that the end of a body in chunks comes in one piece, and ends the program if it does not. At least five
/// bytes ("0", two line ends) are always still to come within such a body: with fewer there, it is not asked.
bool enough_for(const Parser& parser, std::size_t bytes) {
  const bool in_chunks = parser.is_header_done() && parser.chunked();
  return bytes >= (in_chunks ? 5u : 1u);
}

bool waits_for_continue(const Parser& parser) {
  return parser.get().version() >= 11 && boost::beast::iequals(parser.get()[beast_http::field::expect], "100-continue");
}

}  // namespace

Session::Session(std::unique_ptr<Stream> stream, Router& router, Traffic& traffic, const Limits& limits)
    : stream_(std::move(stream)),
      router_(router),
      traffic_(traffic),
      limits_(limits),
      peer_(address_of(stream_->socket())),
      deadline_(stream_->socket().get_executor(), [this] { stream_->cancel(); }),
      wake_(stream_->socket().get_executor()) {}

void Session::close() {
  closing_ = true;
  if (idle_) stream_->cancel();
  if (streaming_) wake_.cancel();
}

void Session::give_way() {
  closing_ = true;
  stream_->cancel();
}

asio::awaitable<void> Session::run() {
  deadline_.set(limits_.handshake);
  const ErrorCode refused = co_await stream_->open();
  bool more = !refused;
  while (more && !closing_) {
    waiting_since_ = std::chrono::steady_clock::now();
    auto incoming = co_await read_request();
    if (!incoming) break;
    waiting_since_.reset();
    more = co_await answer(*std::move(incoming));
  }
  co_await part();
  deadline_.stop();
}

asio::awaitable<std::optional<Session::Incoming>> Session::read_request() {
  enum class Phase { idle, header, body } phase = Phase::idle;
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
  parser.body_limit(limits_.body_bytes);
  parser.eager(true);
  deadline_.set(limits_.idle);
  for (;;) {
    if (enough_for(parser, buffer_.size())) {
      ErrorCode error;
      buffer_.consume(parser.put(buffer_.data(), error));
      if (error && error != beast_http::error::need_more) co_return Incoming{{}, false, malformed(error, parser)};
      if (parser.is_done()) {
        const bool keep_alive = parser.keep_alive() && parser.get().version() >= 11;
        co_return Incoming{request_of(parser.release(), peer_), keep_alive, std::nullopt};
      }
      if (phase == Phase::idle) {
        phase = Phase::header;
        deadline_.set(limits_.header);
      }
      if (phase == Phase::header && parser.is_header_done()) {
        phase = Phase::body;
        deadline_.set(limits_.body);
        if (waits_for_continue(parser)) co_await write("HTTP/1.1 100 Continue\r\n\r\n");
      }
    }
    idle_ = phase == Phase::idle;
    const Received received = co_await stream_->read(buffer_.prepare(read_bytes));
    idle_ = false;
    buffer_.commit(received.bytes);
    if (received.error) co_return phase == Phase::idle ? std::nullopt : cut_off(received.error);
  }
}

/// What can still be said when the request stopped in its middle.
std::optional<Session::Incoming> Session::cut_off(const ErrorCode& error) const {
  if (deadline_.passed()) return Incoming{{}, false, problem(408, Code::invalid, "the request did not come in time")};
  if (error != asio::error::eof && error != asio::ssl::error::stream_truncated) return std::nullopt;
  return Incoming{{}, false, problem(400, Code::invalid, "the request ends in its middle")};
}

asio::awaitable<bool> Session::answer(Incoming incoming) {
  const auto begun = std::chrono::steady_clock::now();
  Reply reply;
  if (incoming.problem)
    reply = {*std::move(incoming.problem), "malformed", nullptr};
  else
    reply = co_await ask_router(incoming.request);

  if (router_.secure()) reply.response.headers.push_back({"Strict-Transport-Security", "max-age=31536000"});  // never in the clear again
  const bool keep = incoming.keep_alive && !closing_ && !reply.events;
  const std::size_t length = reply.response.body.size();
  auto text = head_of(reply.response, keep ? Connection::keep : Connection::close, reply.events ? nullptr : &length);
  if (incoming.request.method != "HEAD") text += reply.response.body;
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  traffic_.answered(reply.route, reply.response.status, taken.count());
  const ErrorCode error = co_await write(std::move(text));
  if (error) co_return false;
  if (reply.events)
    co_await serve_events(*reply.events);
  else
    linger_ = !keep;
  co_return keep;
}

asio::awaitable<Reply> Session::ask_router(const Request& request) {
  const auto slot = std::make_shared<std::optional<Reply>>();
  router_.handle(request, [slot, self = weak_from_this()](Reply reply) {
    *slot = std::move(reply);
    if (const auto session = self.lock()) session->wake_.cancel();
  });
  if (!*slot) co_await wait(limits_.answer);
  if (*slot) co_return std::move(**slot);
  co_return Reply{problem(503, Code::unavailable, "no answer in time; ask again with the same request id"), "unanswered",
                  nullptr};
}

asio::awaitable<void> Session::serve_events(EventStream& events) {
  streaming_ = true;
  traffic_.listeners.Increment();
  deadline_.clear();
  asio::co_spawn(
      wake_.get_executor(), [self = shared_from_this()] { return self->watch_for_end(); }, asio::detached);
  const auto inbox = std::make_shared<std::optional<std::string>>();
  for (bool asked = false; !gone_ && !closing_;) {
    if (!asked) {
      asked = true;
      events.next([inbox, self = weak_from_this()](std::string frames) {
        *inbox = std::move(frames);
        if (const auto session = self.lock()) session->wake_.cancel();
      });
    }
    if (!*inbox) co_await wait(limits_.heartbeat);
    if (gone_ || closing_) break;
    std::string frames = ": still here\n\n";
    if (*inbox) {
      frames = std::move(**inbox);
      inbox->reset();
      asked = false;
    }
    if (frames.empty()) break;
    const ErrorCode error = co_await write(std::move(frames));
    deadline_.clear();
    if (error) break;
  }
  traffic_.listeners.Decrement();
}

/// A listener has nothing to say: when its side ends, it has gone.
asio::awaitable<void> Session::watch_for_end() {
  char ignored[256];
  for (Received received; !received.error;) received = co_await stream_->read(asio::buffer(ignored));
  gone_ = true;
  wake_.cancel();
}

asio::awaitable<ErrorCode> Session::write(std::string text) {
  deadline_.set(limits_.write);
  co_return co_await stream_->write(asio::buffer(text));
}

asio::awaitable<void> Session::wait(std::chrono::milliseconds at_most) {
  wake_.expires_after(at_most);
  co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
}

/// Closing while something unread is in the socket would reset the connection and could take our last words with it: so
/// after such words we say that we are done, and read on until the other side is.
asio::awaitable<void> Session::part() {
  if (linger_) {
    deadline_.set(limits_.linger);
    co_await stream_->finish();
    char ignored[read_bytes];
    const std::size_t enough = 4 * limits_.body_bytes;
    Received received;
    for (std::size_t read = 0; !received.error && read < enough && !deadline_.passed(); read += received.bytes) {
      const auto [error, bytes] =
          co_await stream_->socket().async_read_some(asio::buffer(ignored), asio::as_tuple(asio::use_awaitable));
      received = {error, bytes};
    }
  }
  ErrorCode ignored;
  stream_->socket().close(ignored);
}

}  // namespace vestibule::core::http
