// The system's calls that change files, in this program's own version: SQLite, the library and we ourselves reach these first.

#include "cut_folder.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdarg>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "simulated.hpp"

namespace vestibule::test {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t sector = 512;
constexpr int power_cut = 9, failed = 8;

template <class Function>
Function real(const char* name) { return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name)); }
const auto real_write = real<ssize_t (*)(int, const void*, size_t)>("write");
const auto real_pwrite = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
const auto real_truncate = real<int (*)(int, off64_t)>("ftruncate64");
const auto real_rename = real<int (*)(const char*, const char*)>("rename");
const auto real_unlink = real<int (*)(const char*)>("unlink");
const auto real_remove = real<int (*)(const char*)>("remove");
const auto real_open = real<int (*)(const char*, int, ...)>("open64");

/// A change of a name, and how it comes undone.
using Undo = std::function<void()>;

/// The folder as the disk has it for certain. There is one in the process that will lose its power, and none elsewhere.
class Disk {
 public:
  Disk(fs::path folder, std::uint64_t n, std::uint64_t seed) : folder_(std::move(folder)), at_(n), random_(seed), lost_(folder_.string() + ".lost") {
    fs::create_directory(lost_);
    for (const auto& entry : fs::directory_iterator(folder_))
      if (entry.is_regular_file()) certain_[inode_of(entry.path())] = content_of(entry.path());
  }

  bool holds(const char* path) const { return fs::path(path).parent_path() == folder_; }
  bool holds(int descriptor) const { return certain_.contains(inode_of(descriptor)); }
  bool is_folder(int descriptor) const { return inode_of(descriptor) == inode_of(folder_); }

  /// One more call. `half`: what of it still happens if this is the one.
  template <class Half>
  void count(Half half) {
    if (++calls_ < at_) return;
    if (chance().below(2) == 0) half();
    lose_power();
  }
  void made(const std::string& path) {
    certain_[inode_of(path)] = "";
    undo_.push_back([path] { real_unlink(path.c_str()); });
  }
  void synced(int descriptor) { certain_[inode_of(descriptor)] = content_of("/proc/self/fd/" + std::to_string(descriptor)); }
  void names_synced() { undo_.clear(); }

  int rename(const char* from, const char* to) {
    const auto kept = keep(to);
    const int result = real_rename(from, to);
    if (result == 0)
      undo_.push_back([kept, from = std::string(from), to = std::string(to)] {
        real_rename(to.c_str(), from.c_str());
        if (kept) real_rename(kept->c_str(), to.c_str());
      });
    return result;
  }
  int unlink(const char* path) {
    const auto kept = keep(path);
    if (kept) undo_.push_back([kept, path = std::string(path)] { real_rename(kept->c_str(), path.c_str()); });
    return real_unlink(path);
  }

 private:
  RandomStream& chance() { return random_.stream("cut"); }

  static ino_t inode_of(int descriptor) {
    struct stat64 found {};
    return fstat64(descriptor, &found) == 0 ? found.st_ino : 0;
  }
  static ino_t inode_of(const fs::path& path) {
    struct stat64 found {};
    return stat64(path.c_str(), &found) == 0 ? found.st_ino : 0;
  }
  static std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  /// The file under another name elsewhere, so that it can come back.
  std::optional<std::string> keep(const char* path) {
    std::string name = (lost_ / std::to_string(kept_++)).string();
    return ::link(path, name.c_str()) == 0 ? std::optional(name) : std::nullopt;
  }

  [[noreturn]] void lose_power() {
    const auto stay = chance().below(undo_.size() + 1);  // a disk's own journal keeps the order of names
    for (; undo_.size() > stay; undo_.pop_back()) undo_.back()();
    for (const auto& entry : fs::directory_iterator(folder_))
      if (entry.is_regular_file()) lose_unsynced(entry.path());
    _exit(power_cut);
  }

