#pragma once
// A request in, an answer out, no socket: all that the HTTP side decides, except when to give up.
//
//   POST /api/v1/<command>   body {...}; header Idempotency-Key or Request-Id is the request id
//   GET  /api/v1/<query>?field=value   or ?json={...}; or POST with body {...}, for what should stand in no address
//   POST /api/v1/session     signs in with the credentials in the body and sets the session's cookie; DELETE signs out
//   GET  /api/v1/events      server-sent events; Last-Event-ID (or ?after=) says where the listener left off
//   GET  /metrics, /healthz
//   GET  every other address: a plugin's page, if one lies there

#include <functional>
#include <string>

#include "api.hpp"
#include "caller.hpp"
#include "feed.hpp"
#include "guard.hpp"
#include "message.hpp"
#include "parameters.hpp"

namespace vestibule::core::http {

class Router {
 public:
  struct Seams {
    Hop hop;                                                ///< brings the Api's answers to the router's thread
    std::function<std::string()> new_request_id;            ///< for callers that send none
    std::function<std::string()> metrics;                   ///< the text of /metrics
    bool secure = false;                                    ///< requests come over TLS
    std::vector<std::string> hosts = {};                    ///< names this house answers to besides the loopback ones
    Feed::Limits feed = {};
  };
  using Then = std::function<void(Reply)>;

  /// One thread; the router must live until the last `then` has come.
  Router(Api& api, Seams seams);

  /// Calls `then` once, at once or later, unless the Api never answers.
  void handle(const Request& request, Then then);

  /// To be called (on the router's thread) when something was committed.
  void committed(std::int64_t sequence) { feed_->committed(sequence); }
  /// To be called every few seconds: ends the streams of sessions that have ended.
  void recheck() { feed_->recheck(); }
  bool secure() const { return seams_.secure; }
  const Feed& feed() const { return *feed_; }

 private:
  void handle_api(const Request& request, const std::string& name, const Parameters& parameters, Then then);
  void command(const Request& request, const std::string& name, Then then);
  void query(const Request& request, const std::string& name, const Endpoint& endpoint, const Parameters& parameters, Then then);
  void posted_query(const Request& request, const std::string& name, Then then);
  void session(const Request& request, Then then);
  void sign_in(const Request& request, Caller caller, Then then);
  void sign_out(Caller caller, Then then);
  void metrics(const Request& request, Then then);
  /// Asks the gate, then gives, or refuses under the metrics' word `counted`.
  void guarded(Caller caller, Route route, std::string counted, Then then, std::function<void(Then)> give) const;
  void events(const Request& request, const Parameters& parameters, Then then);
  void page(const Request& request, const std::string& path, Then then) const;
  void health(const Request& request, Then then);
  Api::Answer answering(std::string route, std::string request_id, Then then) const;

  Api& api_;
  const Seams seams_;
  const Guard guard_;
  const std::shared_ptr<Feed> feed_;
};

}  // namespace vestibule::core::http
