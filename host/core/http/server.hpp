#pragma once
// The listener: one thread of its own that serves HTTP while the house's loop does the house's work.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <prometheus/registry.h>
#include <vestibule/log.hpp>

#include "api.hpp"
#include "options.hpp"

namespace vestibule::core::http {

class Server {
 public:
  /// Listens, or says why not: `denied` for an address beyond loopback without an access policy and TLS, `invalid` for
  /// what is no address or certificate, `unavailable` if the port is taken. All references must outlive the server.
  static Result<std::unique_ptr<Server>> start(Api& api, prometheus::Registry& registry, Log& log, Options options);
  ~Server();
  Server(const Server&) = delete;

  std::uint16_t port() const;
  /// "http://127.0.0.1:8080"
  std::string url() const;

  /// Lets nobody in any more, ends event streams and idle connections, lets answers under way be given. Returns at once;
  /// any thread. `then` is called on the server's thread when all is over, after Limits::grace at the latest: only then
  /// should the loop that gives the answers stop. Of several calls the first counts.
  void begin_stop(std::function<void()> then = {});
  /// begin_stop(), and waits until all is over. On the loop itself it waits in vain for answers under way.
  void stop();

 private:
  struct Hall;
  explicit Server(std::shared_ptr<Hall> hall);
  std::shared_ptr<Hall> hall_;
};

}  // namespace vestibule::core::http