  void lose_unsynced(const fs::path& path) {
    const std::string& sure = certain_[inode_of(path)];
    const std::string now = content_of(path);
    if (now == sure) return;
    std::string left = chance().below(2) == 0 ? now : sure;
    const auto what = chance().below(3);  // none, all, some sectors
    if (what == 0) left = sure;
    if (what == 1) left = now;
    for (std::size_t begin = 0; what == 2 && begin < left.size(); begin += sector) {
      const std::string& from = chance().below(2) == 0 ? now : sure;
      if (begin < from.size()) left.replace(begin, sector, from, begin, std::min(sector, left.size() - begin));
    }
    const int file = real_open(path.c_str(), O_WRONLY | O_TRUNC);
    (void)!real_write(file, left.data(), left.size());
    ::close(file);
  }

  const fs::path folder_;
  const std::uint64_t at_;
  std::uint64_t calls_ = 0;
  kit::SimulatedRandom random_;
  const fs::path lost_;
  int kept_ = 0;
  std::map<ino_t, std::string> certain_;
  std::vector<Undo> undo_;  ///< since the folder was synced
};

Disk* disk = nullptr;

ssize_t half_write(int descriptor, const void* bytes, size_t size) { return real_write(descriptor, bytes, size / 2); }

int synced(int descriptor) {
  if (disk && disk->is_folder(descriptor)) {
    disk->count([] { disk->names_synced(); });
    disk->names_synced();
  } else if (disk && disk->holds(descriptor)) {
    disk->count([=] { disk->synced(descriptor); });
    disk->synced(descriptor);
  }
  return 0;  // nor does anybody wait for the real disk
}

int removed(const char* path) {
  disk->count([=] { disk->unlink(path); });
  return disk->unlink(path);
}

int opened(const char* path, int flags, mode_t mode) {
  if (!disk || (flags & O_CREAT) == 0 || !disk->holds(path) || ::access(path, F_OK) == 0) return real_open(path, flags, mode);
  disk->count([] {});
  const int descriptor = real_open(path, flags, mode);
  if (descriptor >= 0) disk->made(path);
  return descriptor;
}

}  // namespace

Ended run_until_cut(const fs::path& folder, std::uint64_t n, std::uint64_t seed, const std::function<bool()>& work) {
  fs::remove_all(folder.string() + ".lost");
  const pid_t child = fork();
  if (child == 0) {
    Disk here(folder, n, seed);
    disk = &here;
    bool done = false;
    try {
      done = work();
    } catch (...) {
    }
    _exit(done ? 0 : failed);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) throw std::runtime_error("no process could be started");
  fs::remove_all(folder.string() + ".lost");
  if (!WIFEXITED(status) || (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != power_cut))
    throw std::runtime_error("the work ended with status " + std::to_string(status) + " in call " + std::to_string(n));
  return WEXITSTATUS(status) == 0 ? Ended::done : Ended::cut;
}

}  // namespace vestibule::test

using vestibule::test::disk;

// Seen by the libraries too, whatever the rest of the program hides.
#pragma GCC visibility push(default)
extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size) {
  if (disk && disk->holds(descriptor)) disk->count([=] { vestibule::test::half_write(descriptor, bytes, size); });
  return vestibule::test::real_write(descriptor, bytes, size);
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t at) {
  if (disk && disk->holds(descriptor)) disk->count([=] { vestibule::test::real_pwrite(descriptor, bytes, size / 2, at); });
  return vestibule::test::real_pwrite(descriptor, bytes, size, at);
}
int ftruncate64(int descriptor, off64_t size) noexcept {
  if (disk && disk->holds(descriptor)) disk->count([=] { vestibule::test::real_truncate(descriptor, size); });
  return vestibule::test::real_truncate(descriptor, size);
}
int fsync(int descriptor) { return vestibule::test::synced(descriptor); }
int fdatasync(int descriptor) { return vestibule::test::synced(descriptor); }
int rename(const char* from, const char* to) noexcept {
  if (!disk || !disk->holds(from)) return vestibule::test::real_rename(from, to);
  disk->count([=] { disk->rename(from, to); });
  return disk->rename(from, to);
}
int unlink(const char* path) noexcept {
  return disk && disk->holds(path) ? vestibule::test::removed(path) : vestibule::test::real_unlink(path);
}
int remove(const char* path) noexcept {
  return disk && disk->holds(path) ? vestibule::test::removed(path) : vestibule::test::real_remove(path);
}
int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return vestibule::test::opened(path, flags, mode);
}
int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return vestibule::test::opened(path, flags, mode);
}

}  // extern "C"
#pragma GCC visibility pop
