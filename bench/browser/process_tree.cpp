#include "process_tree.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace vestibule::bench {
namespace {

struct Process {
  pid_t parent = 0;
};

/// Field 4 of /proc/PID/stat (proc(5)); the name in field 2 may hold spaces and brackets.
Process read_stat(const std::filesystem::path& folder) {
  std::ifstream file(folder / "stat");
  std::string line;
  std::getline(file, line);
  const auto name_ends = line.rfind(')');
  if (name_ends == line.npos) return {};
  char state = 0;
  long parent = 0;
  if (std::sscanf(line.c_str() + name_ends + 1, " %c %ld", &state, &parent) != 2) return {};
  return {static_cast<pid_t>(parent)};
}

/// The first field of each thread's schedstat: nanoseconds on a processor. The ticks in `stat` are 10 ms each, as much as a page at rest
/// uses in ten seconds. Threads that end between two looks are left out: that is in Chromium's favour.
double cpu_seconds_of(pid_t pid) {
  double seconds = 0;
  std::error_code gone;
  for (const auto& thread : std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/task", gone)) {
    std::ifstream file(thread.path() / "schedstat");
    double nanoseconds = 0;
    if (file >> nanoseconds) seconds += nanoseconds / 1e9;
  }
  return seconds;
}

double pss_of(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/smaps_rollup");
  for (std::string word; file >> word;)
    if (word == "Pss:") {
      double kilobytes = 0;
      file >> kilobytes;
      return kilobytes / 1024;
    }
  return 0;
}

}  // namespace

Use use_of(pid_t root) {
  std::map<pid_t, Process> all;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const auto name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") == name.npos) all[static_cast<pid_t>(std::stol(name))] = read_stat(entry.path());
  }
  Use use;
  std::vector<pid_t> open{root};
  while (!open.empty()) {
    const pid_t pid = open.back();
    open.pop_back();
    ++use.processes;
    use.pss_mb += pss_of(pid);
    use.cpu_seconds += cpu_seconds_of(pid);
    for (const auto& [child, process] : all)
      if (process.parent == pid) open.push_back(child);
  }
  return use;
}

}  // namespace vestibule::bench
