// bench_latency: from the kiosk's request to its answer, and from a call to its painted frame, beside a bare echo.

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "client.hpp"
#include "echo.hpp"
#include "house.hpp"

using namespace vestibule;
using bench::percentile;
using wire::Verb;

namespace {

constexpr int turns = 5, rounds = 500, calls = 200;
constexpr double two_frames = 2 * 16'700;

json::value answer_of(bench::Client::Answered answered) {
  if (answered.answer) return *std::move(answered.answer);
  std::fprintf(stderr, "bench_latency: %s\n", answered.answer.error().message.c_str());
  std::exit(1);
}

bench::Latencies issue(bench::Client& kiosk) {
  bench::Latencies latencies;
  for (int i = 0; i < rounds; ++i) {
    auto answered = kiosk.ask(Verb::do_, "queue.issue_token", {{"service", "registration"}, {"language", "en"}});
    latencies.push_back(answered.micros);
    answer_of(std::move(answered));
  }
  return latencies;
}

/// What no host can be faster than: a file as long as the database's log is before it starts again, written in place, as much
/// at once as a token's commit writes, and synced. The commit of one token was seen to write five pages.
class Disk {
 public:
  explicit Disk(const std::filesystem::path& path) : file_(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    for (int i = 0; i < places; ++i) write(i);
    if (file_ < 0 || fsync(file_) != 0) std::perror("bench_latency"), std::exit(1);
  }
  ~Disk() { close(file_); }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  void commit() {
    write(next_++ % places);
    if (fdatasync(file_) != 0) std::perror("bench_latency"), std::exit(1);
  }

 private:
  static constexpr int places = 800;
  static constexpr std::size_t bytes = 5 * 4120;

  void write(int place) {
    static const std::string pages(bytes, 'v');
    if (pwrite(file_, pages.data(), bytes, static_cast<off_t>(bytes) * place) != static_cast<ssize_t>(bytes))
      std::perror("bench_latency"), std::exit(1);
  }

  const int file_;
  int next_ = 0;
};

/// The sequence of the last call of the area.
std::int64_t last_call(bench::Client& desk) {
  const auto board = answer_of(desk.ask(Verb::ask, "queue.board", {{"area", "main"}}));
  return board.at("calls").as_array().back().at("sequence").to_number<std::int64_t>();
}

/// One patient called and served; the microseconds until the call was painted, negative if it was not within `patience`.
double call_one(bench::Client& desk, bench::Ear& ear, Duration patience) {
  const auto begun = std::chrono::steady_clock::now();
  answer_of(desk.ask(Verb::do_, "queue.call_next", {{"desk", "counter-1"}}));
  const double micros = ear.painted(last_call(desk), begun, patience);
  answer_of(desk.ask(Verb::do_, "queue.start", {{"desk", "counter-1"}}));
  answer_of(desk.ask(Verb::do_, "queue.finish", {{"desk", "counter-1"}}));
  for (const auto end = begun + std::chrono::milliseconds(120); std::chrono::steady_clock::now() < end;)
    answer_of(desk.ask(Verb::ask, "queue.day", json::object{}));  // until the call has had its time alone
  return micros;
}

bench::Latencies call(bench::Client& desk, bench::Ear& ear) {
  answer_of(desk.ask(Verb::do_, "queue.open_desk", {{"desk", "counter-1"}}));
  int before = 0;  // a screen that has just started shows no call that was made before it looked
  while (call_one(desk, ear, Duration{500}) < 0)
    if (++before == 40) std::fprintf(stderr, "bench_latency: the screen does not start\n"), std::exit(1);
  bench::Latencies latencies;
  while (latencies.size() < calls) {
    latencies.push_back(call_one(desk, ear, Duration{10'000}));
    if (latencies.back() < 0) std::fprintf(stderr, "bench_latency: a call was not painted within 10 s\n"), std::exit(1);
  }
  return latencies;
}

void append(bench::Latencies& all, const bench::Latencies& more) { all.insert(all.end(), more.begin(), more.end()); }

void print(const char* name, const bench::Latencies& all) {
  std::printf("  %-36s%8zu%10.0f%10.0f\n", name, all.size(), percentile(all, 0.5), percentile(all, 0.99));
}

}  // namespace

/// With `tokens` the screen is left out, which takes most of the time.
int main(int count, char** words) {
  const bool only_tokens = count > 1 && std::string_view(words[1]) == "tokens";
  bench::House house({bench::echo_client, "kiosk-1", "counter-1", "screen-main"});
  bench::Client kiosk(house.broker(), "kiosk-1"), desk(house.broker(), "counter-1");
  answer_of(desk.ask(Verb::do_, "queue.open_day", json::object{}));
  Disk disk(house.folder() / "limit");
  bench::Latencies bare, synced, tokens;
  for (int turn = 0; turn < turns; ++turn) {
    append(bare, bench::bare_echo(house.broker(), rounds));
    append(synced, bench::bare_echo(house.broker(), rounds, [&disk] { disk.commit(); }));
    append(tokens, issue(kiosk));
  }
  std::printf("  %-36s%8s%10s%10s\n", "microseconds", "rounds", "p50", "p99");
  print("bare echo through the broker", bare);
  print("echo that writes and syncs 5 pages", synced);
  print("token, durable, through the host", tokens);
  const double floor = percentile(bare, 0.99), token = percentile(tokens, 0.99);
  std::printf("  token / bare echo                      p50 %5.2f   p99 %5.2f   (wanted: p99 at most 3)\n",
              percentile(tokens, 0.5) / percentile(bare, 0.5), token / floor);
  std::printf("  token / echo that syncs: the limit     p50 %5.2f   p99 %5.2f\n", percentile(tokens, 0.5) / percentile(synced, 0.5),
              token / percentile(synced, 0.99));
  if (only_tokens) return 0;

  bench::Ear ear(house.broker(), bench::host_account);
  house.start_screen("screen-main", "main");
  const auto painted = call(desk, ear);

  const double frame = percentile(painted, 0.99);
  print("call to painted frame, 1920x1080", painted);
  std::printf("  call to painted p99 - token p99        %8.1f ms       (wanted: at most %.1f)\n", (frame - token) / 1000, two_frames / 1000);
  return 0;
}
