#pragma once
// Who is in: all open connections, counted, let in and shown out. The inside of Server.

#include <boost/asio/io_context.hpp>
#include <map>
#include <thread>

#include <vestibule/log.hpp>

#include "server.hpp"
#include "session.hpp"

namespace vestibule::core::http {

/// One thread, that of `context`, but for construction and where it says otherwise. The Api's late answers may keep it
/// alive after the server has gone; they find a stopped context then.
struct Server::Hall : std::enable_shared_from_this<Server::Hall> {
  Hall(Api& api, prometheus::Registry& registry, Log& log, Options wanted);

  /// Before the thread runs.
  Result<> listen();
  Hop hop();

  asio::awaitable<void> let_in();
  asio::awaitable<void> recheck();
  void admit(Socket socket);
  bool make_place(const std::optional<asio::ip::address>& address);
  void refuse(Socket socket, const char* limit);
  void left(const std::shared_ptr<Session>& session, const asio::ip::address& address);
  void close(std::function<void()> then);
  void run();

  Api& api;
  prometheus::Registry& registry;
  Log& log;
  const Options options;
  Traffic traffic;
  std::unique_ptr<Router> router;
  std::unique_ptr<asio::ssl::context> tls;
  std::map<asio::ip::address, std::size_t> per_address;
  asio::ip::tcp::endpoint endpoint;
  bool closing = false;
  std::function<void()> when_closed;
  std::thread thread;
  // Last, so that it goes first: coroutines that never ended are destroyed with it and refer to what stands above.
  asio::io_context context{1};
  asio::ip::tcp::acceptor acceptor{context};
  asio::steady_timer pause{context};
  asio::steady_timer sessions_checked{context};
  std::map<std::shared_ptr<Session>, asio::ip::address> sessions;
};

}  // namespace vestibule::core::http
