#pragma once
// A folder of a broker that goes with the test.

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "broker/site_broker.hpp"
#include "vestibule/link/child_process.hpp"

namespace vestibule::test {

struct Folder {
  std::filesystem::path path;

  Folder() {
    auto name = (std::filesystem::temp_directory_path() / "vestibule-site-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    path = name;
    std::filesystem::permissions(path, std::filesystem::perms::others_exec, std::filesystem::perm_options::add);  // for the broker's account
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }

  std::string write(const char* name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return (path / name).string();
  }
  std::string read(const std::filesystem::path& name) const {
    std::ifstream file(path / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// Whether `openssl ARGUMENTS` ends well; what it prints stands in the file "openssl".
  bool openssl(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "openssl");
    auto child = link::ChildProcess::start({std::move(arguments), {}, path / "openssl", {}});
    REQUIRE(child);
    return child->wait(std::chrono::seconds{30}) == 0;
  }
};

}  // namespace vestibule::test
