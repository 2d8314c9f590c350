#include "crash_book.hpp"

#include <fcntl.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>

namespace vestibule::core {
namespace {

constexpr int crashes_allowed = 3;
constexpr std::chrono::minutes window{10};

// What a signal handler may touch: nothing that allocates, nothing that locks.
int crash_file = -1;
thread_local std::array<char, 80> running{"-"};

/// Where the handler runs on this thread: a plugin that calls itself for ever has used up the other stack.
class SpareStack {
 public:
  SpareStack() : room_(std::make_unique<char[]>(size)) {
    stack_t spare{};
    spare.ss_sp = room_.get();
    spare.ss_size = size;
    ::sigaltstack(&spare, nullptr);
  }
  SpareStack(const SpareStack&) = delete;
  SpareStack& operator=(const SpareStack&) = delete;
  ~SpareStack() {
    stack_t none{};
    none.ss_flags = SS_DISABLE;
    ::sigaltstack(&none, nullptr);
  }

 private:
  static constexpr std::size_t size = 32 * 1024;
  std::unique_ptr<char[]> room_;
};

/// Writes the number's digits before `end` and returns the first of them.
char* digits_before(char* end, long long number) {
  do *--end = static_cast<char>('0' + number % 10);
  while ((number /= 10) > 0);
  return end;
}

void write_down(int signal_number) {
  std::array<char, 128> line;
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  char* const middle = line.data() + 32;
  char* const begin = digits_before(middle, static_cast<long long>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000);
  char* end = middle;
  *end++ = ' ';
  for (const char* c = running.data(); *c; ++c) *end++ = *c;
  *end++ = '\n';
  if (crash_file >= 0 && ::write(crash_file, begin, static_cast<std::size_t>(end - begin)) > 0) ::fsync(crash_file);
  ::raise(signal_number);  // SA_RESETHAND: this time it is the default action
}

struct Crash {
  Instant at;
  std::string guest;
};

std::vector<Crash> read(const std::string& path) {
  std::vector<Crash> crashes;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    long long millis = 0;
    Crash crash;
    if (words >> millis >> crash.guest) crashes.push_back({from_millis(millis), crash.guest});
  }
  return crashes;
}

}  // namespace

CrashBook::CrashBook(std::string path) : path_(std::move(path)) {}

CrashBook::~CrashBook() {
  if (crash_file >= 0) ::close(std::exchange(crash_file, -1));
}

void CrashBook::watch() {
  crash_file = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  struct sigaction action {};
  action.sa_handler = write_down;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER | SA_ONSTACK);
  for (const int number : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT}) ::sigaction(number, &action, nullptr);
}

void CrashBook::set(std::string_view guest) {
  thread_local const SpareStack spare;
  const std::string_view name = guest.empty() ? "-" : guest.substr(0, running.size() - 1);
  std::memcpy(running.data(), name.data(), name.size());
  running[name.size()] = '\0';
}

std::vector<std::string> CrashBook::recent(Instant now) const {
  std::vector<std::string> sentences;
  for (const auto& crash : read(path_))
    if (crash.at > now - window && crash.at <= now)
      sentences.push_back(fmt::format("the process went down at {} {}", to_iso(crash.at),
                                      crash.guest == "-" ? "in the host's own code" : "while plugin " + crash.guest + " was at work"));
  return sentences;
}

std::map<std::string, std::string> CrashBook::quarantined(Instant now) const {
  std::map<std::string, int> counts;
  for (const auto& crash : read(path_))
    if (crash.at > now - window && crash.at <= now) ++counts[crash.guest];
  std::map<std::string, std::string> found;
  for (const auto& [guest, count] : counts)
    if (guest != "-" && count >= crashes_allowed)
      found[guest] = fmt::format("it took the process down {} times in {} minutes; 'vestibule plugins --release {}' lets it in again",
                                 count, window.count(), guest);
  return found;
}

Result<> CrashBook::release(const std::string& guest) {
  auto crashes = read(path_);
  if (std::erase_if(crashes, [&](const Crash& crash) { return crash.guest == guest; }) == 0)
    return fail(Code::not_found, "no crash of '{}' is written down in {}", guest, path_);
  std::ofstream out(path_, std::ios::trunc);
  for (const auto& crash : crashes) out << to_millis(crash.at) << ' ' << crash.guest << '\n';
  if (!out.flush()) return fail(Code::unavailable, "{} cannot be written", path_);
  return {};
}

}  // namespace vestibule::core
