#pragma once
// A house that answers at once, on a loop thread of its own as the real one: what remains is what the gateway costs.

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <thread>

#include "core/http/api.hpp"

namespace vestibule::bench {

class Cardboard final : public core::http::Api {
 public:
  Cardboard() : thread_([this] { loop_.run(); }) {}
  ~Cardboard() override {
    loop_.stop();
    thread_.join();
  }
  std::shared_ptr<const core::http::Catalogue> catalogue() const override { return catalogue_; }
  void do_(Caller, std::string, std::string, json::value body, Answer answer) override {
    give(std::move(body), std::move(answer));
  }
  void ask(Caller, std::string, json::value body, Answer answer) override { give(std::move(body), std::move(answer)); }
  void open_session(Caller, json::value, SessionAnswer answer) override { answer({fail(Code::not_found, "nobody knows people")}); }
  void close_session(Caller, Answer answer) override { answer({json::value(json::object{})}); }
  void listen(Caller caller, EarAnswer answer) override { answer({core::http::Ear{std::move(caller), {}}}); }
  void still_there(std::vector<core::http::Ear> ears, std::function<void(std::vector<bool>)> answer) override {
    answer(std::vector<bool>(ears.size(), true));
  }
  void entries(std::optional<std::int64_t>, std::size_t, EntriesAnswer answer) override { answer(core::http::Entries{}); }
  void on_entries(std::function<void(std::int64_t)>) override {}
  std::string epoch() const override { return "bench"; }
  void health(Answer answer) override { answer({json::value(json::object{})}); }

 private:
  void give(json::value body, Answer answer) {
    boost::asio::post(loop_, [body = std::move(body), answer = std::move(answer)]() mutable { answer({std::move(body)}); });
  }

  using Field = vestibule::Field;
  const std::shared_ptr<const core::http::Catalogue> catalogue_ = std::make_shared<const core::http::Catalogue>(
      core::http::Catalogue{{"bench.do", {wire::Verb::do_, {}}},
                            {"bench.ask", {wire::Verb::ask, {{"text", "text", true}, {"count", "whole number", true}}}}});
  boost::asio::io_context loop_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_{loop_.get_executor()};
  std::thread thread_;
};

}  // namespace vestibule::bench
