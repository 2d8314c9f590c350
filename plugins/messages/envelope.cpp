#include "envelope.hpp"

#include <sodium.h>

#include <vector>

namespace vestibule::messages {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int alphabet = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

Envelope::Envelope(std::string_view key) {
  static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == 32);
  constexpr std::string_view purpose = "vestibule.messages";  // so that one key file can serve several plugins
  crypto_generichash(key_.data(), key_.size(), bytes_of(key), key.size(), bytes_of(purpose), purpose.size());
}

Envelope::~Envelope() { sodium_memzero(key_.data(), key_.size()); }

std::string Envelope::seal(std::int64_t number, std::string_view text, RandomStream& chance) const {
  std::vector<unsigned char> sealed(nonce_size + text.size() + tag_size);
  for (std::size_t i = 0; i < nonce_size; i += 8) {
    const std::uint64_t bits = chance.next();
    for (std::size_t k = 0; k < 8; ++k) sealed[i + k] = static_cast<unsigned char>(bits >> (8 * k));
  }
  const std::string bound = std::to_string(number);
  unsigned long long written = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce_size, &written, bytes_of(text), text.size(), bytes_of(bound), bound.size(), nullptr,
                                             sealed.data(), key_.data());
  std::string encoded(sodium_base64_encoded_len(sealed.size(), alphabet), '\0');
  sodium_bin2base64(encoded.data(), encoded.size(), sealed.data(), sealed.size(), alphabet);
  encoded.pop_back();  // the C string's end
  return encoded;
}

Result<std::string> Envelope::open(std::int64_t number, const std::string& sealed) const {
  std::vector<unsigned char> bytes(sealed.size());
  std::size_t size = 0;
  const std::string bound = std::to_string(number);
  const bool read = sodium_base642bin(bytes.data(), bytes.size(), sealed.data(), sealed.size(), nullptr, &size, nullptr, alphabet) == 0 && size >= nonce_size + tag_size;
  std::string text(read ? size - nonce_size - tag_size : 0, '\0');
  unsigned long long written = 0;
  if (!read || crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(text.data()), &written, nullptr, bytes.data() + nonce_size,
                                                          size - nonce_size, bytes_of(bound), bound.size(), bytes.data(), key_.data()) != 0)
    return fail(Code::internal, "the text of message {} does not open: another key ([messages] key_file), or it was changed", number);
  return text;
}

}  // namespace vestibule::messages
