// vestibule demo: the front hall played on this machine.

#include "demo/demo.hpp"

#include "commands.hpp"
#include "site.hpp"

namespace vestibule::cli {

int demo(const DemoWishes& wishes) {
  demo::DemoOptions options;
  options.program = std::filesystem::read_symlink("/proc/self/exe");
  options.hospital = wishes.hospital.empty() ? share_folder() / "demo-hospital.toml" : std::filesystem::absolute(wishes.hospital);
  options.folder = wishes.folder;
  options.pictures = wishes.pictures;
  options.visit = wishes.visit;
  options.keep = wishes.keep;
  options.morning = wishes.morning;
  return demo::play(options);
}

}  // namespace vestibule::cli
