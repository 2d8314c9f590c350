// bench_restart [TOKENS]: from kill -9 to the first answer, with a full database.

#include <signal.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <vector>

#include <vestibule/link/broker.hpp>
#include <vestibule/link/child_process.hpp>

#include "core/http/client.hpp"
#include "runs.hpp"

using namespace vestibule;
namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

namespace {

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "bench_restart: %s\n", why.c_str());
  std::exit(1);
}

/// Resident memory of a process in MB.
double resident(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  return 0;
}

/// Starts a host and asks until it answers; the seconds that took.
double time_to_answer(link::ChildProcess& host, const link::ChildOptions& options, int port) {
  const auto begun = std::chrono::steady_clock::now();
  auto started = link::ChildProcess::start(options);
  if (!started) give_up(started.error().message);
  host = *std::move(started);
  for (;;) {
    core::http::Client client({.port = static_cast<std::uint16_t>(port), .patience = std::chrono::milliseconds(1000)});
    const auto answer = client.get("queue.day", json::object{});
    const Seconds passed = std::chrono::steady_clock::now() - begun;
    if (answer) return passed.count();
    if (!host.running()) give_up("the host ended; see host.log: " + answer.error().message);
    if (passed > Seconds{30}) give_up("no answer within 30 s: " + answer.error().message);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int tokens = argc > 1 ? std::atoi(argv[1]) : 100'000;
  std::string folder = (fs::temp_directory_path() / "bench-restart-XXXXXX").string();
  if (tokens < 1 || !mkdtemp(folder.data())) give_up("needs a number of tokens and a folder it may write");
  std::printf("issuing %d tokens ...\n", tokens);
  bench::run_house(folder + "/vestibule.db", tokens);

  const int port = link::free_loopback_port();
  std::ofstream(folder + "/vestibule.toml") << "[host]\ndisabled = [\"identity\"]\nplugins = \"" << VESTIBULE_PLUGINS << "\"\n[http]\nport = " << port
                                            << "\n[mqtt]\nenabled = false\n[queue]\nhospital = \"" << VESTIBULE_ASSETS << "/demo-hospital.toml\"\n";
  link::ChildOptions options;
  options.command = {VESTIBULE_PROGRAM, "serve", "--settings", folder + "/vestibule.toml"};
  options.output = folder + "/host.log";
  std::vector<double> times;
  double memory = 0;
  link::ChildProcess host;
  for (int round = 0; round < 6; ++round) {
    const double seconds = time_to_answer(host, options, port);
    if (round > 0) times.push_back(seconds);  // the first start follows an orderly end
    memory = std::max(memory, resident(host.pid()));
    host.signal(SIGKILL);
    host.wait(Duration{2000});
  }
  fs::remove_all(folder);
  std::sort(times.begin(), times.end());
  std::printf("with %d tokens in the database, after kill -9, median of %zu\n", tokens, times.size());
  std::printf("  first answer after   %6.3f s   (wanted: under 1)   slowest %.3f s\n", times[times.size() / 2], times.back());
  std::printf("  resident memory      %6.1f MB  (wanted: under 60)\n", memory);
  return 0;
}
