#include "load.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <atomic>
#include <boost/asio.hpp>
#include <charconv>
#include <chrono>
#include <ctime>
#include <stdexcept>
#include <vector>

#include "bare.hpp"

namespace vestibule::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

double seconds_on(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}
double cpu_of_others() { return seconds_on(CLOCK_PROCESS_CPUTIME_ID) - seconds_on(CLOCK_THREAD_CPUTIME_ID); }

/// Takes one answer from what has been read, if it is whole; its length, or 0. No parser: the load should measure the
/// servers rather than itself.
std::size_t whole_answer(std::string_view text) {
  constexpr std::string_view good = "HTTP/1.1 200", length = "Content-Length: ";
  const auto head = text.find("\r\n\r\n");
  if (head == text.npos) return 0;
  const auto at = text.find(length);
  if (!text.starts_with(good) || at > head) throw std::runtime_error("unexpected answer: " + std::string(text));
  std::size_t body = 0;
  std::from_chars(text.data() + at + length.size(), text.data() + head, body);
  return text.size() < head + 4 + body ? 0 : head + 4 + body;
}

std::atomic<std::uint64_t> next_number{1};

asio::awaitable<void> ask(tcp::socket& socket, const Requests& request, int times, std::vector<double>& taken) {
  std::vector<char> answer(1 << 16);
  for (int i = 0; i < times; ++i) {
    const std::string text = request(next_number++);
    const auto begun = Clock::now();
    co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
    std::size_t read = 0;
    while (whole_answer({answer.data(), read}) == 0) {
      const auto room = asio::buffer(answer.data() + read, answer.size() - read);
      read += co_await socket.async_read_some(room, asio::use_awaitable);
    }
    taken.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begun).count());
  }
}

template <class Value>
double median(const std::vector<Measured>& all, Value value) {
  std::vector<double> values;
  for (const auto& one : all) values.push_back(value(one));
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

Measured median(const std::vector<Measured>& all) {
  return {median(all, [](const Measured& one) { return one.per_second; }),
          median(all, [](const Measured& one) { return one.p50_us; }),
          median(all, [](const Measured& one) { return one.p99_us; }),
          median(all, [](const Measured& one) { return one.cpu_us; })};
}

}  // namespace

Measured measure(std::uint16_t port, const Requests& request, int connections, int requests_each) {
  asio::io_context context{1};
  std::vector<tcp::socket> sockets;
  for (int i = 0; i < connections; ++i) {
    auto& socket = sockets.emplace_back(context);
    socket.connect({asio::ip::address_v4::loopback(), port});
    socket.set_option(tcp::no_delay(true));
  }
  std::vector<double> taken;
  taken.reserve(static_cast<std::size_t>(connections) * static_cast<std::size_t>(requests_each));
  for (auto& socket : sockets)
    asio::co_spawn(context, ask(socket, request, requests_each, taken), [](std::exception_ptr failed) {
      if (failed) std::rethrow_exception(failed);
    });
  const double cpu = cpu_of_others();
  const auto begun = Clock::now();
  context.run();
  const std::chrono::duration<double> passed = Clock::now() - begun;
  const auto count = static_cast<double>(taken.size());
  const double cpu_us = (cpu_of_others() - cpu) * 1e6 / count;
  std::sort(taken.begin(), taken.end());
  return {count / passed.count(), taken[taken.size() / 2], taken[taken.size() * 99 / 100], cpu_us};
}

void print_heading() {
  fmt::print("{:<24}{:>5}  {:<18}{:>10}{:>9}{:>9}{:>9}\n", "request", "lines", "server", "per s", "p50 us", "p99 us", "CPU us");
}

double compare_with_bare(const char* what, std::uint16_t port, const Requests& request, int connections, int requests_a_turn) {
  constexpr int turns = 25;
  BareServer bare;
  std::vector<Measured> bares, ours, ratios;
  for (int turn = 0; turn < turns; ++turn) {
    const auto a = bares.emplace_back(measure(bare.port(), request, connections, requests_a_turn / connections));
    const auto b = ours.emplace_back(measure(port, request, connections, requests_a_turn / connections));
    ratios.push_back({b.per_second / a.per_second, b.p50_us / a.p50_us, b.p99_us / a.p99_us, b.cpu_us / a.cpu_us});
  }
  const auto line = [&](const char* who, const Measured& one, int rate_digits, int digits) {
    fmt::print("{:<24}{:>5}  {:<18}{:>10.{}f}{:>9.{}f}{:>9.{}f}{:>9.{}f}\n", what, connections, who, one.per_second, rate_digits,
               one.p50_us, digits, one.p99_us, digits, one.cpu_us, digits);
  };
  line("bare Beast echo", median(bares), 0, 1);
  line("ours", median(ours), 0, 1);
  line("ratio", median(ratios), 2, 2);
  return median(ratios).per_second;
}

}  // namespace vestibule::bench
