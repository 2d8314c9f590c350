// consoles_load calls PORT house|flask [CONSOLES CALLS]   how long after a call was asked for all consoles have heard of it
// consoles_load flood PORT [SECONDS]                      what 1,000 sign-ins a second do to others' commands
// consoles_load page PORT                                 bytes of the console's first page, packed
// One line of JSON each. Loopback only. It signs in as "bench", whom the script has made.

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <stdexcept>

#include "watchers.hpp"

namespace {

using namespace vestibule::bench;
using namespace std::chrono_literals;
using Time = std::chrono::steady_clock;

double milliseconds_since(Time::time_point begun) { return std::chrono::duration<double, std::milli>(Time::now() - begun).count(); }

double quantile(std::vector<double> all, double part) {
  if (all.empty()) throw std::runtime_error("nothing was measured");
  std::sort(all.begin(), all.end());
  return all[std::min(all.size() - 1, static_cast<std::size_t>(part * static_cast<double>(all.size())))];
}

/// Runs it to its end, whatever else goes on in the context meanwhile.
template <class Made>
void run(asio::io_context& context, Made work) {
  std::exception_ptr failure;
  asio::co_spawn(context, std::move(work), [&](std::exception_ptr thrown) {
    failure = thrown;
    context.stop();
  });
  context.run();
  context.restart();
  if (failure) std::rethrow_exception(failure);
}

asio::awaitable<void> pause(std::chrono::steady_clock::duration span) {
  asio::steady_timer timer(co_await asio::this_coro::executor, span);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<Answer> must(tcp::socket& socket, std::string request) {
  auto answer = co_await round_trip(socket, request);
  if (answer.status != 200) throw std::runtime_error(request.substr(0, 60) + ": " + answer.head.substr(0, 40) + " " + answer.body);
  co_return answer;
}

asio::awaitable<std::string> signed_in(tcp::socket& socket) {
  const auto answer = co_await must(socket, post("/api/v1/session", R"({"name":"bench","password":"umbra-7-lagoon-kiln"})"));
  const auto at = answer.head.find("vestibule=");
  co_return answer.head.substr(at, answer.head.find(';', at) - at);
}

/// A patient at a desk, who is called again and again.
asio::awaitable<void> prepare(tcp::socket& socket, const std::string& cookie) {
  (void)co_await round_trip(socket, post("/api/v1/queue.open_day", "{}", cookie));
  (void)co_await round_trip(socket, post("/api/v1/queue.open_desk", R"({"desk":"counter-1"})", cookie));
  co_await must(socket, post("/api/v1/queue.issue_token", R"({"service":"registration","needs":[]})", cookie));
  (void)co_await round_trip(socket, post("/api/v1/queue.call_next", R"({"desk":"counter-1"})", cookie));
}

// ---- calls and who hears of them

struct Calls {
  std::string kind;
  int consoles = 200, calls = 400;
  std::map<std::string, std::vector<double>> heard;  ///< by call: when each console heard of it, since the first was begun
  Time::time_point start = Time::now();
};

asio::awaitable<void> call(Calls& calls, std::uint16_t port, asio::io_context& context) {
  tcp::socket socket = connected(context, port, 200);
  const bool house = calls.kind == "house";
  std::string cookie;
  if (house) {
    cookie = co_await signed_in(socket);
    co_await prepare(socket, cookie);
  }
  Watchers watchers(context, [&calls](const std::string& mark) { calls.heard[mark].push_back(milliseconds_since(calls.start)); });
  if (house) watchers.watch_house(port, calls.consoles, cookie);
  else watchers.watch_flask(port, calls.consoles);
  for (const auto begun = Time::now(); watchers.ready() < calls.consoles; co_await pause(20ms))
    if (Time::now() - begun > 30s) throw std::runtime_error(fmt::format("{} of {} consoles are listening", watchers.ready(), calls.consoles));

  std::vector<double> begun, answered;
  calls.start = Time::now();
  for (int i = 0; i < calls.calls; ++i) {
    asio::steady_timer next(context, calls.start + i * 50ms);  // 20 a second
    co_await next.async_wait(asio::use_awaitable);
    begun.push_back(milliseconds_since(calls.start));
    if (house) co_await must(socket, post("/api/v1/queue.recall", R"({"desk":"counter-1"})", cookie, fmt::format("recall-{}-{}", begun.front(), i)));
    else co_await must(socket, post("/calls", fmt::format(R"({{"request_id":"call-{}","desk":"1"}})", i)));
    answered.push_back(milliseconds_since(calls.start) - begun.back());
  }
  const auto all_heard = [&] { return static_cast<int>(calls.heard.size()) >= calls.calls && std::all_of(calls.heard.begin(), calls.heard.end(), [&](const auto& one) { return static_cast<int>(one.second.size()) >= calls.consoles; }); };
  for (const auto end = Time::now(); !all_heard() && Time::now() - end < 20s;) co_await pause(20ms);
  if (!all_heard()) throw std::runtime_error("not every console has heard of every call");

  std::vector<std::vector<double>> in_order;
  for (auto& [mark, times] : calls.heard) in_order.push_back(times);
  std::sort(in_order.begin(), in_order.end(), [](const auto& a, const auto& b) { return *std::min_element(a.begin(), a.end()) < *std::min_element(b.begin(), b.end()); });
  std::vector<double> each, last;
  for (std::size_t i = 0; i < in_order.size(); ++i) {
    for (const double at : in_order[i]) each.push_back(at - begun[i]);
    last.push_back(*std::max_element(in_order[i].begin(), in_order[i].end()) - begun[i]);
  }
  fmt::print(R"({{"kind":"{}","consoles":{},"calls":{},"answered_p99_ms":{:.1f},"heard_p50_ms":{:.1f},"heard_p99_ms":{:.1f},"last_p50_ms":{:.1f},"last_p99_ms":{:.1f}}})" "\n", calls.kind, calls.consoles,
             calls.calls, quantile(answered, .99), quantile(each, .5), quantile(each, .99), quantile(last, .5), quantile(last, .99));
}

// ---- a flood of sign-ins

struct Flood {
  int tried = 0, let_through = 0, turned_away = 0, refused = 0;
  bool over = false;
};

/// One of the flood's machines: tries at its own pace, and does not wait for its answers longer than for its turn.
asio::awaitable<void> try_in(tcp::socket socket, std::shared_ptr<Flood> flood, unsigned n, unsigned machines) {
  const auto begun = Time::now();
  for (int i = 0; !flood->over; ++i) {
    asio::steady_timer next(co_await asio::this_coro::executor, begun + std::chrono::milliseconds(machines * static_cast<unsigned>(i) + n));
    co_await next.async_wait(asio::use_awaitable);
    if (flood->over) break;
    ++flood->tried;
    const auto answer = co_await round_trip(socket, post("/api/v1/session", fmt::format(R"({{"name":"guess-{}-{}","password":"a guess that is long enough"}})", n, i)));
    if (answer.status == 503 || answer.status == 429) ++flood->turned_away;
    else if (answer.status == 401) ++flood->refused;
    else throw std::runtime_error(answer.head + answer.body);
  }
}

/// Commands as a desk sends them, 50 a second: how long each took.
asio::awaitable<std::vector<double>> work(tcp::socket& socket, const std::string& cookie, std::chrono::seconds span) {
  std::vector<double> taken;
  static int count = 0;
  const auto start = Time::now();
  for (int i = 0; Time::now() - start < span; ++i) {
    asio::steady_timer next(co_await asio::this_coro::executor, start + i * 20ms);
    co_await next.async_wait(asio::use_awaitable);
    const auto begun = Time::now();
    co_await must(socket, post("/api/v1/queue.recall", R"({"desk":"counter-1"})", cookie, fmt::format("work-{}-{}", start.time_since_epoch().count(), ++count)));
    taken.push_back(milliseconds_since(begun));
  }
  co_return taken;
}

double median(std::vector<double> all) { return quantile(std::move(all), .5); }

/// Calm and flood take turns, so that whatever else the machine does falls on both.
asio::awaitable<void> flood(std::uint16_t port, std::chrono::seconds span, asio::io_context& context) {
  constexpr unsigned machines = 250;
  constexpr int turns = 5;
  tcp::socket socket = connected(context, port, 300);
  const auto cookie = co_await signed_in(socket);
  co_await prepare(socket, cookie);
  (void)co_await work(socket, cookie, 2s);
  std::vector<double> calm_p50, calm_p99, flooded_p50, flooded_p99, rates;
  int turned_away = 0, refused = 0;
  for (int turn = 0; turn < turns; ++turn) {
    const auto calm = co_await work(socket, cookie, span);
    auto state = std::make_shared<Flood>();
    for (unsigned n = 0; n < machines; ++n) asio::co_spawn(context, try_in(connected(context, port, n), state, n, machines), asio::detached);
    co_await pause(1s);
    const int before = state->tried;
    const auto begun = Time::now();
    const auto flooded = co_await work(socket, cookie, span);
    rates.push_back((state->tried - before) / std::chrono::duration<double>(Time::now() - begun).count());
    state->over = true;
    co_await pause(5s);  // until the last of it has been hashed
    turned_away += state->turned_away, refused += state->refused;
    calm_p50.push_back(quantile(calm, .5)), calm_p99.push_back(quantile(calm, .99));
    flooded_p50.push_back(quantile(flooded, .5)), flooded_p99.push_back(quantile(flooded, .99));
  }
  fmt::print(R"({{"calm_p50_ms":{:.2f},"calm_p99_ms":{:.2f},"flooded_p50_ms":{:.2f},"flooded_p99_ms":{:.2f},"tries_a_second":{:.0f},"turned_away":{},"refused":{}}})" "\n", median(calm_p50), median(calm_p99),
             median(flooded_p50), median(flooded_p99), median(rates), turned_away, refused);
}

// ---- the first page

std::string get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"; }

asio::awaitable<void> page(std::uint16_t port, std::vector<std::string> paths, asio::io_context& context) {
  tcp::socket socket = connected(context, port, 1);
  std::size_t bytes = 0;
  for (const auto& path : paths) bytes += (co_await must(socket, get(path))).body.size();
  fmt::print(R"({{"files":{},"packed_bytes":{}}})" "\n", paths.size(), bytes);
}

int run(const std::vector<std::string>& said) {
  const auto port = static_cast<std::uint16_t>(std::stoi(said.at(1)));
  asio::io_context context{1};
  if (said[0] == "calls") {
    Calls calls;
    calls.kind = said.at(2);
    if (said.size() > 4) calls.consoles = std::stoi(said[3]), calls.calls = std::stoi(said[4]);
    run(context, call(calls, port, context));
  } else if (said[0] == "flood") {
    run(context, flood(port, std::chrono::seconds(said.size() > 2 ? std::stoi(said[2]) : 5), context));
  } else {
    run(context, page(port, {said.begin() + 2, said.end()}, context));
  }
  return 0;
}

}  // namespace

int main(int count, char** said) {
  try {
    return run({said + 1, said + count});
  } catch (const std::exception& failure) {
    fmt::print(stderr, "consoles_load: {}\n", failure.what());
    return 1;
  }
}
