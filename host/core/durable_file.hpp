#pragma once
// Files that are there after a power cut or not at all: made anew, appended to, and put in the place of another.

#include <filesystem>
#include <string>
#include <string_view>

#include "vestibule/result.hpp"

namespace vestibule::core {

/// A file descriptor that closes itself.
class OpenFile {
 public:
  OpenFile() = default;
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  OpenFile& operator=(OpenFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~OpenFile();

  explicit operator bool() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  /// All of it, or `unavailable` with the reason.
  Result<> write(std::string_view bytes);
  /// As much as there is, up to `size` bytes; short only at the end of the file.
  Result<std::string> read(std::size_t size);
  Result<> sync();

 private:
  int descriptor_ = -1;
};

/// A file that was not there before, for its owner alone (0600) unless `mode` says otherwise; `conflict` if there is one.
Result<OpenFile> make_file(const std::filesystem::path& path, unsigned mode = 0600);
/// `not_found` if there is none.
Result<OpenFile> open_file(const std::filesystem::path& path);

/// make_file with this content, on the disk when it returns.
Result<> write_new_file(const std::filesystem::path& path, std::string_view content, unsigned mode = 0600);
/// The file has this content when it returns, or what it had before.
Result<> replace_file(const std::filesystem::path& path, std::string_view content);
/// Adds one line to a file, which is made if absent; on the disk when it returns. A line a power cut has torn is ended first.
Result<> append_line(const std::filesystem::path& path, const std::string& line);
/// What a folder lists is on the disk as well.
Result<> sync_folder(const std::filesystem::path& folder);

}  // namespace vestibule::core
