#pragma once
// May this actor do this? The host asks; a plugin that knows people answers by offering this service.

#include <string_view>

#include "vestibule/act.hpp"

namespace vestibule {

/// Without one, the host listens on loopback only and every actor may do everything.
class AccessPolicy {
 public:
  virtual ~AccessPolicy() = default;
  /// Nothing if allowed, otherwise `denied` with the reason. Loop thread; must not block.
  virtual Result<> allow(const Actor& actor, std::string_view permission) = 0;
};

}  // namespace vestibule
