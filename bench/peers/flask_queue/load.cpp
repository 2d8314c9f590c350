// peer_load PORT SECONDS NAME [house]: 64 connections, kept where the server keeps them, each asking for a token as soon as it has the
// one before. Prints one line of JSON. NAME begins each request id, so that two loads of one service do not repeat each other's.
// With the word "house" it asks Vestibule's own gateway for the same.
// One thread of Beast does some tens of thousands of requests a second, so a Python service is never waiting for it.

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Time = std::chrono::steady_clock;

enum class Server { peer, house };

struct Tally {
  Server server;
  Time::time_point end;
  std::string name;
  int asked = 0;
  std::vector<double> milliseconds;
  std::string trouble;
};

class Client : public std::enable_shared_from_this<Client> {
 public:
  Client(asio::io_context& context, unsigned short port, Tally& tally) : stream_(context), port_(port), tally_(tally) {
    request_.method(http::verb::post);
    request_.target(tally.server == Server::house ? "/api/v1/queue.issue_token" : "/tokens");
    request_.version(11);
    request_.set(http::field::host, "127.0.0.1");
    request_.set(http::field::content_type, "application/json");
    request_.keep_alive(true);
  }

  void ask() {
    started_ = Time::now();
    if (started_ >= tally_.end) return;
    if (!stream_.socket().is_open()) connect();
    const int serial = tally_.asked++;
    if (tally_.server == Server::house) {
      constexpr const char* services[] = {"registration", "medicine", "pharmacy", "cashier"};
      request_.set("Idempotency-Key", fmt::format("{}-{}", tally_.name, serial));
      request_.body() = fmt::format(R"({{"service":"{}","language":"en"}})", services[serial % 4]);
    } else {
      request_.body() =
          fmt::format(R"({{"request_id":"{}-{}","service":"{}","priority":"normal"}})", tally_.name, serial, "ABCD"[serial % 4]);
    }
    request_.prepare_payload();
    http::async_write(stream_, request_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error) return self->give_up(error.message());
      self->hear();
    });
  }

 private:
  void connect() {
    stream_.connect({asio::ip::address_v4::loopback(), port_});
    stream_.socket().set_option(asio::ip::tcp::no_delay(true));
  }

  void hear() {
    response_ = {};
    http::async_read(stream_, buffer_, response_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error) return self->give_up(error.message());
      if (self->response_.result() != http::status::ok) return self->give_up("answered " + self->response_.body());
      if (!self->response_.keep_alive()) self->stream_.close();  // Werkzeug keeps none
      self->tally_.milliseconds.push_back(std::chrono::duration<double, std::milli>(Time::now() - self->started_).count());
      self->ask();
    });
  }

  void give_up(std::string why) { tally_.trouble = std::move(why); }

  beast::tcp_stream stream_;
  unsigned short port_;
  Tally& tally_;
  http::request<http::string_body> request_;
  http::response<http::string_body> response_;
  beast::flat_buffer buffer_;
  Time::time_point started_;
};

int measure(Server server, unsigned short port, double seconds, std::string name) {
  asio::io_context context(1);
  const auto start = Time::now();
  Tally tally{
      server, start + std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(seconds)), std::move(name), 0, {}, {}};
  for (int i = 0; i < 64; ++i) std::make_shared<Client>(context, port, tally)->ask();
  context.run();
  const double took = std::chrono::duration<double>(Time::now() - start).count();
  if (!tally.trouble.empty() || tally.milliseconds.empty()) {
    fmt::print(stderr, "peer_load: {}\n", tally.trouble.empty() ? "no answer at all" : tally.trouble);
    return 1;
  }
  auto& times = tally.milliseconds;
  std::sort(times.begin(), times.end());
  fmt::print("{{\"tokens\":{},\"tokens_per_second\":{:.1f},\"p50_ms\":{:.2f},\"p99_ms\":{:.2f}}}\n", times.size(),
             static_cast<double>(times.size()) / took, times[times.size() / 2], times[times.size() * 99 / 100]);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const bool house = count == 5 && arguments[4] == std::string("house");
  if (count != 4 && !house) {
    fmt::print(stderr, "peer_load PORT SECONDS NAME [house]\n");
    return 2;
  }
  try {
    return measure(house ? Server::house : Server::peer, static_cast<unsigned short>(std::atoi(arguments[1])), std::atof(arguments[2]), arguments[3]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "peer_load: {}\n", error.what());
    return 1;
  }
}
