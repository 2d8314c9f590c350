#include "vestibule/ui/data.hpp"

#include <cstdlib>

namespace vestibule::ui {

namespace fs = std::filesystem;

Result<fs::path> data_file(std::string_view path) {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const char* named = std::getenv("VESTIBULE_DATA");
  const fs::path roots[] = {named ? fs::path(named) : fs::path{}, program.parent_path().parent_path() / "share/vestibule", VESTIBULE_SOURCE_DIR};
  for (const fs::path& root : roots)
    if (!root.empty() && fs::exists(root / path, error)) return root / path;
  return fail(Code::not_found, "there is no {} beneath $VESTIBULE_DATA, {} or {}", path, roots[1].string(), roots[2].string());
}

}  // namespace vestibule::ui
