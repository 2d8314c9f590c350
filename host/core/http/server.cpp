#include "server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "hall.hpp"

namespace vestibule::core::http {

Server::Server(std::shared_ptr<Hall> hall) : hall_(std::move(hall)) {}
Server::~Server() { stop(); }

Result<std::unique_ptr<Server>> Server::start(Api& api, prometheus::Registry& registry, Log& log, Options options) {
  auto hall = std::make_shared<Hall>(api, registry, log, std::move(options));
  VESTIBULE_CHECK(hall->listen());
  asio::co_spawn(hall->context, hall->let_in(), asio::detached);
  asio::co_spawn(hall->context, hall->recheck(), asio::detached);
  hall->thread = std::thread([at = hall.get()] { at->run(); });
  std::unique_ptr<Server> server(new Server(std::move(hall)));
  log.info("http: listening on {}", server->url());
  return server;
}

std::uint16_t Server::port() const { return hall_->endpoint.port(); }

std::string Server::url() const {
  const auto address = hall_->endpoint.address();
  const auto host = address.is_v6() ? fmt::format("[{}]", address.to_string()) : address.to_string();
  return fmt::format("{}://{}:{}", hall_->tls ? "https" : "http", host, port());
}

void Server::begin_stop(std::function<void()> then) {
  asio::post(hall_->context, [hall = hall_.get(), then = std::move(then)]() mutable { hall->close(std::move(then)); });
}

void Server::stop() {
  if (!hall_->thread.joinable()) return;
  begin_stop();
  hall_->thread.join();
}

}  // namespace vestibule::core::http
