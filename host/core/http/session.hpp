#pragma once
// One connection: reads a request, has the router answer it, writes the answer, and again. Requests that come before
// their turn (pipelining) wait in the socket; so one connection never has more than one request under way.

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <memory>
#include <optional>
#include <string>

#include "deadline.hpp"
#include "options.hpp"
#include "router.hpp"
#include "traffic.hpp"

namespace vestibule::core::http {

/// One thread.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(std::unique_ptr<Stream> stream, Router& router, Traffic& traffic, const Limits& limits);

  /// Until the connection has ended. The caller keeps the session alive.
  asio::awaitable<void> run();

  /// Ends it when the answer under way is given; at once if there is none.
  void close();

  /// Since when the other side owes us a whole request; nothing while an answer or the event stream is under way.
  std::optional<std::chrono::steady_clock::time_point> waiting_since() const { return closing_ ? std::nullopt : waiting_since_; }
  /// Ends at once, whatever has come of a request.
  void give_way();

 private:
  /// What was read: a request, or the answer to what is none.
  struct Incoming {
    Request request;
    bool keep_alive = false;
    std::optional<Response> problem;
  };

  asio::awaitable<std::optional<Incoming>> read_request();
  std::optional<Incoming> cut_off(const ErrorCode& error) const;
  asio::awaitable<bool> answer(Incoming incoming);
  asio::awaitable<Reply> ask_router(const Request& request);
  asio::awaitable<void> serve_events(EventStream& events);
  asio::awaitable<void> watch_for_end();
  asio::awaitable<ErrorCode> write(std::string text);
  asio::awaitable<void> wait(std::chrono::milliseconds at_most);
  asio::awaitable<void> part();

  const std::unique_ptr<Stream> stream_;
  Router& router_;
  Traffic& traffic_;
  const Limits& limits_;
  const std::string peer_;
  boost::beast::flat_buffer buffer_;
  Deadline deadline_;
  asio::steady_timer wake_;
  std::optional<std::chrono::steady_clock::time_point> waiting_since_ = std::chrono::steady_clock::now();
  bool idle_ = false;  // waiting for a request's first byte
  bool closing_ = false;
  bool gone_ = false;  // the other side of an event stream has left
  bool streaming_ = false;
  bool linger_ = false;  // our last answer says that we close
};

}  // namespace vestibule::core::http
