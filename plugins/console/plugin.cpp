// The wiring: the pages the web folder's build made, compiled in, handed to the host.

#include <string_view>

#include <vestibule/pages.hpp>
#include <vestibule/plugin.hpp>

// The bytes as they lie on the disk: no array of numbers to compile.
asm(".pushsection .rodata\n"
    ".globl vestibule_console_pages\n"
    ".hidden vestibule_console_pages\n"
    "vestibule_console_pages:\n"
    ".incbin \"" CONSOLE_PAGES_FILE "\"\n"
    ".popsection\n");
extern "C" const char vestibule_console_pages[];

namespace vestibule::console {
namespace {

struct Packed {
  const char* path;
  const char* type;
  std::size_t first, bytes;
  bool for_good;
};

constexpr Packed packed[] = {
#include <pages.inc>  // written by web/build.mjs
};

class Console final : public Plugin {
 public:
  explicit Console(Context& context) : context_(context) {}

  Result<> start() override {
    for (const Packed& page : packed)
      context_.pages.add({page.path, page.type, std::string_view(vestibule_console_pages + page.first, page.bytes), "gzip", page.for_good});
    context_.pages.welcome("/console/");
    return {};
  }

 private:
  Context& context_;
};

}  // namespace
}  // namespace vestibule::console

VESTIBULE_PLUGIN(vestibule::console::Console)
