#include "folder_disk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace vestibule::kiosk {
namespace {

tl::unexpected<Error> broken(const std::filesystem::path& file, const char* what) {
  return fail(Code::unavailable, "{} cannot be {}: {}", file.string(), what, std::strerror(errno));
}

Result<> write_all(int descriptor, const std::string& bytes, const std::filesystem::path& file) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t wrote = ::write(descriptor, bytes.data() + done, bytes.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return broken(file, "written");
    done += static_cast<std::size_t>(wrote);
  }
  if (::fdatasync(descriptor) != 0) return broken(file, "made durable");
  return {};
}

}  // namespace

Result<std::unique_ptr<FolderDisk>> FolderDisk::open(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0 || ::access(folder.c_str(), W_OK) != 0) return broken(folder, "used as the kiosk's own folder");
  return std::unique_ptr<FolderDisk>(new FolderDisk(folder, descriptor));
}

FolderDisk::~FolderDisk() {
  for (const auto& [name, descriptor] : appending_) ::close(descriptor);
  ::close(directory_);
}

void FolderDisk::forget(const std::string& name) {
  if (const auto found = appending_.find(name); found != appending_.end()) {
    ::close(found->second);
    appending_.erase(found);
  }
}

Result<std::string> FolderDisk::read(const std::string& name) {
  std::ifstream in(folder_ / name, std::ios::binary);
  if (!in) return fail(Code::not_found, "there is no {}", (folder_ / name).string());
  std::string text;
  std::array<char, 16'384> block;
  // Not by iterators: out of them a failing disk throws, and the kiosk would not start.
  while (in.read(block.data(), block.size()) || in.gcount() > 0) text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return fail(Code::unavailable, "{} cannot be read", (folder_ / name).string());
  return text;
}

Result<> FolderDisk::append(const std::string& name, const std::string& bytes) {
  auto found = appending_.find(name);
  if (found == appending_.end()) {
    const int descriptor = ::open((folder_ / name).c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return broken(folder_ / name, "opened");
    found = appending_.emplace(name, descriptor).first;
    if (::fsync(directory_) != 0) return broken(folder_, "made durable");
  }
  return write_all(found->second, bytes, folder_ / name);
}

Result<> FolderDisk::replace(const std::string& name, const std::string& bytes) {
  forget(name);
  const auto part = folder_ / (name + ".part");
  const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return broken(part, "opened");
  const auto written = write_all(descriptor, bytes, part);
  ::close(descriptor);
  VESTIBULE_CHECK(written);
  if (::rename(part.c_str(), (folder_ / name).c_str()) != 0) return broken(folder_ / name, "put in place");
  if (::fsync(directory_) != 0) return broken(folder_, "made durable");
  return {};
}

}  // namespace vestibule::kiosk
