// A file that says it is a backup: only what was sealed with the key opens, with every byte of it; whatever else is refused
// with a sentence that names the file.

#include <sodium.h>
#include <sys/mman.h>
#include <unistd.h>

#include "backup/backup_file.hpp"
#include "fuzz.hpp"

using namespace vestibule;
using namespace vestibule::core;
using fuzz::hold;

namespace {

/// A file in memory, with a path.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : file_(::memfd_create("fuzz", MFD_CLOEXEC)) {
    hold(static_cast<bool>(file_) && file_.write(bytes).has_value() && ::lseek(file_.descriptor(), 0, SEEK_SET) == 0, "no file in memory");
  }
  OpenFile& open() { return file_; }
  std::string path() const { return fmt::format("/proc/self/fd/{}", file_.descriptor()); }
  std::string content() {
    ::lseek(file_.descriptor(), 0, SEEK_SET);
    return file_.read(1 << 20).value_or("");
  }

 private:
  OpenFile file_;
};

const std::string key(backup_key_size, 'k');

/// A backup that is in order, of these bytes.
std::string sealed(std::string_view plain) {
  MemoryFile in(plain), out("");
  BackupHeader header;
  header.database = "epoch-a";
  header.sequence = 17;
  header.bytes = static_cast<std::int64_t>(plain.size());
  hold(seal(in.open(), header, key, out.open()).has_value(), "it cannot be sealed");
  return out.content();
}

Result<std::string> opened(std::string_view bytes) {
  const MemoryFile file(bytes);
  std::string plain;
  const auto header = unseal(file.path(), key, [&](std::string_view piece) -> Result<> { return plain += piece, Result<>{}; });
  if (!header) {
    hold(header.error().message.find(file.path()) != std::string::npos, "an error without its file: {}", header.error().message);
    return tl::unexpected(header.error());
  }
  hold(header->bytes == static_cast<std::int64_t>(plain.size()), "{} bytes instead of {}", plain.size(), header->bytes);
  return plain;
}

}  // namespace

/// The first byte says what is done with the rest: '0', it is a backup as it stands; '1', it is sealed and must open; any other,
/// it is sealed and then changed as the rest says.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hold(sodium_init() >= 0, "libsodium does not start");
  fuzz::Choices choices(fuzz::text_of(data, size));
  const auto way = choices.byte();
  if (way == '0') {
    hold(!opened(choices.rest()), "a backup that nobody has sealed opens");
    return 0;
  }
  if (way == '1') {
    const std::string plain(choices.rest());
    const auto back = opened(sealed(plain));
    hold(back == plain, "what was sealed does not come back: {}", back ? "" : back.error().message);
    return 0;
  }
  const std::string good = sealed("a database, or what passes for one in a test");
  std::string bad = good;
  while (choices.left()) {
    const std::size_t at = (choices.byte() * std::size_t{256} + choices.byte()) % (bad.size() + 1);
    const auto act = choices.byte();
    if (act % 4 == 0) bad.erase(at, act / 4);
    else if (act % 4 == 1) bad.insert(at, choices.take(act / 4));
    else if (at < bad.size()) bad[at] = static_cast<char>(choices.byte());
  }
  if (bad != good) hold(!opened(bad), "a changed backup opens");
  return 0;
}
