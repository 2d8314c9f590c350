#pragma once
// The site's own certificate authority: at the broker whoever shows a certificate of it is the device its name says.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "vestibule/instant.hpp"
#include "vestibule/result.hpp"

namespace vestibule::broker {

/// PEM. The key is empty where the device keeps it to itself.
struct Certificate {
  std::string certificate;
  std::string key;
  std::string serial;  ///< hexadecimal, as `openssl x509 -serial` prints it
  Instant until{};
};

/// The key pair (P-256) and certificate of a site, in two files. It signs for the broker, for devices, and the list of what it has revoked.
class Authority {
 public:
  /// Makes authority.crt and authority.key (0600); `conflict` if one of them is there.
  static Result<> make(const std::filesystem::path& folder, const std::string& site);
  /// `not_found` without its files, `invalid` if they cannot be read.
  static Result<Authority> open(const std::filesystem::path& folder);

  Authority(Authority&&) noexcept;
  Authority& operator=(Authority&&) noexcept;
  ~Authority();

  /// For the broker: the names and addresses at which it is reached, at least one.
  Result<Certificate> certify_broker(const std::vector<std::string>& hosts) const;
  /// For a device whose key we make.
  Result<Certificate> certify_device(const std::string& name, std::chrono::days days) const;
  /// For a device that made its key itself and sends a request (PKCS #10, PEM). Its own idea of its name does not count.
  Result<Certificate> certify_request(const std::string& name, std::string_view request, std::chrono::days days) const;
  /// The list of these serials as PEM, newer than any before it: the broker goes by the newest of two.
  Result<std::string> revocation_list(const std::map<std::string, Instant>& serials) const;

 private:
  struct Inside;
  explicit Authority(std::unique_ptr<Inside> inside);

  std::unique_ptr<Inside> inside_;
};

}  // namespace vestibule::broker
