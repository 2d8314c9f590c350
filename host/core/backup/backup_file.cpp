#include "backup_file.hpp"

#include <sodium.h>

#include "key_file.hpp"

namespace vestibule::core {
namespace {

constexpr std::string_view first_line = "VESTIBULE BACKUP 1\n";
constexpr std::size_t piece = 65'536, longest_header = 4'096;
constexpr std::size_t overhead = crypto_secretstream_xchacha20poly1305_ABYTES;
static_assert(backup_key_size == crypto_secretstream_xchacha20poly1305_KEYBYTES);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// Hashes what goes by.
class Digest {
 public:
  Digest() { crypto_generichash_init(&state_, nullptr, 0, crypto_generichash_BYTES); }
  void add(std::string_view bytes) { crypto_generichash_update(&state_, bytes_of(bytes), bytes.size()); }
  std::string hex() {
    std::string digest(crypto_generichash_BYTES, '\0');
    crypto_generichash_final(&state_, bytes_of(digest), digest.size());
    return to_hex(digest);
  }

 private:
  crypto_generichash_state state_;
};

struct Opening {
  std::string text;  ///< both lines
  BackupHeader header;
};

Result<Opening> read_opening(OpenFile& file, const std::string& name) {
  VESTIBULE_TRY(const auto magic, file.read(first_line.size()));
  if (magic != first_line) {
    if (magic.starts_with("VESTIBULE BACKUP ")) return fail(Code::invalid, "'{}' was made by a newer version of this program", name);
    return fail(Code::invalid, "'{}' is no backup of this program", name);
  }
  Opening opening{magic, {}};
  std::string line;
  do {
    VESTIBULE_TRY(const auto byte, file.read(1));
    if (byte.empty() || line.size() == longest_header) return fail(Code::invalid, "'{}' is cut off or damaged in its second line", name);
    line += byte;
  } while (line.back() != '\n');
  opening.text += line;
  line.pop_back();
  auto header = decode_text<BackupHeader>(line);
  if (!header) return fail(Code::invalid, "'{}' is damaged in its second line: {}", name, header.error().message);
  if (header->version != 1) return fail(Code::invalid, "'{}' has version {}, this program knows 1", name, header->version);
  opening.header = *header;
  return opening;
}

/// The pieces after the two lines.
Result<std::int64_t> unseal_pieces(OpenFile& file, const Opening& opening, const std::string& key, const std::string& name, const Sink& sink) {
  crypto_secretstream_xchacha20poly1305_state state;
  VESTIBULE_TRY(const auto start, file.read(crypto_secretstream_xchacha20poly1305_HEADERBYTES));
  if (start.size() != crypto_secretstream_xchacha20poly1305_HEADERBYTES) return fail(Code::invalid, "'{}' is cut off", name);
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state, bytes_of(start), bytes_of(key)) != 0)
    return fail(Code::invalid, "'{}' is damaged", name);
  std::string plain(piece, '\0');
  std::int64_t done = 0;
  for (unsigned char tag = 0; tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL;) {
    VESTIBULE_TRY(const auto sealed, file.read(piece + overhead));
    unsigned long long size = 0;
    if (sealed.size() < overhead) return fail(Code::invalid, "'{}' is cut off after {} of {} bytes", name, done, opening.header.bytes);
    if (crypto_secretstream_xchacha20poly1305_pull(&state, bytes_of(plain), &size, &tag, bytes_of(sealed), sealed.size(), bytes_of(opening.text),
                                                   opening.text.size()) != 0)
      return fail(Code::invalid, "'{}' is damaged or cut off: what should be bytes {} to {} of the database was changed", name, done,
                  done + static_cast<std::int64_t>(sealed.size() - overhead));
    done += static_cast<std::int64_t>(size);
    VESTIBULE_CHECK(sink(std::string_view(plain).substr(0, size)));
  }
  VESTIBULE_TRY(const auto rest, file.read(1));
  if (!rest.empty()) return fail(Code::invalid, "'{}' has something behind its end", name);
  return done;
}

}  // namespace

std::string name_of_key(const std::string& key) { return digest_of("vestibule backup key " + key).substr(0, 16); }

Result<std::string> seal(OpenFile& plain, BackupHeader header, const std::string& key, OpenFile& sealed) {
  header.key = name_of_key(key);
  const std::string opening = std::string(first_line) + encode_text(header) + "\n";
  crypto_secretstream_xchacha20poly1305_state state;
  std::string start(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0'), out(piece + overhead, '\0');
  crypto_secretstream_xchacha20poly1305_init_push(&state, bytes_of(start), bytes_of(key));
  VESTIBULE_CHECK(sealed.write(opening + start));
  Digest digest;
  VESTIBULE_TRY(std::string now, plain.read(piece));
  for (bool last = false; !last;) {
    VESTIBULE_TRY(std::string next, plain.read(piece));
    last = next.empty();
    unsigned long long size = 0;
    const unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(&state, bytes_of(out), &size, bytes_of(now), now.size(), bytes_of(opening), opening.size(), tag);
    VESTIBULE_CHECK(sealed.write(std::string_view(out).substr(0, size)));
    digest.add(now);
    now = std::move(next);
  }
  return digest.hex();
}

Result<BackupHeader> unseal(const std::filesystem::path& path, const std::string& key, const Sink& sink) {
  VESTIBULE_TRY(auto file, open_file(path));
  const std::string name = path.string();
  VESTIBULE_TRY(const auto opening, read_opening(file, name));
  if (opening.header.key != name_of_key(key))
    return fail(Code::invalid, "'{}' was made with the key {}, and this is the key {}", name, opening.header.key, name_of_key(key));
  VESTIBULE_TRY(const auto bytes, unseal_pieces(file, opening, key, name, sink));
  if (bytes != opening.header.bytes) return fail(Code::invalid, "'{}' holds {} bytes and should hold {}", name, bytes, opening.header.bytes);
  return opening.header;
}

}  // namespace vestibule::core
