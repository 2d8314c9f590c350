#include "vault.hpp"

#include <sodium.h>

#include <vector>

namespace vestibule::records {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int alphabet = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
static_assert(SealKey::size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

void fill(unsigned char* to, std::size_t size, RandomStream& chance) {
  for (std::size_t i = 0; i < size; i += 8) {
    const std::uint64_t bits = chance.next();
    for (std::size_t k = 0; k < 8 && i + k < size; ++k) to[i + k] = static_cast<unsigned char>(bits >> (8 * k));
  }
}

std::string bound_to(std::string_view owner, std::string_view field) { return std::string(owner) + '\0' + std::string(field); }

SealKey derived(std::string_view secret, std::string_view purpose) {
  SealKey root, key;
  crypto_generichash(root.bytes.data(), SealKey::size, bytes_of(secret), secret.size(), nullptr, 0);
  crypto_generichash(key.bytes.data(), SealKey::size, bytes_of(purpose), purpose.size(), root.bytes.data(), SealKey::size);
  return key;
}

}  // namespace

SealKey::~SealKey() { sodium_memzero(bytes.data(), bytes.size()); }

SealKey new_key(RandomStream& chance) {
  SealKey key;
  fill(key.bytes.data(), SealKey::size, chance);
  return key;
}

std::string seal(const SealKey& key, std::string_view owner, std::string_view field, std::string_view text, RandomStream& chance) {
  std::vector<unsigned char> sealed(nonce_size + text.size() + tag_size);
  fill(sealed.data(), nonce_size, chance);
  const std::string bound = bound_to(owner, field);
  unsigned long long written = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce_size, &written, bytes_of(text), text.size(), bytes_of(bound), bound.size(),
                                             nullptr, sealed.data(), key.bytes.data());
  std::string encoded(sodium_base64_encoded_len(sealed.size(), alphabet), '\0');
  sodium_bin2base64(encoded.data(), encoded.size(), sealed.data(), sealed.size(), alphabet);
  encoded.pop_back();  // the C string's end
  return encoded;
}

Result<std::string> unseal(const SealKey& key, std::string_view owner, std::string_view field, const std::string& sealed) {
  std::vector<unsigned char> bytes(sealed.size());
  std::size_t size = 0;
  const std::string bound = bound_to(owner, field);
  const auto broken = [&] { return fail(Code::internal, "what is sealed as '{}' of {} does not open: another key, or it was changed", field, owner); };
  if (sodium_base642bin(bytes.data(), bytes.size(), sealed.data(), sealed.size(), nullptr, &size, nullptr, alphabet) != 0 ||
      size < nonce_size + tag_size)
    return broken();
  std::string text(size - nonce_size - tag_size, '\0');
  unsigned long long written = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(text.data()), &written, nullptr, bytes.data() + nonce_size,
                                                 size - nonce_size, bytes_of(bound), bound.size(), bytes.data(), key.bytes.data()) != 0)
    return broken();
  return text;
}

Vault::Vault(std::string_view secret)
    : wrapping_(derived(secret, "records: wrapping")), blinding_(derived(secret, "records: blind index")), house_(derived(secret, "records: house")),
      naming_(derived(secret, "records: fingerprint")) {}

std::string Vault::wrap(const SealKey& patient_key, std::string_view patient, RandomStream& chance) const {
  return seal(wrapping_, patient, "key", {reinterpret_cast<const char*>(patient_key.bytes.data()), SealKey::size}, chance);
}

Result<SealKey> Vault::unwrap(const std::string& wrapped, std::string_view patient) const {
  VESTIBULE_TRY(auto opened, unseal(wrapping_, patient, "key", wrapped));
  if (opened.size() != SealKey::size) return fail(Code::internal, "the key of {} has {} bytes", patient, opened.size());
  SealKey key;
  for (std::size_t i = 0; i < SealKey::size; ++i) key.bytes[i] = static_cast<unsigned char>(opened[i]);
  sodium_memzero(opened.data(), opened.size());
  return key;
}

std::int64_t Vault::term(std::string_view kind, std::string_view text) const {
  const std::string said = bound_to(kind, text);
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), bytes_of(said), said.size(), blinding_.bytes.data(), SealKey::size);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits |= std::uint64_t{hash[i]} << (8 * i);
  return static_cast<std::int64_t>(bits);
}

std::string Vault::fingerprint() const {
  std::string hex(33, '\0');
  sodium_bin2hex(hex.data(), hex.size(), naming_.bytes.data(), 16);
  hex.pop_back();
  return hex;
}

}  // namespace vestibule::records
