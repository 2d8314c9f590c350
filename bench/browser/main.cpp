// bench_browser: the screen and the kiosk beside the same pages in Chromium: memory, time to the first frame, processor when idle.

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "client.hpp"
#include "glass.hpp"
#include "house.hpp"
#include "process_tree.hpp"

using namespace vestibule;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int starts = 5;
constexpr auto settle = 10s, idle = 20s;

struct Figures {
  double start_ms = 0;  ///< the best of all
  int processes = 0;
  double pss_mb = 0;
  double idle_percent = 0;  ///< of one core
};

template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "bench_browser: %s\n", result.error().message.c_str());
  std::exit(1);
}

void wait_for(const std::function<bool()>& condition, const char* what) {
  for (const auto end = Clock::now() + 30s; !condition(); std::this_thread::sleep_for(2ms))
    if (Clock::now() > end) std::fprintf(stderr, "bench_browser: %s within 30 s\n", what), std::exit(1);
}

Figures measure(const bench::Glass& glass, link::ChildOptions program) {
  program.environment.emplace_back("DISPLAY", glass.name());
  program.environment.emplace_back("SDL_AUDIODRIVER", "dummy");
  Figures figures;
  for (int run = 1; run <= starts; ++run) {
    wait_for([&] { return !glass.shows_something(); }, "the last window is not gone");
    const auto begun = Clock::now();
    auto child = must(link::ChildProcess::start(program));
    wait_for([&] { return glass.shows_something(); }, (program.command.front() + " shows nothing").c_str());
    const double took = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    figures.start_ms = run == 1 ? took : std::min(figures.start_ms, took);
    if (run < starts) continue;
    std::this_thread::sleep_for(settle);
    const auto before = bench::use_of(child.pid());
    std::this_thread::sleep_for(idle);
    const auto after = bench::use_of(child.pid());
    figures.processes = after.processes;
    figures.pss_mb = after.pss_mb;
    figures.idle_percent = 100 * (after.cpu_seconds - before.cpu_seconds) / std::chrono::duration<double>(idle).count();
  }
  return figures;
}

link::ChildOptions chromium(const std::filesystem::path& folder, const std::string& page) {
  link::ChildOptions options;
  options.command = {"chromium", "--kiosk", "--no-first-run", "--disable-extensions", "--disable-sync", "--disable-background-networking",
                     "--disable-component-update", "--window-position=0,0", "--window-size=1920,1080",
                     "--user-data-dir=" + (folder / ("profile-" + page)).string()};
  if (geteuid() == 0) options.command.push_back("--no-sandbox");
  options.command.push_back(std::string("file://") + VESTIBULE_PAGES + "/" + page + ".html");
  options.output = folder / "chromium.log";
  return options;
}

link::ChildOptions ours(const bench::House& house, std::vector<std::string> command, const std::string& account, const std::string& log) {
  const auto password = house.folder() / (account + ".password");
  std::ofstream(password) << house.broker().password(account) << '\n';
  link::ChildOptions options;
  options.command = std::move(command);
  options.command.insert(options.command.end(), {"--password-file", password.string()});
  options.output = house.folder() / log;
  return options;
}

/// A hall in which something has happened: twelve people, six of them called.
void fill(const bench::House& house) {
  bench::Client desk(house.broker(), "counter-1");
  const auto do_ = [&](const char* name, const json::value& body) { (void)must(desk.ask(wire::Verb::do_, name, body).answer); };
  do_("queue.open_day", json::object{});
  do_("queue.open_desk", {{"desk", "counter-1"}});
  for (int i = 0; i < 12; ++i) do_("queue.issue_token", {{"service", "registration"}, {"language", "en"}});
  for (int i = 0; i < 6; ++i) {
    do_("queue.call_next", {{"desk", "counter-1"}});
    if (i == 5) break;
    do_("queue.start", {{"desk", "counter-1"}});
    do_("queue.finish", {{"desk", "counter-1"}});
  }
}

void print(const char* name, const Figures& figures) {
  std::printf("  %-30s%10d%10.1f%12.0f%12.3f\n", name, figures.processes, figures.pss_mb, figures.start_ms, figures.idle_percent);
}

void compare(const char* name, const Figures& ours, const Figures& browser) {
  std::printf("  %-28s memory 1/%.1f (wanted 1/6)   start %.0f ms, 1/%.1f (wanted 500 ms, 1/5)   idle %.3f %%, 1/%.1f (wanted 0.5 %%, 1/10)\n", name,
              browser.pss_mb / ours.pss_mb, ours.start_ms, browser.start_ms / ours.start_ms, ours.idle_percent,
              browser.idle_percent / std::max(ours.idle_percent, 0.001));
}

}  // namespace

/// With the word "ours" Chromium is left out: for whoever works on these figures.
int main(int argc, char**) {
  const bool alone = argc > 1;
  bench::House house({"counter-1", "screen-main", "kiosk-1"});
  const bench::Glass glass(house.folder());
  fill(house);
  std::printf("  %-30s%10s%10s%12s%12s\n", "1920x1080, Xvfb", "processes", "PSS MB", "start ms", "idle %");
  const auto port = std::to_string(house.broker().port());
  const auto board = measure(glass, ours(house, {VESTIBULE_SCREEN, "--client", "screen-main", "--area", "main", "--port", port, "--language", "en", "ar",
                                                 "--fullscreen"}, "screen-main", "screen.log"));
  print("waiting-room screen", board);
  const auto kiosk = measure(glass, ours(house, {VESTIBULE_KIOSK, "--name", "kiosk-1", "--port", port, "--printer", (house.folder() / "tickets").string(),
                                                 "--state", (house.folder() / "kiosk-state").string(),
                                                 "--fullscreen"}, "kiosk-1", "kiosk.log"));
  print("kiosk", kiosk);
  if (alone) return 0;
  const auto board_page = measure(glass, chromium(house.folder(), "board"));
  print("the screen's page in Chromium", board_page);
  const auto kiosk_page = measure(glass, chromium(house.folder(), "kiosk"));
  print("the kiosk's page in Chromium", kiosk_page);
  compare("screen beside Chromium", board, board_page);
  compare("kiosk beside Chromium", kiosk, kiosk_page);
  return 0;
}
