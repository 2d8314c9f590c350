#pragma once
// The one place that can make a record readable. The house's key stands in a file apart from the database; each patient's own key is
// wrapped by it. What is sealed is bound to its patient and its field: moved elsewhere it does not open. Pure; any thread.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <vestibule/random.hpp>
#include <vestibule/result.hpp>

namespace vestibule::records {

/// 32 bytes that are wiped when they go.
class SealKey {
 public:
  static constexpr std::size_t size = 32;
  SealKey() = default;
  SealKey(const SealKey&) = default;
  SealKey& operator=(const SealKey&) = default;
  ~SealKey();

  std::array<unsigned char, size> bytes{};
};

/// A new key from the secure source.
SealKey new_key(RandomStream& chance);

/// Text sealed with XChaCha20-Poly1305 under `key`, as base64. `owner` and `field` are what it belongs to.
std::string seal(const SealKey& key, std::string_view owner, std::string_view field, std::string_view text, RandomStream& chance);
/// The text; `internal` if it was not sealed so, or has been changed since.
Result<std::string> unseal(const SealKey& key, std::string_view owner, std::string_view field, const std::string& sealed);

class Vault {
 public:
  /// `secret`: at least 32 bytes of chance.
  explicit Vault(std::string_view secret);

  std::string wrap(const SealKey& patient_key, std::string_view patient, RandomStream& chance) const;
  Result<SealKey> unwrap(const std::string& wrapped, std::string_view patient) const;

  /// What an exact look-up compares: 64 bits of a keyed hash of what is looked for. Without the house's key nobody can tell what it
  /// stands for, nor try out names.
  std::int64_t term(std::string_view kind, std::string_view text) const;

  /// For what belongs to the house and to no patient.
  const SealKey& house_key() const { return house_; }
  /// Tells keys apart without telling the key: the database remembers which one it was written with.
  std::string fingerprint() const;

 private:
  SealKey wrapping_, blinding_, house_, naming_;
};

}  // namespace vestibule::records
