#pragma once
// Where a board's Memory outlives the program: a small JSON file, replaced whole.

#include <filesystem>

#include "board_model.hpp"

namespace vestibule::board {

class MemoryFile {
 public:
  /// An empty path keeps nothing.
  explicit MemoryFile(std::filesystem::path path) : path_(std::move(path)) {}

  /// Nothing remembered if there is no file or it is not whole: then no old call is shown as new.
  Memory load() const;
  Result<> save(const Memory& memory) const;

 private:
  std::filesystem::path path_;
};

}  // namespace vestibule::board
