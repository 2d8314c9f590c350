#pragma once
// One folder in which everything stands that the site's mosquitto needs, and how devices get into it and out of it.

#include <filesystem>
#include <string>
#include <vector>

#include "authority.hpp"
#include "register.hpp"

namespace vestibule::broker {

struct Ports {
  int inside = 1883;   ///< 127.0.0.1 only: the host, by password
  int devices = 8883;  ///< TLS: bedside devices, by certificate
  int screens = 8884;  ///< TLS: kiosks and screens, by password
};

/// What an enrolled device is given. The key is empty if it made its own.
struct Papers {
  std::filesystem::path certificate, key;
};

inline constexpr std::chrono::days device_days{5 * 365};

/// One thread; whoever may write the folder. Works beside a running broker, which is told when what it has read has changed.
class SiteBroker {
 public:
  /// Makes the folder: authority, the broker's certificate for these hosts, configuration, access rules, the host's password.
  /// `conflict` if something stands there, `invalid` for a host without a name.
  static Result<SiteBroker> make(const std::filesystem::path& folder, const std::vector<std::string>& hosts, const Ports& ports);
  /// `not_found` or `invalid` if it is no such folder.
  static Result<SiteBroker> open(const std::filesystem::path& folder);

  /// Gives each a certificate, all or none. A name that holds a valid one is a `conflict`: revoke it first.
  Result<std::vector<Papers>> enrol(const std::vector<Wished>& devices, std::chrono::days days = device_days);
  /// What the device holds counts no longer; if the broker runs, its session ends as well. `not_found` if it holds nothing.
  Result<> revoke(const std::string& name);
  const std::vector<Enrolled>& devices() const { return devices_; }

 private:
  SiteBroker(std::filesystem::path folder, Authority authority, std::vector<Enrolled> devices)
      : folder_(std::move(folder)), authority_(std::move(authority)), devices_(std::move(devices)) {}
  Result<> may_enrol(const std::string& name) const;
  Result<Certificate> certificate_for(const Wished& wish, std::chrono::days days) const;
  Result<> write_revoked() const;

  std::filesystem::path folder_;
  Authority authority_;
  std::vector<Enrolled> devices_;
};

}  // namespace vestibule::broker
