#include "memory_file.hpp"

#include <fstream>
#include <iterator>

namespace vestibule::board {

Memory MemoryFile::load() const {
  std::ifstream file(path_, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return decode_text<Memory>(text).value_or(Memory{});
}

Result<> MemoryFile::save(const Memory& memory) const {
  if (path_.empty()) return {};
  std::filesystem::path fresh = path_;
  fresh += ".new";
  std::ofstream file(fresh, std::ios::binary);
  file << encode_text(memory) << '\n';
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(fresh, path_, error);
  if (!file || error) return fail(Code::unavailable, "cannot write {}: a restart may show calls of the last minutes again as old", path_.string());
  return {};
}

}  // namespace vestibule::board
