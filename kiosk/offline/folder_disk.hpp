#pragma once
// A folder of the real disk.

#include <filesystem>
#include <map>
#include <memory>

#include "disk.hpp"

namespace vestibule::kiosk {

class FolderDisk final : public Disk {
 public:
  /// Makes the folder if it is not there. `unavailable` if it cannot be written.
  static Result<std::unique_ptr<FolderDisk>> open(const std::filesystem::path& folder);
  ~FolderDisk() override;

  Result<std::string> read(const std::string& name) override;
  Result<> append(const std::string& name, const std::string& bytes) override;
  Result<> replace(const std::string& name, const std::string& bytes) override;

 private:
  FolderDisk(std::filesystem::path folder, int descriptor) : folder_(std::move(folder)), directory_(descriptor) {}
  void forget(const std::string& name);

  const std::filesystem::path folder_;
  const int directory_;
  std::map<std::string, int> appending_;  ///< files kept open for appending
};

}  // namespace vestibule::kiosk
