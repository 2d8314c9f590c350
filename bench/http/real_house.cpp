// No claim of its own: what a query and a durable command cost through gateway, loop, plugin and SQLite, beside a bare echo.
// (How fast durable commands may be is the durable bench's matter; here it shows what HTTP adds.)

#include <fmt/format.h>

#include <filesystem>
#include <future>

#include "core/host.hpp"
#include "core/http/server.hpp"
#include "core/http_api.hpp"
#include "core/real_seams.hpp"
#include "core/settings_file.hpp"
#include "core/silent_bus.hpp"
#include "load.hpp"
#include "vestibule/link/system.hpp"

using namespace vestibule;

namespace {

struct Silent final : Log {
  void write(Level, std::string_view) override {}
};

/// A folder on the disk for the database; it goes with the object.
struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / fmt::format("vestibule-bench-{}", ::getpid())) {
    std::filesystem::create_directory(path);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::filesystem::path path;
};

std::string write_word(std::uint64_t number) {
  const auto body = fmt::format(R"({{"word":"word {}"}})", number);
  return fmt::format(
      "POST /api/v1/ledger.write HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: bench-{}\r\n"
      "Content-Length: {}\r\n\r\n{}",
      number, body.size(), body);
}
std::string get(const char* query) { return fmt::format("GET /api/v1/{} HTTP/1.1\r\nHost: localhost\r\n\r\n", query); }

Result<> run() {
  const Folder folder;
  Silent log;
  link::SystemClock clock;
  link::SystemRandom random;
  core::AsioLoop loop;
  core::ThreadWorkers workers(loop, 2);
  core::SilentBus bus;
  VESTIBULE_TRY(auto settings, core::SettingsFile::parse("[ledger]\nmost = 1000000000\n", "bench.toml", core::read_file));
  const core::HostOptions options{(folder.path / "house.db").string(), LEDGER_PLUGINS, {}, nullptr};
  VESTIBULE_TRY(auto host, core::Host::open(options, {loop, clock, random, workers, bus, {}}, log, *settings));
  core::HttpApi api(*host, loop);
  prometheus::Registry registry;
  VESTIBULE_TRY(auto server, core::http::Server::start(api, registry, log, {}));

  // The loop's thread is the one that opened the house; the load has another.
  auto measured = std::async(std::launch::async, [&, port = server->port()] {
    bench::print_heading();
    bench::compare_with_bare(
        "query on the loop", port, [](std::uint64_t) { return get("ledger.count"); }, 32, 3'200);
    bench::compare_with_bare(
        "query on a reader", port, [](std::uint64_t) { return get("ledger.count_rows"); }, 32, 3'200);
    bench::compare_with_bare("durable command", port, write_word, 1, 100);
    bench::compare_with_bare("durable command", port, write_word, 64, 3'200);
    server->begin_stop([&loop] { loop.stop(); });
  });
  loop.run();
  measured.get();
  return {};
}

}  // namespace

int main() {
  const auto done = run();
  if (!done) fmt::print(stderr, "{}\n", done.error().message);
  return done ? 0 : 1;
}
