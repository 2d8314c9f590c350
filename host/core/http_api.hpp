#pragma once
// The host as the HTTP gateway sees it: every call hops to the loop, every answer comes from there.

#include <atomic>
#include <mutex>

#include "core/http/api.hpp"
#include "host.hpp"

namespace vestibule::core {

/// Calls come on the gateway's thread. Made and destroyed on the loop; host and loop must outlive it.
class HttpApi final : public http::Api {
 public:
  HttpApi(Host& host, Loop& loop);

  std::shared_ptr<const http::Catalogue> catalogue() const override { return catalogue_; }
  std::shared_ptr<const http::Shelf> pages() const override { return host_.registry().pages(); }
  void do_(Caller caller, std::string name, std::string request_id, json::value body, Answer answer) override;
  void ask(Caller caller, std::string name, json::value body, Answer answer) override;
  void may(Caller caller, http::Route route, MayAnswer answer) override;
  void open_session(Caller caller, json::value credentials, SessionAnswer answer) override;
  void close_session(Caller caller, Answer answer) override;
  void listen(Caller caller, EarAnswer answer) override;
  void still_there(std::vector<http::Ear> ears, std::function<void(std::vector<bool>)> answer) override;
  void entries(std::optional<std::int64_t> after, std::size_t limit, EntriesAnswer answer) override;
  void on_entries(std::function<void(std::int64_t)> committed) override;
  std::string epoch() const override { return epoch_; }
  void health(Answer answer) override;

 private:
  std::shared_ptr<const http::Audible> audible(const Actor& actor);

  Host& host_;
  Loop& loop_;
  const std::string epoch_;
  const std::shared_ptr<const http::Catalogue> catalogue_;  // all plugins have registered before the gateway listens
  Subscription committed_;
};

}  // namespace vestibule::core
