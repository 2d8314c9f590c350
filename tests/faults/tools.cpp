#include "tools.hpp"

#include <fmt/format.h>
#include <chrono>

#include "vestibule/link/child_process.hpp"

namespace vestibule::faults {
namespace fs = std::filesystem;

bool can_trace() {
  auto traced = link::ChildProcess::start({{"strace", "-o", "/dev/null", "-e", "trace=none", "true"}, {}, "/dev/null", {}});
  return traced && traced->wait(std::chrono::seconds{10}) == 0;
}

std::vector<std::string> failing_sync(int nth, const fs::path& database) {
  return {"strace", "-D",
          "-f",     "-q",
          "-o",     "/dev/null",
          "-P",     database.string(),
          "-P",     database.string() + "-wal",
          "-e",     "trace=fdatasync,fsync",
          "-e",     fmt::format("inject=fdatasync,fsync:error=EIO:when={}", nth)};
}

fs::path faketime_library() {
  std::error_code ignored;
  for (const auto& folder : fs::directory_iterator("/usr/lib", ignored))
    if (const auto file = folder.path() / "faketime" / "libfaketimeMT.so.1"; fs::exists(file, ignored)) return file;
  return {};
}

}  // namespace vestibule::faults
