#include "hall.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "problem.hpp"

namespace vestibule::core::http {
namespace {

bool beyond_this_machine(const asio::ip::address& address) { return !address.is_loopback(); }

}  // namespace

Server::Hall::Hall(Api& the_api, prometheus::Registry& the_registry, Log& the_log, Options wanted)
    : api(the_api), registry(the_registry), log(the_log), options(std::move(wanted)), traffic(registry) {}

Hop Server::Hall::hop() {
  return [weak = weak_from_this()](std::function<void()> run) {
    if (const auto hall = weak.lock()) asio::post(hall->context, std::move(run));
  };
}

Result<> Server::Hall::listen() {
  ErrorCode error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return fail(Code::invalid, "'{}' is no IP address to listen on, such as 127.0.0.1 or ::1", options.address);
  if (beyond_this_machine(address) && options.access == Access::everyone)
    return fail(Code::denied,
                "will not listen on {}: as long as no plugin decides who may do what, only this machine may reach "
                "the host; listen on 127.0.0.1 or enable a plugin that knows people",
                options.address);
  if (beyond_this_machine(address) && !options.tls)
    return fail(Code::denied, "will not listen on {} without TLS; name a certificate and its key, or listen on 127.0.0.1",
                options.address);
  if (options.tls) {
    VESTIBULE_TRY(tls, server_context(*options.tls));
  }
  endpoint = {address, options.port};
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return fail(Code::unavailable, "cannot listen on {} port {}: {}", options.address, options.port, error.message());
  endpoint = acceptor.local_endpoint();

  Router::Seams seams;
  seams.hop = hop();
  seams.new_request_id = [] { return to_string(boost::uuids::random_generator_pure()()); };
  seams.metrics = [this] { return exposition(registry); };
  seams.secure = tls != nullptr;
  seams.hosts = options.hosts;
  router = std::make_unique<Router>(api, std::move(seams));
  api.on_entries([weak = weak_from_this(), hop = hop()](std::int64_t sequence) {
    hop([weak, sequence] {
      if (const auto hall = weak.lock()) hall->router->committed(sequence);
    });
  });
  return {};
}

void Server::Hall::run() {
  for (;;) {
    try {
      context.run();
      break;
    } catch (const std::exception& exception) {
      traffic.fault();
      log.error("http: {}", exception.what());
    }
  }
  if (when_closed) when_closed();
}

asio::awaitable<void> Server::Hall::let_in() {
  while (!closing) {
    auto [error, socket] = co_await acceptor.async_accept(asio::as_tuple(asio::use_awaitable));
    if (closing) break;
    if (!error) {
      try {
        admit(std::move(socket));
      } catch (const std::exception& defect) {  // out of memory, most likely: this one is not let in, the next may be
        traffic.fault();
        log.error("http: {}", defect.what());
      }
      continue;
    }
    // No descriptors left, most likely: those who are in will go.
    log.warning("http: cannot accept a connection: {}", error.message());
    pause.expires_after(std::chrono::milliseconds(100));
    co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

/// A stream is open for hours: whose session ends meanwhile hears no more of the house.
asio::awaitable<void> Server::Hall::recheck() {
  while (!closing) {
    sessions_checked.expires_after(options.limits.recheck);
    if (const auto [error] = co_await sessions_checked.async_wait(asio::as_tuple(asio::use_awaitable)); error) break;
    router->recheck();
  }
}

void Server::Hall::admit(Socket socket) {
  ErrorCode error;
  const auto address = socket.remote_endpoint(error).address();
  if (error) return;  // gone already
  if (sessions.size() >= options.limits.connections && !make_place(std::nullopt)) return refuse(std::move(socket), "total");
  if (per_address[address] >= options.limits.connections_per_address && !make_place(address)) return refuse(std::move(socket), "address");
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  auto stream = tls ? tls_stream(std::move(socket), *tls, Side::server) : plain_stream(std::move(socket));
  auto session = std::make_shared<Session>(std::move(stream), *router, traffic, options.limits);
  sessions.emplace(session, address);
  ++per_address[address];
  traffic.connections.Increment();
  asio::co_spawn(context, session->run(), [this, session, address](std::exception_ptr defect) {
    left(session, address);
    if (defect) std::rethrow_exception(defect);
  });
}

/// Who has owed us a request for longest gives way to the newcomer: so a crowd of slow sockets keeps nobody out. Of that address, or
/// of all.
bool Server::Hall::make_place(const std::optional<asio::ip::address>& address) {
  auto longest = std::chrono::steady_clock::now() - options.limits.slow;
  Session* slowest = nullptr;
  for (const auto& [session, from] : sessions) {
    const auto since = session->waiting_since();
    if (!since || *since > longest || (address && from != *address)) continue;
    longest = *since;
    slowest = session.get();
  }
  if (!slowest) return false;
  slowest->give_way();
  return true;
}

/// A word why, if the other side can take it at once; nobody waits for it.
void Server::Hall::refuse(Socket socket, const char* limit) {
  traffic.refused(limit);
  if (tls) return;
  ErrorCode ignored;
  socket.non_blocking(true, ignored);
  const auto response = problem(503, Code::unavailable, "too many connections; close some, or come again later");
  const std::size_t length = response.body.size();
  const auto text = head_of(response, Connection::close, &length) + response.body;
  socket.write_some(asio::buffer(text), ignored);
  socket.shutdown(Socket::shutdown_send, ignored);
  char unread[1024];
  socket.read_some(asio::buffer(unread), ignored);  // what is unread at the end would take the word back
}

void Server::Hall::left(const std::shared_ptr<Session>& session, const asio::ip::address& address) {
  sessions.erase(session);
  traffic.connections.Decrement();
  if (const auto count = per_address.find(address); --count->second == 0) per_address.erase(count);
  if (closing && sessions.empty()) context.stop();
}

void Server::Hall::close(std::function<void()> then) {
  if (closing) return;
  closing = true;
  when_closed = std::move(then);
  ErrorCode ignored;
  acceptor.close(ignored);
  if (sessions.empty()) return context.stop();
  for (const auto& [session, address] : sessions) session->close();
  pause.expires_after(options.limits.grace);
  pause.async_wait([this](const ErrorCode& error) {
    if (!error) context.stop();
  });
}

}  // namespace vestibule::core::http
