#pragma once
// The services on offer, by type.

#include <map>
#include <string>
#include <string_view>

#include "guests.hpp"

namespace vestibule::core {

/// Loop thread only.
class Directory {
 public:
  struct Offer {
    Guest* guest;  ///< whose it is; null: the host's own
    void* service;
  };

  /// A type twice throws std::logic_error: a defect of the plugin.
  void offer(Guest* guest, std::string_view type, void* service);
  /// Null if nobody offers it, or the one who did is out of service.
  void* find(std::string_view type) const;
  /// Who has offered it, in service or not; null if nobody has.
  const Offer* offer_of(std::string_view type) const;

 private:
  std::map<std::string, Offer, std::less<>> offers_;
};

}  // namespace vestibule::core
