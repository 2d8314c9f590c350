#include "durable_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace vestibule::core {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> failed(const fs::path& path, const char* what) {
  return fail(Code::unavailable, "'{}' cannot be {}: {}", path.string(), what, std::strerror(errno));
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

}  // namespace

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<> OpenFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return fail(Code::unavailable, "writing fails: {}", errno == ENOSPC ? "the disk is full" : std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<std::string> OpenFile::read(std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    const auto got = ::read(descriptor_, bytes.data() + filled, size - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(Code::unavailable, "reading fails: {}", std::strerror(errno));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

Result<> OpenFile::sync() {
  if (::fsync(descriptor_) != 0) return fail(Code::unavailable, "syncing fails: {}", std::strerror(errno));
  return {};
}

Result<OpenFile> make_file(const fs::path& path, unsigned mode) {
  OpenFile file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (!file && errno == EEXIST) return fail(Code::conflict, "'{}' is there already", path.string());
  if (!file) return failed(path, "made");
  return file;
}

Result<OpenFile> open_file(const fs::path& path) {
  OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file && errno == ENOENT) return fail(Code::not_found, "there is no file '{}'", path.string());
  if (!file) return failed(path, "read");
  return file;
}

Result<> write_new_file(const fs::path& path, std::string_view content, unsigned mode) {
  VESTIBULE_TRY(auto file, make_file(path, mode));
  auto written = file.write(content);
  if (written) written = file.sync();
  if (!written) return fail(Code::unavailable, "'{}': {}", path.string(), written.error().message);
  return sync_folder(folder_of(path));
}

Result<> replace_file(const fs::path& path, std::string_view content) {
  const fs::path fresh = path.string() + ".new";
  std::error_code error;
  fs::remove(fresh, error);
  VESTIBULE_CHECK(write_new_file(fresh, content));
  fs::rename(fresh, path, error);
  if (error) return fail(Code::unavailable, "'{}' cannot be written: {}", path.string(), error.message());
  return sync_folder(folder_of(path));
}

Result<> append_line(const fs::path& path, const std::string& line) {
  const bool existed = fs::exists(path);
  OpenFile file(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  if (!file) return failed(path, "written");
  char last = '\n';
  if (const auto size = ::lseek(file.descriptor(), 0, SEEK_END); size > 0 && ::pread(file.descriptor(), &last, 1, size - 1) != 1)
    return failed(path, "read");
  if (const auto written = file.write((last == '\n' ? "" : "\n") + line + "\n"); !written)
    return fail(Code::unavailable, "'{}': {}", path.string(), written.error().message);
  if (const auto synced = file.sync(); !synced) return fail(Code::unavailable, "'{}': {}", path.string(), synced.error().message);
  return existed ? Result<>{} : sync_folder(folder_of(path));
}

Result<> sync_folder(const fs::path& folder) {
  OpenFile file(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!file || ::fsync(file.descriptor()) != 0) return failed(folder, "synced");
  return {};
}

}  // namespace vestibule::core
